"""Feeds (RSS, RDF, Atom) to entries. The one place that calls feedparser."""

import io
import re
from collections.abc import Mapping
from typing import Any

import feedparser

from season_watch.model.errors import ParseError
from season_watch.parsing.decoding import decode_body
from season_watch.parsing.fast_feeds import read_fast
from season_watch.parsing.found import NO_WORDS, FoundEntry, FoundFeed, Words, filled
from season_watch.parsing.parsed import MAX_ENTRIES, Note, ParsedSource
from season_watch.parsing.slices import Cut, Slice, cut
from season_watch.parsing.text import one_line

_FEED_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(?:rss|rdf|feed)[\s>]", re.IGNORECASE)
_HTML_ROOT = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
# No feed needs entities of its own, and a few lines of them can expand to gigabytes.
_ENTITY_DECLARATION = re.compile(r"<!ENTITY[^>]*>", re.IGNORECASE)
_MAX_REFERENCE_DIGITS = 7
_BEYOND_UNICODE = 0x110000
_SURROGATES = range(0xD800, 0xE000)
_CHARACTER_REFERENCE = re.compile(r"&#(?:[xX](?P<hex>[0-9a-fA-F]+)|(?P<decimal>[0-9]+));?")
# What feedparser was seen to raise for broken markup that it should have noted as such.
_FEEDPARSER_FAULTS = (LookupError, ValueError, AssertionError)
# feedparser is told the charset that `decode_body` has already settled.
_AS_UTF_8 = {"content-type": "application/xml; charset=utf-8"}

_MARKUP_TYPES = frozenset({"text/html", "application/xhtml+xml"})

Fields = Mapping[str, Any]
"""What feedparser knows of a feed or an entry; it has no types of its own."""


def parse_feed(
    body: bytes, *, url: str, content_type: str, lang: str | None, known: frozenset[str] = frozenset()
) -> ParsedSource:
    """Read a feed. `url` is where it came from; `lang`, where given, overrides what the feed states.

    Items whose slices are `known` are left out, where the feed can be cut. A valid feed without entries is no error.
    Raises ParseError `empty-body` or `not-a-feed`.
    """
    decoded = decode_body(body, content_type)
    _demand_feed(decoded.text, url)
    document = _harmless(decoded.text)
    sliced = cut(document, url=url)
    listed = sliced.slices[:MAX_ENTRIES] if sliced else ()
    fresh = tuple(one for one in listed if one.name not in known)
    found = _read_slices(sliced, fresh, url) if sliced else None
    if found is None:
        found, fresh, listed = read_by_feedparser(document, url), (), ()
    read = found.entries_at(url, lang=lang)[:MAX_ENTRIES]
    oddities = {
        Note.ENCODING: not decoded.as_stated,
        Note.MALFORMED: found.malformed,
        Note.BAD_LINK: None in read,
        Note.TRUNCATED: len(found.entries) > MAX_ENTRIES or (sliced is not None and len(sliced.slices) > MAX_ENTRIES),
    }
    return ParsedSource(
        title=one_line(found.title.shown()),
        entries=tuple(entry for entry in read if entry),
        notes=tuple(note for note, applies in oddities.items() if applies),
        slices=tuple(one.name for one, entry in zip(fresh, read, strict=False) if entry),
        skipped=frozenset(one.name for one in listed) & known,
    )


def _demand_feed(text: str, url: str) -> None:
    if not text.strip():
        raise ParseError("empty-body", f"{url} answered with an empty body.")
    root = _FEED_ROOT.search(text)
    if root is None:
        raise _not_a_feed(url, "it holds no RSS, RDF or Atom element")
    if _HTML_ROOT.search(text, 0, root.start()):
        raise _not_a_feed(url, "it is a web page")


def _not_a_feed(url: str, why: str) -> ParseError:
    return ParseError("not-a-feed", f"{url} is not a feed: {why}.")


def _harmless(text: str) -> bytes:
    """A feed's text in UTF-8, without what feedparser is known to fall over."""
    harmless = _CHARACTER_REFERENCE.sub(_real_character, _ENTITY_DECLARATION.sub("", text))
    return harmless.encode("utf-8", errors="replace")


def _real_character(reference: re.Match[str]) -> str:
    """The reference itself, or U+FFFD where it means no character: feedparser falls over those."""
    digits, base = (reference["hex"], 16) if reference["hex"] else (reference["decimal"], 10)
    code = int(digits, base) if len(digits) <= _MAX_REFERENCE_DIGITS else _BEYOND_UNICODE
    is_character = code < _BEYOND_UNICODE and code not in _SURROGATES
    return reference[0] if is_character else "\ufffd"


def _read_slices(sliced: Cut, fresh: tuple[Slice, ...], url: str) -> FoundFeed | None:
    """What the feed with these items alone states; None where its items aren't those that were cut."""
    document = sliced.holding(fresh)
    found = read_fast(sliced, document) or read_by_feedparser(document, url)
    return found if len(found.entries) == len(fresh) else None


def read_by_feedparser(document: bytes, url: str) -> FoundFeed:
    """What feedparser finds in a UTF-8 document that came from `url`. Raises ParseError `not-a-feed`."""
    # BytesIO: handed a string or bytes, feedparser opens what looks like a path or an address. Sanitising and URI
    # resolving are off as both take quadratic time on hostile markup; `plain` keeps no markup anyway.
    try:
        parsed: Fields = feedparser.parse(  # noqa: TID251 - the one allowed call
            io.BytesIO(document), response_headers=_AS_UTF_8, sanitize_html=False, resolve_relative_uris=False
        )
    except _FEEDPARSER_FAULTS as error:
        raise _not_a_feed(url, f"it is broken beyond repair ({type(error).__name__})") from error
    if not parsed.get("version"):
        raise _not_a_feed(url, "its root element belongs to no known feed format")
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
        publisher=(fields.get("source") or {}).get("title") or "",
    )


def _words(detail: Fields | None) -> Words:
    value = (detail or {}).get("value")
    return Words(value=value, is_markup=detail.get("type") in _MARKUP_TYPES) if detail and value else NO_WORDS
