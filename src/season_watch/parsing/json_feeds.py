"""JSON Feed (https://jsonfeed.org/version/1.1 and 1) as what it states."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from season_watch.parsing.found import FoundEntry, FoundFeed, Words, filled
from season_watch.parsing.hubs import Link

_VERSION = "https://jsonfeed.org/version/1"

Fields = Mapping[str, Any]


def read_json_feed(text: str) -> FoundFeed | None:
    """Read a JSON Feed; None where the text is not one. Items without a web address are kept, without a link."""
    try:
        feed = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    if not isinstance(feed, dict) or not _text(feed, "version").startswith(_VERSION):
        return None
    items = feed.get("items")
    found = items if isinstance(items, list) else []
    return FoundFeed(
        title=Words(value=_text(feed, "title")),
        language=_text(feed, "language"),
        entries=tuple(_entry(item) for item in found if isinstance(item, dict)),
        links=(("self", _text(feed, "feed_url")), *_hubs(feed)),
    )


def _hubs(feed: Fields) -> Iterator[Link]:
    hubs = feed.get("hubs")
    for hub in hubs if isinstance(hubs, list) else ():
        if isinstance(hub, dict) and _text(hub, "type").lower() == "websub":
            yield "hub", _text(hub, "url")


def _entry(item: Fields) -> FoundEntry:
    guid = item.get("id")
    texts = (Words(value=_text(item, name)) for name in ("content_text", "summary"))
    return FoundEntry(
        # The first version let ids be numbers.
        guid=str(guid) if isinstance(guid, str | int | float) else "",
        link=_text(item, "url") or _text(item, "external_url"),
        title=Words(value=_text(item, "title")),
        texts=filled((Words(value=_text(item, "content_html"), is_markup=True), *texts)),
        stamps=tuple(filter(None, (_text(item, "date_published"), _text(item, "date_modified")))),
    )


def _text(fields: Fields, name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""
