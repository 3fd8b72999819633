"""JSON Feed (https://jsonfeed.org/version/1.1 and 1) as what it states."""

import json
from collections.abc import Iterator

from season_watch.parsing.found import FoundEntry, FoundFeed, Words, filled
from season_watch.parsing.hubs import Link
from season_watch.parsing.json_fields import Fields, text_in

_VERSION = "https://jsonfeed.org/version/1"


def read_json_feed(text: str) -> FoundFeed | None:
    """Read a JSON Feed; None where the text is not one. Items without a web address are kept, without a link."""
    try:
        feed = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    if not isinstance(feed, dict) or not text_in(feed, "version").startswith(_VERSION):
        return None
    items = feed.get("items")
    found = items if isinstance(items, list) else []
    return FoundFeed(
        title=Words(value=text_in(feed, "title")),
        language=text_in(feed, "language"),
        entries=tuple(_entry(item) for item in found if isinstance(item, dict)),
        links=(("self", text_in(feed, "feed_url")), *_hubs(feed)),
    )


def _hubs(feed: Fields) -> Iterator[Link]:
    hubs = feed.get("hubs")
    for hub in hubs if isinstance(hubs, list) else ():
        if isinstance(hub, dict) and text_in(hub, "type").lower() == "websub":
            yield "hub", text_in(hub, "url")


def _entry(item: Fields) -> FoundEntry:
    guid = item.get("id")
    texts = (Words(value=text_in(item, name)) for name in ("content_text", "summary"))
    return FoundEntry(
        # The first version let ids be numbers.
        guid=str(guid) if isinstance(guid, str | int | float) else "",
        link=text_in(item, "url") or text_in(item, "external_url"),
        title=Words(value=text_in(item, "title")),
        texts=filled((Words(value=text_in(item, "content_html"), is_markup=True), *texts)),
        stamps=tuple(filter(None, (text_in(item, "date_published"), text_in(item, "date_modified")))),
    )
