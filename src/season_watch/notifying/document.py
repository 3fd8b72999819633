"""A message as JSON, as `schema/message.schema.json` describes it: what webhooks are posted and programs are given."""

import json
from datetime import UTC
from typing import Any

from season_watch.model.delivery import Delivery, Message
from season_watch.notifying.cleaning import one_line, without_surrogates

BODY_BYTES = 20_000
"""The advice of Standard Webhooks: larger bodies are refused by some receivers, and slow down all."""

_CAPS = ((8000, 100), (4000, 100), (2000, 50), (1000, 50), (300, 20), (100, 20), (40, 10))
"""Longest text, in characters, and longest list, tried one after the other until a body fits."""


def body_of(message: Message) -> bytes:
    """What a webhook is posted: the same bytes for a message, `BODY_BYTES` at most."""
    return _bounded({}, message).encode()


def line_of(delivery: Delivery) -> bytes:
    """One line of ASCII for a program: as `body_of`, with the delivery's id and the subject, and a line break."""
    head = {"id": delivery.id, "subject": one_line(delivery.message.subject)}
    return json.dumps(json.loads(_bounded(head, delivery.message)), sort_keys=True).encode() + b"\n"


def _bounded(head: dict[str, str], message: Message) -> str:
    body = _text(head, message, message.data)
    for chars, elements in _CAPS:
        if len(body.encode()) <= BODY_BYTES:
            break
        body = _text(head, message, _capped(message.data, chars, elements))
    return body


def _text(head: dict[str, str], message: Message, data: object) -> str:
    document = {**head, "type": message.kind, "timestamp": message.at.astimezone(UTC).isoformat(), "data": data}
    return without_surrogates(json.dumps(document, ensure_ascii=False, sort_keys=True))


def _capped(value: Any, chars: int, elements: int) -> Any:  # noqa: ANN401 - it is JSON, whose types nest without end
    match value:
        case str() if len(value) > chars:
            return value[: chars - 1] + "…"
        case dict():
            return {name: _capped(element, chars, elements) for name, element in value.items()}
        case list():
            return [_capped(element, chars, elements) for element in value[:elements]]
        case _:
            return value
