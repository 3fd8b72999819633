"""Items in files, as `replay` and `explain` take them: one JSON object a line."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from season_watch.model.errors import ParseError
from season_watch.model.source import Trust
from season_watch.notifying.cleaning import without_surrogates
from season_watch.pipeline.replay import ReplayItem

_TEXTS = ("id", "outlet", "url", "title", "text")


def read_items(path: Path) -> tuple[ReplayItem, ...]:
    """Every item of a file, blank lines left out. ParseError names the file and line that is no item."""
    return tuple(_items(path))


def _items(path: Path) -> Iterator[ReplayItem]:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield item_of(json.loads(line))
                except (ValueError, RecursionError) as error:
                    raise ParseError("not-an-item", f"{path}:{number}: {_sentence(error)}.") from error


def item_of(fields: object) -> ReplayItem:
    """An item from its JSON object. ValueError says what is missing or wrong."""
    if not isinstance(fields, dict):
        raise ValueError("an item is a JSON object")
    texts = {name: _text(fields, name) for name in _TEXTS}
    return ReplayItem(
        **texts,
        published=instant(_text(fields, "published")),
        lang=_text(fields, "lang") if fields.get("lang") is not None else None,
        trust=_trust(fields.get("trust")),
    )


def instant(text: str) -> datetime:
    """A date, which counts from its midnight, or a date with a time; in UTC where no zone is stated."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is no date such as 2025-07-23 or 2025-07-23T18:05:00Z") from error
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _text(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise ValueError(f"an item needs {name!r}, a string")
    return without_surrogates(value)


def _trust(value: object) -> Trust:
    if value is None:
        return Trust.PRESS
    if value not in tuple(Trust):
        raise ValueError(f"'trust' must be one of {', '.join(Trust)}, not {value!r}")
    return Trust(str(value))


def _sentence(error: Exception) -> str:
    match error:
        case json.JSONDecodeError():
            return f"not JSON: {error.msg} in column {error.colno}"
        case UnicodeDecodeError():
            return "not UTF-8"
        case RecursionError():
            return "nested too deeply"
        case _:
            return str(error)
