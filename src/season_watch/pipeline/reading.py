"""What runs in the stoppable child: a body and what is known go in, frozen entries with their readings come out.

Whoever sends a call to the child names its function and never runs it, so the parsers are imported where they are
used, and answers hold nothing of theirs: they would take 20 MB in a process that parses nothing.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from season_watch.claims.mentions import Mentions, mentions_of
from season_watch.claims.reader import read
from season_watch.model.claim import Reading
from season_watch.model.item import Entry, Item, ItemId, ReadEntry
from season_watch.model.source import Source, SourceKind, Trust
from season_watch.model.watch import Watch
from season_watch.stories.canonical import item_id
from season_watch.stories.fingerprint import fingerprint

if TYPE_CHECKING:
    from season_watch.parsing.parsed import ParsedSource

THIN = 400
"""Characters below which an entry's text is taken for a teaser: feeds that cut do so at 150 to 300."""

FUTURE = timedelta(days=1)
"""A publication date further ahead than any time zone explains is wrong, and taken for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceBody:
    """A feed or list page as it came, with what is known of its source."""

    body: bytes
    url: str
    content_type: str
    source: Source
    watches: tuple[Watch, ...]
    known: frozenset[str]
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRead:
    """The unknown entries that concern a watch, oldest first, and of all entries in the body their ids and digests.

    A digest here is an entry's own with its item's id before it: tracking parameters make no entry new.
    """

    entries: tuple[ReadEntry, ...]
    listed: frozenset[ItemId]
    digests: frozenset[str]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleBody:
    """An article's page as it came, and the item that waits for it."""

    body: bytes
    url: str
    content_type: str
    item: Item
    watches: tuple[Watch, ...]
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRead:
    """The full text of an item, of which day that is, and what it says."""

    text: str
    published: datetime
    readings: tuple[Reading, ...]


def read_source(job: SourceBody) -> SourceRead:
    """Parse a body and read its unknown entries. Raises ParseError."""
    parsed = _parse(job)
    mentions = mentions_of(job.watches)
    digests = {f"{item_id(entry.url)}-{entry.digest}": entry for entry in parsed.entries}
    shared = {guid for guid, count in Counter(entry.guid for entry in parsed.entries).items() if count > 1}
    entries = (_usable(entry, shared, job.now) for digest, entry in digests.items() if digest not in job.known)
    read_entries = (_read_entry(entry, job, mentions) for entry in entries)
    kept = sorted((one for one in read_entries if one is not None), key=lambda one: one.entry.published or job.now)
    return SourceRead(
        entries=tuple(kept),
        listed=frozenset(item_id(entry.url) for entry in parsed.entries),
        digests=frozenset(digests),
        notes=tuple(map(str, parsed.notes)),
    )


def _usable(entry: Entry, shared: set[str | None], now: datetime) -> Entry:
    """An entry without a date that can't be, and without a guid that it shares with others: it names none of them."""
    guid = None if entry.guid in shared else entry.guid
    return replace(entry, guid=guid, published=_believed(entry.published, now))


def _believed(stated: datetime | None, now: datetime) -> datetime | None:
    return stated if stated is not None and stated <= now + FUTURE else None


def _parse(job: SourceBody) -> "ParsedSource":
    source = job.source
    if source.kind is SourceKind.PAGE and source.selectors is not None:
        from season_watch.parsing.pages import parse_list

        return parse_list(
            job.body, url=job.url, content_type=job.content_type, selectors=source.selectors, lang=source.lang
        )
    from season_watch.parsing.feeds import parse_feed

    return parse_feed(job.body, url=job.url, content_type=job.content_type, lang=source.lang)


def _read_entry(entry: Entry, job: SourceBody, mentions: Mentions) -> ReadEntry | None:
    """An entry with its readings; None where it concerns no watch. A thin text is read only if an official source's."""
    named = mentions.in_item(entry.title, entry.text)
    watches = concerned(job.source, job.watches, named)
    if not watches:
        return None
    thin = is_thin(entry.text)
    readings: tuple[Reading, ...] = ()
    vouched = job.source.trust is Trust.OFFICIAL
    if not thin or vouched:
        to_read = tuple(watch for watch in named if watch in watches)
        readings = _read_for(to_read, entry.title, entry.text, entry.published or job.now, entry.lang, vouched=vouched)
    return ReadEntry(entry=entry, thin=thin, readings=readings)


def concerned(source: Source, watches: tuple[Watch, ...], named: tuple[Watch, ...]) -> tuple[Watch, ...]:
    """The watches an entry may say something of: those its source is about, else those it names."""
    return tuple(watch for watch in watches if watch.name in source.watches) if source.watches else named


def is_thin(text: str) -> bool:
    """Whether a text is a teaser of the article behind it."""
    return len(text) < THIN or text.rstrip().endswith(("…", "...", "[…]"))


def read_article(job: ArticleBody) -> ArticleRead:
    """Extract an article and read it. Raises ParseError."""
    from season_watch.parsing.articles import extract_article

    article = extract_article(job.body, url=job.url, content_type=job.content_type)
    published = _published(job, article.text, _believed(article.published, job.now))
    readings = read_text(job.item.title, article.text, published, job.item.lang or article.lang, job.watches)
    return ArticleRead(text=article.text, published=published, readings=readings)


def _published(job: ArticleBody, text: str, stated: datetime | None) -> datetime:
    """Of which day a page's text is: what its entry stated, else the page. A text other than before is a new one."""
    item = job.item
    if item.fingerprint in {None, fingerprint(item.title, text)}:
        return (stated if item.is_undated else None) or item.published
    return stated if stated is not None and stated > item.published else job.now


def read_headline(job: ArticleBody) -> tuple[Reading, ...]:
    """Read what a feed showed of an item whose page can't be had."""
    item = job.item
    vouched = item.trust is Trust.OFFICIAL
    return read_text(item.title, item.text, item.published, item.lang, job.watches, vouched=vouched)


def read_text(
    title: str,
    text: str,
    published: datetime,
    lang: str | None,
    watches: tuple[Watch, ...],
    *,
    vouched: bool = False,
) -> tuple[Reading, ...]:
    """One reading a watch of which the text says something. `vouched`: the source is an official one."""
    named = mentions_of(watches).in_item(title, text)
    return _read_for(named, title, text, published, lang, vouched=vouched)


def _read_for(
    named: tuple[Watch, ...], title: str, text: str, published: datetime, lang: str | None, *, vouched: bool
) -> tuple[Reading, ...]:
    day = published.date()
    readings = (read(watch, title=title, text=text, published=day, lang=lang, vouched=vouched) for watch in named)
    return tuple(reading for reading in readings if reading.about or reading.claims)
