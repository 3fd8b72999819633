"""Feeds (RSS, RDF, Atom) to entries. The one place that calls feedparser."""

import io
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import feedparser

from season_watch.model.errors import ParseError
from season_watch.model.item import Entry
from season_watch.parsing.addresses import absolute, host
from season_watch.parsing.dates import stated_instant
from season_watch.parsing.decoding import decode_body
from season_watch.parsing.parsed import MAX_ENTRIES, Note, ParsedSource, make_entry
from season_watch.parsing.text import one_line, paragraphs, plain, primary_language

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


def parse_feed(body: bytes, *, url: str, content_type: str, lang: str | None) -> ParsedSource:
    """Read a feed. `url` is where it came from; `lang`, where given, overrides what the feed states.

    A valid feed without entries is no error. Raises ParseError `empty-body` or `not-a-feed`.
    """
    decoded = decode_body(body, content_type)
    _demand_feed(decoded.text, url)
    parsed = _parse(decoded.text, url)
    feed, found = parsed["feed"], parsed["entries"]
    title = one_line(_text_of(feed.get("title_detail")))
    spoken = primary_language(lang) or primary_language(feed.get("language"))
    read = [_entry(fields, url=url, outlet=title or host(url), lang=spoken) for fields in found[:MAX_ENTRIES]]
    oddities = {
        Note.ENCODING: not decoded.as_stated,
        Note.MALFORMED: bool(parsed.get("bozo")),
        Note.BAD_LINK: None in read,
        Note.TRUNCATED: len(found) > MAX_ENTRIES,
    }
    return ParsedSource(
        title=title,
        entries=tuple(entry for entry in read if entry),
        notes=tuple(note for note, applies in oddities.items() if applies),
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


def _parse(text: str, url: str) -> Fields:
    # BytesIO: handed a string or bytes, feedparser opens what looks like a path or an address. Sanitising and URI
    # resolving are off as both take quadratic time on hostile markup; `plain` keeps no markup anyway.
    harmless = _CHARACTER_REFERENCE.sub(_real_character, _ENTITY_DECLARATION.sub("", text))
    body = io.BytesIO(harmless.encode("utf-8", errors="replace"))
    try:
        parsed: Fields = feedparser.parse(  # noqa: TID251 - the one allowed call
            body, response_headers=_AS_UTF_8, sanitize_html=False, resolve_relative_uris=False
        )
    except _FEEDPARSER_FAULTS as error:
        raise _not_a_feed(url, f"it is broken beyond repair ({type(error).__name__})") from error
    if not parsed.get("version"):
        raise _not_a_feed(url, "its root element belongs to no known feed format")
    return parsed


def _real_character(reference: re.Match[str]) -> str:
    """The reference itself, or U+FFFD where it means no character: feedparser falls over those."""
    digits, base = (reference["hex"], 16) if reference["hex"] else (reference["decimal"], 10)
    code = int(digits, base) if len(digits) <= _MAX_REFERENCE_DIGITS else _BEYOND_UNICODE
    is_character = code < _BEYOND_UNICODE and code not in _SURROGATES
    return reference[0] if is_character else "\ufffd"


def _entry(fields: Fields, *, url: str, outlet: str, lang: str | None) -> Entry | None:
    link = absolute(fields.get("link"), url)
    if link is None:
        return None
    publisher = one_line((fields.get("source") or {}).get("title") or "")
    return make_entry(
        guid=fields.get("id"),
        url=link,
        title=_without_outlet(one_line(_text_of(fields.get("title_detail"))), publisher),
        text=_longest_text(fields),
        published=_published(fields),
        outlet=publisher or outlet,
        lang=lang,
    )


def _without_outlet(title: str, publisher: str) -> str:
    """Aggregators such as Google News append the publisher to each title."""
    return (title.removesuffix(f" - {publisher}") or title) if publisher else title


def _longest_text(fields: Fields) -> str:
    details = [fields.get("summary_detail"), *fields.get("content", ())]
    return max(map(_text_of, details), key=len)


def _text_of(detail: Fields | None) -> str:
    if detail is None:
        return ""
    value = detail.get("value") or ""
    return plain(value) if detail.get("type") in _MARKUP_TYPES else paragraphs(value)


def _published(fields: Fields) -> datetime | None:
    # feedparser's own reading is not asked: it takes CET for UTC, and Korean dates for days of another month.
    # Asked with `get`, it answers for `updated` with `published`, and warns; `in` is honest.
    stamps = (fields[key] for key in ("published", "updated") if key in fields)
    return next(filter(None, map(stated_instant, stamps)), None)
