"""What feedparser finds in a feed. The one place that calls it."""

import io
from collections.abc import Mapping
from typing import Any

import feedparser

from season_watch.parsing.found import NO_WORDS, FoundEntry, FoundFeed, Words, filled, not_a_feed

# What feedparser was seen to raise for broken markup that it should have noted as such.
_FAULTS = (LookupError, ValueError, AssertionError)
# The charset is settled already.
_AS_UTF_8 = {"content-type": "application/xml; charset=utf-8"}
_MARKUP_TYPES = frozenset({"text/html", "application/xhtml+xml"})

Fields = Mapping[str, Any]
"""What feedparser knows of a feed or an entry; it has no types of its own."""


def read_by_feedparser(document: bytes, url: str) -> FoundFeed:
    """What feedparser finds in a UTF-8 document that came from `url`. Raises ParseError `not-a-feed`."""
    # BytesIO: handed a string or bytes, feedparser opens what looks like a path or an address. Sanitising and URI
    # resolving are off as both take quadratic time on hostile markup; `plain` keeps no markup anyway.
    try:
        parsed: Fields = feedparser.parse(  # noqa: TID251 - the one allowed call
            io.BytesIO(document), response_headers=_AS_UTF_8, sanitize_html=False, resolve_relative_uris=False
        )
    except _FAULTS as error:
        raise not_a_feed(url, f"it is broken beyond repair ({type(error).__name__})") from error
    if not parsed.get("version"):
        raise not_a_feed(url, "its root element belongs to no known feed format")
    feed: Fields = parsed["feed"]
    return FoundFeed(
        title=_words(feed.get("title_detail")),
        language=feed.get("language") or "",
        entries=tuple(map(_found_entry, parsed["entries"])),
        malformed=bool(parsed.get("bozo")),
    )


def _found_entry(fields: Fields) -> FoundEntry:
    # feedparser's own reading of dates is not asked: it takes CET for UTC, and Korean dates for days of another month.
    # Asked with `get`, it answers for `updated` with `published`, and warns; `in` is honest.
    stamps = (fields[key] for key in ("published", "updated") if key in fields)
    return FoundEntry(
        guid=fields.get("id") or "",
        link=fields.get("link") or "",
        title=_words(fields.get("title_detail")),
        texts=filled(map(_words, (fields.get("summary_detail"), *fields.get("content", ())))),
        stamps=tuple(filter(None, stamps)),
        outlet=(fields.get("source") or {}).get("title") or "",
        outlet_site=(fields.get("source") or {}).get("href") or "",
    )


def _words(detail: Fields | None) -> Words:
    value = (detail or {}).get("value")
    return Words(value=value, is_markup=detail.get("type") in _MARKUP_TYPES) if detail and value else NO_WORDS
