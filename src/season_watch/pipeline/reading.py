"""What runs in the stoppable child: a body and what is known go in, frozen entries with their readings come out.

Whoever sends a call to the child names its function and never runs it, so the parsers are imported where they are
used, as is the reader, and answers hold nothing of theirs: they would take 25 MB in a process that reads nothing.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from season_watch.model.claim import Reading
from season_watch.model.errors import ParseError
from season_watch.model.item import Entry, Item, ItemId, ReadEntry
from season_watch.model.source import NO_WISH, FeedWish, Source, SourceKind, Trust
from season_watch.model.subscription import NO_HUB, Hub
from season_watch.model.watch import Watch
from season_watch.parsing.videos import is_video, told
from season_watch.pipeline.seen import SeenSlice
from season_watch.stories.canonical import item_id
from season_watch.stories.fingerprint import fingerprint

if TYPE_CHECKING:
    from season_watch.claims.mentions import Mentions
    from season_watch.parsing.articles import Article
    from season_watch.parsing.parsed import ParsedSource

THIN = 400
"""Characters below which an entry's text is taken for a teaser: feeds that cut do so at 150 to 300."""

FUTURE = timedelta(days=1)
"""A publication date further ahead than any time zone explains is wrong, and taken for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceBody:
    """A feed or list page as it came, with what is known of its source.

    `known` are digests of its entries, `known_slices` the slices of its last body, as `SourceRead` had them. A slice
    is worth nothing without its digest: entries whose digests were forgotten are read again.
    """

    body: bytes
    url: str
    content_type: str
    source: Source
    watches: tuple[Watch, ...]
    known: frozenset[str]
    now: datetime
    known_slices: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRead:
    """The unknown entries that concern a watch, oldest first, and of all entries in the body their ids and digests.

    `published` are the dates of all unknown entries, whether they concern a watch or not; None of those without one.
    A digest here is an entry's own with its item's id before it: tracking parameters make no entry new. `slices` are
    to be given with the source's next body, which is then not parsed where it holds the same; none can be had of list
    pages, or of feeds that are not well-formed.
    """

    entries: tuple[ReadEntry, ...]
    listed: frozenset[ItemId]
    digests: frozenset[str]
    notes: tuple[str, ...]
    slices: frozenset[str] = frozenset()
    published: tuple[datetime | None, ...] = ()
    hub: Hub = NO_HUB
    wish: FeedWish = NO_WISH


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
    """The full text of an item, in which language, of which day that is, and what it says. `named`: the item that the
    page says it is.
    """

    text: str
    lang: str | None
    published: datetime
    readings: tuple[Reading, ...]
    anchors: frozenset[int]
    named: ItemId


def read_source(job: SourceBody) -> SourceRead:
    """Parse a body and read its unknown entries. Raises ParseError."""
    known = {one.name: one for one in map(SeenSlice.parse, job.known_slices) if one.digest in job.known}
    parsed = parse_body(job, frozenset(known))
    skipped = tuple(known[name] for name in parsed.skipped)
    names = parsed.slices or ("",) * len(parsed.entries)
    read = tuple((SeenSlice.of(entry, name), entry) for entry, name in zip(parsed.entries, names, strict=True))
    seen = (*skipped, *(one for one, _ in read))
    unknown = _unknown(job, seen, read)
    return SourceRead(
        entries=_read_unknown(job, unknown),
        listed=frozenset(one.item for one in seen),
        digests=frozenset(one.digest for one in seen),
        notes=(*map(str, parsed.notes), *_unstable(known.values(), skipped, (one for one, _ in read))),
        slices=frozenset(str(one) for one in seen if one.name),
        published=tuple(entry.published for entry in unknown),
        hub=parsed.hub,
        wish=parsed.wish,
    )


def _unstable(known: Iterable[SeenSlice], skipped: tuple[SeenSlice, ...], read: Iterable[SeenSlice]) -> tuple[str, ...]:
    """The note of a feed all of whose known entries have guids that they had not the last time."""
    from season_watch.parsing.parsed import Note

    guids = {one.digest: one.guid for one in known if one.guid}
    again = [one for one in read if one.guid and one.digest in guids]
    changed = bool(again) and not skipped and all(one.guid != guids[one.digest] for one in again)
    return (str(Note.UNSTABLE_GUID),) if changed else ()


def _unknown(
    job: SourceBody, seen: tuple[SeenSlice, ...], read: tuple[tuple[SeenSlice, Entry], ...]
) -> tuple[Entry, ...]:
    """The entries that are not known, of those that were parsed; `seen` is the whole body."""
    carriers = Counter(one.guid for one in seen)
    unknown = {one.digest: (one, entry) for one, entry in read if one.digest not in job.known}
    return tuple(_usable(entry, job.now, shared=carriers[one.guid] > 1) for one, entry in unknown.values())


def _read_unknown(job: SourceBody, unknown: tuple[Entry, ...]) -> tuple[ReadEntry, ...]:
    """The unknown entries that concern a watch, oldest first."""
    from season_watch.claims.mentions import mentions_of

    mentions = mentions_of(job.watches)
    read_entries = (_read_entry(entry, job, mentions) for entry in unknown)
    kept = (one for one in read_entries if one is not None)
    return tuple(sorted(kept, key=lambda one: one.entry.published or job.now))


def _usable(entry: Entry, now: datetime, *, shared: bool) -> Entry:
    """An entry without a date that can't be, and without a guid that it shares with others: it names none of them."""
    published = _believed(entry.published, now)
    if not shared and published == entry.published:
        return entry
    return replace(entry, guid=None if shared else entry.guid, published=published)


def _believed(stated: datetime | None, now: datetime) -> datetime | None:
    return stated if stated is not None and stated <= now + FUTURE else None


def parse_body(job: SourceBody, known: frozenset[str]) -> "ParsedSource":
    """Parse a body as its source's kind has it, without the entries of `known` slices. Raises ParseError."""
    source = job.source
    if source.kind is SourceKind.PAGE and source.selectors is not None:
        from season_watch.parsing.pages import parse_list

        return parse_list(
            job.body, url=job.url, content_type=job.content_type, selectors=source.selectors, lang=source.lang
        )
    if source.kind is SourceKind.TVMAZE:
        from season_watch.parsing.tvmaze import parse_show

        return parse_show(job.body, url=job.url, content_type=job.content_type)
    from season_watch.parsing.feeds import parse_feed

    return parse_feed(job.body, url=job.url, content_type=job.content_type, lang=source.lang, known=known)


def _read_entry(entry: Entry, job: SourceBody, mentions: "Mentions") -> ReadEntry | None:
    """An entry with its readings; None where it concerns no watch.

    A thin text is read only if it is an official source's, or if no program can get at the article behind it.
    """
    entry = as_told(entry, job.source)
    named = mentions.in_item(entry.title, entry.text)
    watches = concerned(job.source, job.watches, named)
    if not watches:
        return None
    thin = is_thin(entry, job.source)
    readings: tuple[Reading, ...] = ()
    vouched = job.source.trust is Trust.OFFICIAL
    if not thin or vouched or entry.outlet_site is not None:
        to_read = tuple(watch for watch in named if watch in watches)
        readings = _read_for(to_read, entry.title, entry.text, entry.published or job.now, entry.lang, vouched=vouched)
    anchors = frozenset[int]() if thin else _anchors(entry.title, entry.text)
    return ReadEntry(entry=entry, thin=thin, readings=readings, anchors=anchors)


def as_told(entry: Entry, source: Source) -> Entry:
    """An entry as it is read: of an official channel, a video that is labelled a trailer is one."""
    return told(entry) if source.trust is Trust.OFFICIAL else entry


def concerned(source: Source, watches: tuple[Watch, ...], named: tuple[Watch, ...]) -> tuple[Watch, ...]:
    """The watches an entry may say something of: those its source is about, else those it names."""
    return tuple(watch for watch in watches if watch.name in source.watches) if source.watches else named


def is_thin(entry: Entry, source: Source) -> bool:
    """Whether an entry's text is a teaser of the article behind it; TVmaze has no more to say.

    Of a video, an official channel says all there is. What any other says of one proves nothing, however long it is.
    """
    if is_video(entry):
        return source.trust is not Trust.OFFICIAL
    is_teaser = len(entry.text) < THIN or entry.text.rstrip().endswith(("…", "...", "[…]"))
    return is_teaser and source.kind is not SourceKind.TVMAZE


def read_article(job: ArticleBody) -> ArticleRead:
    """Extract an article and read it. Raises ParseError."""
    from season_watch.parsing.articles import extract_article
    from season_watch.parsing.blindness import Sign, leads_home

    if leads_home(job.item.url, job.url):
        raise ParseError(Sign.NOT_FOUND.value, f"{job.item.url} leads to the front page of {job.url}.")
    article = extract_article(job.body, url=job.url, content_type=job.content_type)
    published = _published(job, article)
    lang = job.item.lang or article.lang
    readings = read_text(job.item.title, article.text, published, lang, job.watches)
    named = item_id(article.canonical_url)
    anchors = _anchors(job.item.title, article.text)
    return ArticleRead(
        text=article.text, lang=lang, published=published, readings=readings, anchors=anchors, named=named
    )


def _anchors(title: str, text: str) -> frozenset[int]:
    from season_watch.stories.copies import anchors_of

    return anchors_of(title, text)


def _published(job: ArticleBody, article: "Article") -> datetime:
    """Of which day a page's text is: what its entry stated, else the page. A text other than before is a new one, of
    the day that the page states for its publication or its last change, where that came after the text before. A clock
    that is fast changes no text tomorrow.
    """
    item = job.item
    stated = _believed(article.published, job.now)
    if item.fingerprint in {None, fingerprint(item.title, article.text)}:
        return (stated if item.is_undated else None) or item.published
    changes = (stated, _believed(article.modified, job.now))
    return min(job.now, max((at for at in changes if at is not None and at > item.published), default=job.now))


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
    from season_watch.claims.mentions import mentions_of

    named = mentions_of(watches).in_item(title, text)
    return _read_for(named, title, text, published, lang, vouched=vouched)


def _read_for(
    named: tuple[Watch, ...], title: str, text: str, published: datetime, lang: str | None, *, vouched: bool
) -> tuple[Reading, ...]:
    from season_watch.claims.reader import read

    day = published.date()
    readings = (read(watch, title=title, text=text, published=day, lang=lang, vouched=vouched) for watch in named)
    return tuple(reading for reading in readings if reading.about or reading.claims)
