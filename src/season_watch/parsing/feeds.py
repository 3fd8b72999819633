"""Feeds (RSS, RDF, Atom, JSON Feed, news sitemaps) to entries."""

import re
from dataclasses import dataclass, replace

from season_watch.model.errors import ParseError
from season_watch.model.source import NO_WISH, FeedWish
from season_watch.parsing.decoding import decode_body
from season_watch.parsing.fast_feeds import read_fast
from season_watch.parsing.found import FoundFeed, not_a_feed
from season_watch.parsing.hubs import named_hub
from season_watch.parsing.json_feeds import read_json_feed
from season_watch.parsing.markup import HTML_ROOT, html_tree
from season_watch.parsing.parsed import MAX_ENTRIES, Note, ParsedSource
from season_watch.parsing.sitemaps import read_sitemap
from season_watch.parsing.slices import Cut, Slice, cut
from season_watch.parsing.text import one_line
from season_watch.parsing.wishes import stated_wish

_FEED_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(rss|rdf|feed|urlset)[\s>]", re.IGNORECASE)
_SITEMAP = "urlset"
# No feed needs entities of its own, and a few lines of them can expand to gigabytes.
_ENTITY_DECLARATION = re.compile(r"<!ENTITY[^>]*>", re.IGNORECASE)
_MAX_REFERENCE_DIGITS = 7
_BEYOND_UNICODE = 0x110000
_SURROGATES = range(0xD800, 0xE000)
_CHARACTER_REFERENCE = re.compile(r"&#(?:[xX](?P<hex>[0-9a-fA-F]+)|(?P<decimal>[0-9]+));?")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What was read of a feed: of its `listed` slices the `fresh` ones, or all of it where it was not cut."""

    found: FoundFeed
    listed: tuple[Slice, ...] = ()
    fresh: tuple[Slice, ...] = ()
    is_cut_short: bool = False
    wish: FeedWish = NO_WISH


def parse_feed(
    body: bytes, *, url: str, content_type: str, lang: str | None, known: frozenset[str] = frozenset()
) -> ParsedSource:
    """Read a feed: RSS, RDF, Atom, JSON Feed or a news sitemap. `url` is where it came from; `lang`, where given,
    overrides what the feed states.

    Entries whose slices are `known` are left out, where the feed can be cut. A feed without entries is no error, nor is
    a body without anything: who answers so now and then may just have written the file anew. Raises ParseError
    `not-a-feed` or `challenge-page`.
    """
    decoded = decode_body(body, content_type)
    if not decoded.text.strip():
        return ParsedSource(title="", entries=())
    read = _read(decoded.text, url, known)
    entries = read.found.entries_at(url, lang=lang)
    oddities = {
        Note.ENCODING: not decoded.as_stated,
        Note.MALFORMED: read.found.malformed,
        Note.BAD_LINK: None in entries,
        Note.TRUNCATED: read.is_cut_short,
    }
    return ParsedSource(
        title=one_line(read.found.title.shown()),
        entries=tuple(entry for entry in entries if entry),
        notes=tuple(note for note, applies in oddities.items() if applies),
        slices=tuple(one.name for one, entry in zip(read.fresh, entries, strict=False) if entry),
        skipped=frozenset(one.name for one in read.listed) & known,
        hub=named_hub(read.found.links, url),
        wish=read.wish,
    )


def _read(text: str, url: str, known: frozenset[str]) -> _Read:
    if text.lstrip().startswith("{"):
        return _bounded(read_json_feed(text), url, "it is JSON, but no JSON Feed")
    root = _root_of_feed(text, url)
    document = harmless(text)
    if root == _SITEMAP:
        return _bounded(read_sitemap(document), url, "it is a sitemap that lists no news")
    sliced = cut(document, url=url)
    read = _read_slices(sliced, known, url) if sliced else None
    read = read or _bounded(_by_feedparser(document, url), url)
    return replace(read, wish=stated_wish(sliced.holding(()) if sliced else document))


def _bounded(found: FoundFeed | None, url: str, why_not: str = "") -> _Read:
    if found is None:
        raise not_a_feed(url, why_not)
    is_cut_short = len(found.entries) > MAX_ENTRIES
    return _Read(found=replace(found, entries=found.entries[:MAX_ENTRIES]), is_cut_short=is_cut_short)


def _read_slices(sliced: Cut, known: frozenset[str], url: str) -> _Read | None:
    """What the feed states without its known entries; None where its entries aren't those that were cut."""
    listed = sliced.slices[:MAX_ENTRIES]
    fresh = tuple(one for one in listed if one.name not in known)
    document = sliced.holding(fresh)
    found = read_fast(sliced, document) or _by_feedparser(document, url)
    if len(found.entries) != len(fresh):
        return None
    return _Read(
        found=replace(found, links=sliced.links),
        listed=listed,
        fresh=fresh,
        is_cut_short=len(sliced.slices) > MAX_ENTRIES,
    )


def _root_of_feed(text: str, url: str) -> str:
    root = _FEED_ROOT.search(text)
    if HTML_ROOT.search(text, 0, root.start() if root else len(text)):
        raise _web_page(text, url)
    if root is None:
        raise not_a_feed(url, "it holds no RSS, RDF or Atom element")
    return root[1].lower()


def _web_page(text: str, url: str) -> ParseError:
    # Most feeds are no pages.
    from season_watch.parsing.blindness import WORDS, Sign, sign_of

    sign = sign_of(html_tree(text), text)
    if sign is Sign.CHALLENGE:
        return ParseError(sign.value, f"{url} is not the feed that it was: {WORDS[sign]}.")
    return not_a_feed(url, "it is a web page" if sign is None else WORDS[sign])


def harmless(text: str) -> bytes:
    """A feed's text in UTF-8, without what feedparser is known to fall over."""
    text = _CHARACTER_REFERENCE.sub(_real_character, _ENTITY_DECLARATION.sub("", text))
    return text.encode("utf-8", errors="replace")


def _real_character(reference: re.Match[str]) -> str:
    """The reference itself, or U+FFFD where it means no character: feedparser falls over those."""
    digits, base = (reference["hex"], 16) if reference["hex"] else (reference["decimal"], 10)
    code = int(digits, base) if len(digits) <= _MAX_REFERENCE_DIGITS else _BEYOND_UNICODE
    is_character = code < _BEYOND_UNICODE and code not in _SURROGATES
    return reference[0] if is_character else "\ufffd"


def _by_feedparser(document: bytes, url: str) -> FoundFeed:
    # Most feeds need none of its 4 MB.
    from season_watch.parsing.feedparser_feeds import read_by_feedparser

    return read_by_feedparser(document, url)
