"""Try a source: what a check would read of it now, and why. Nothing is kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from season_watch.model.claim import Reading
from season_watch.model.item import Entry
from season_watch.model.source import NO_WISH, FeedWish, Source, Trust
from season_watch.model.watch import Watch, WatchName
from season_watch.pipeline.ports import (
    Clock,
    Fetched,
    Fetcher,
    FetchFailed,
    FetchRequest,
    Isolation,
    NotModified,
    ReadFailed,
)
from season_watch.pipeline.reading import SourceBody, as_told, concerned, is_thin, parse_body, read_text

SILENT = timedelta(days=90)
"""A source whose newest entry is older may have moved without a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedEntry:
    """An entry with the watches that it concerns, and what its text says of them.

    A thin one's article is fetched before anything is believed; what is told here is what its teaser says.
    """

    entry: Entry
    watches: tuple[WatchName, ...]
    thin: bool
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What a body lists, in its own order, what was odd about it, and when it asks not to be checked."""

    title: str
    entries: tuple[TriedEntry, ...]
    notes: tuple[str, ...]
    wish: FeedWish = NO_WISH


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """How a source answered. `listed` is None where it could not be read: then `failure` says why.

    `fetched` is None where there was no body at all. `signs` are those of a source that shows less than it should.
    """

    source: Source
    fetched: Fetched | None
    listed: Listed | None
    failure: ReadFailed | None
    signs: tuple[str, ...]


def list_body(job: SourceBody) -> Listed:
    """Parse a body, and read all of its entries for the watches. Runs in the stoppable child. Raises ParseError."""
    parsed = parse_body(job, frozenset())
    return Listed(
        title=parsed.title,
        entries=tuple(_tried(entry, job) for entry in parsed.entries),
        notes=tuple(map(str, parsed.notes)),
        wish=parsed.wish,
    )


def _tried(entry: Entry, job: SourceBody) -> TriedEntry:
    from season_watch.claims.mentions import mentions_of

    entry = as_told(entry, job.source)
    named = mentions_of(job.watches).in_item(entry.title, entry.text)
    watches = concerned(job.source, job.watches, named)
    published, vouched = entry.published or job.now, job.source.trust is Trust.OFFICIAL
    return TriedEntry(
        entry=entry,
        watches=tuple(watch.name for watch in watches),
        thin=is_thin(entry, job.source),
        readings=read_text(entry.title, entry.text, published, entry.lang, watches, vouched=vouched),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Trials:
    """The use case, with the ports it needs."""

    fetcher: Fetcher
    isolation: Isolation
    clock: Clock

    async def try_source(self, source: Source, watches: tuple[Watch, ...]) -> Trial:
        """Fetch and read a source once."""
        fetched = await self.fetcher.fetch(FetchRequest(url=source.url, kind=source.kind))
        match fetched:
            case FetchFailed():
                return _failed(source, None, ReadFailed(reason=fetched.reason, detail=fetched.detail))
            case NotModified():
                odd = ReadFailed(reason="http-304", detail="it says that nothing changed, though nothing was stated")
                return _failed(source, None, odd)
            case Fetched():
                return await self._read(source, fetched, watches)

    async def _read(self, source: Source, fetched: Fetched, watches: tuple[Watch, ...]) -> Trial:
        now = self.clock()
        body = SourceBody(
            body=fetched.body,
            url=fetched.url,
            content_type=fetched.content_type,
            source=source,
            watches=watches,
            known=frozenset(),
            now=now,
        )
        listed = await self.isolation.run(list_body, body)
        if isinstance(listed, ReadFailed):
            return _failed(source, fetched, listed)
        return Trial(source=source, fetched=fetched, listed=listed, failure=None, signs=_signs(listed, now))


def _failed(source: Source, fetched: Fetched | None, failure: ReadFailed) -> Trial:
    return Trial(source=source, fetched=fetched, listed=None, failure=failure, signs=())


def _signs(listed: Listed, now: datetime) -> tuple[str, ...]:
    """What hints that a source shows less than it should."""
    entries = [one.entry for one in listed.entries]
    newest = newest_of(listed)
    signs = {
        "it lists nothing": not entries,
        "its entries have no titles": bool(entries) and not any(entry.title for entry in entries),
        "its entries have no dates": bool(entries) and newest is None,
        f"its newest entry is older than {SILENT.days} days": newest is not None and newest < now - SILENT,
    }
    return (*(sign for sign, applies in signs.items() if applies), *listed.notes)


def newest_of(listed: Listed) -> datetime | None:
    """The date of the latest entry that states one."""
    return max((one.entry.published for one in listed.entries if one.entry.published), default=None)
