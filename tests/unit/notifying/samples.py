"""Messages as `pipeline/messages.py` writes them, for the tests of this room."""

import json
from datetime import UTC, datetime
from typing import Any

from jsonschema import Draft202012Validator

from season_watch.model.delivery import ChannelName, Delivery, DeliveryId, Message
from season_watch.notifying.message_schema import schema_text

AT = datetime(2025, 12, 17, 9, 30, tzinfo=UTC)


def update(kind: str = "update.confirmed", subject: str | None = None, **changes: object) -> Message:
    """An update's message; `changes` replace values of `update` or `evidence`, or `before` as a whole."""
    data: dict[str, Any] = {
        "update": {
            "key": "upd_5f0c1b7a9d3e",
            "watch": "aouad-s2",
            "label": "All of Us Are Dead S2",
            "change": "confirmed",
            "facet": "filming",
            "state": "wrapped",
            "value": "2025-12",
            "certainty": "confirmed",
            "headline": "filming has wrapped in December 2025",
            "when": "December 2025",
            "at": "2025-12-17T09:30:00+00:00",
            "reason": "Netflix Newsroom is an official source.",
        },
        "before": {
            "facet": "filming",
            "state": "wrapped",
            "value": None,
            "certainty": "rumoured",
            "headline": "filming has wrapped",
        },
        "evidence": {
            "quote": "Cameras stopped rolling on the second season on Tuesday, eleven months after the first day.",
            "url": "https://newsroom.example/en/2025/12/all-of-us-are-dead-season-2-wraps",
            "title": "‘All of Us Are Dead’ Season 2 Wraps Production",
            "outlet": "Netflix Newsroom",
            "published": "2025-12-17T08:00:00+00:00",
        },
    }
    for name, value in changes.items():
        if name == "before":
            data[name] = value
        else:
            part = "update" if name in data["update"] else "evidence"
            data[part][name] = value
    return Message(
        kind=kind,
        at=AT,
        subject=subject or f"[All of Us Are Dead S2] Confirmed: {data['update']['headline']}",
        data=data,
    )


def notice(**changes: object) -> Message:
    data = {
        "text": "“Variety” answered 410 twice: its feed is gone. It is paused and no longer checked.",
        "source": "Variety",
    }
    return Message(
        kind="notice.source_gone",
        at=AT,
        subject="[season-watch] A source is gone: Variety",
        data={"notice": data | changes},
    )


def delivery(message: Message, *, to: str = "reader@home.example", channel: str = "mail", id: str = "d-1") -> Delivery:  # noqa: A002
    return Delivery(
        id=DeliveryId(id), channel=ChannelName(channel), recipient=to, message=message, created_at=message.at
    )


def schema_validator() -> Draft202012Validator:
    """The validator of the published schema of messages."""
    schema = json.loads(schema_text())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)
