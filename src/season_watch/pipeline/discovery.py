"""Find the sources that an address leads to: what stands there, what it states, and where feeds usually are.

Everything that is offered was fetched and read first. Nothing is kept.
"""

from asyncio import gather, timeout
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urljoin

from season_watch.model.discovery import Candidate, FoundBy, Nature
from season_watch.model.source import Selectors, SourceKind
from season_watch.parsing.candidates import first_of_each, is_below, known_form, stated_sitemaps, usual_feeds
from season_watch.parsing.examining import Examined, examine
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

MOST_SITEMAPS = 4
"""Sitemaps looked into, of those that robots.txt or an index names: news has one, archives have hundreds."""

PATIENCE = timedelta(minutes=2)
"""How long a person waits: a host that answers slowly is asked for one address after the other."""

STALE = timedelta(days=180)
"""A feed whose newest entry is older was left behind, and comes after those that are written to."""

_ROBOTS = "robots"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body that nobody promised anything of, and where it came from."""

    body: bytes
    url: str
    content_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A source that may be had: its address answered, and was read. `newest` is the date of its latest entry.

    `selectors` are set for a list page alone.
    """

    url: str
    kind: SourceKind
    found_by: FoundBy
    title: str
    entries: int
    newest: datetime | None
    selectors: Selectors | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """What stands at an address, and the sources it leads to, best first. `url` is where the answer came from.

    `closed` says why a list page is not offered that could be read: robots.txt forbids it.
    """

    url: str
    nature: Nature
    title: str
    offers: tuple[Offer, ...]
    closed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """An address that was looked at: where the answer came from, and at which `address` to ask from now on.

    `refusal` is set where robots.txt allows no program to poll it as a page.
    """

    url: str
    address: str
    examined: Examined
    refusal: str | None = None


def examine_body(job: Body) -> Examined:
    """What runs in the stoppable child. Raises ParseError."""
    return examine(job.body, url=job.url, content_type=job.content_type)


def find_stated_sitemaps(job: Body) -> tuple[Candidate, ...]:
    """The sitemaps that a robots.txt names. Runs in the stoppable child."""
    return stated_sitemaps(job.body.decode("utf-8-sig", "replace"), job.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """The use case, with the ports it needs. `patience` is for all that is fetched on the way."""

    fetcher: Fetcher
    isolation: Isolation
    clock: Clock
    patience: timedelta = PATIENCE

    async def discover(self, url: str) -> Discovered | FetchFailed:
        """Find the sources that an address leads to; FetchFailed where it can't be had or read, or takes too long."""
        try:
            async with timeout(self.patience.total_seconds()):
                return await self._discovered(url)
        except TimeoutError:
            return FetchFailed(reason="timeout", detail=f"what it leads to did not answer within {self.patience}")

    async def _discovered(self, url: str) -> Discovered | FetchFailed:
        known = known_form(url)
        seen = await (self._look(known.url, known.kind) if known else self._open(url))
        if isinstance(seen, FetchFailed):
            return seen
        offers = await self._offers(seen, known.found_by if known else FoundBy.ADDRESS)
        return Discovered(
            url=seen.url,
            nature=seen.examined.nature,
            title=seen.examined.title,
            offers=_best_first(offers, seen, self.clock()),
            closed=seen.refusal if seen.examined.selectors else None,
        )

    async def _offers(self, seen: _Seen, found_by: FoundBy) -> tuple[Offer, ...]:
        match seen.examined.nature:
            case Nature.FEED:
                return (_offer(seen, found_by),)
            case Nature.SHOW:
                return (replace(_offer(seen, found_by), kind=SourceKind.TVMAZE),)
            case Nature.SITEMAP:
                return await self._in_sitemaps(seen.examined.candidates)
            case Nature.ARTICLE:
                return await self._tried(seen.examined.candidates) or await self._of_home(seen)
            case Nature.PAGE:
                return (*await self._of_site(seen), *_as_list(seen))

    async def _of_home(self, article: _Seen) -> tuple[Offer, ...]:
        """What the front page of an article's site leads to."""
        home = await self._open(urljoin(article.url, "/"))
        if isinstance(home, FetchFailed) or home.examined.nature is not Nature.PAGE:
            return ()
        return (*await self._of_site(home), *_as_list(home))

    async def _of_site(self, seen: _Seen) -> tuple[Offer, ...]:
        """The feeds that a page states, or else those at the usual places; and its site's news sitemaps."""
        stated, news = await gather(self._tried(seen.examined.candidates), self._by_robots(seen.url))
        return (*(stated or await self._tried(usual_feeds(seen.url))), *news)

    async def _by_robots(self, url: str) -> tuple[Offer, ...]:
        fetched = await self.fetcher.fetch(FetchRequest(url=urljoin(url, "/robots.txt"), kind=SourceKind.FEED))
        if not isinstance(fetched, Fetched):
            return ()
        named = await self.isolation.run(find_stated_sitemaps, _body(fetched))
        return () if isinstance(named, ReadFailed) else await self._in_sitemaps(named)

    async def _in_sitemaps(self, named: tuple[Candidate, ...]) -> tuple[Offer, ...]:
        """The sitemaps that list news, among those named and those that these name in turn."""
        seen = await self._all_seen(named[:MOST_SITEMAPS])
        inner = tuple(one for _, each in seen for one in each.examined.candidates if "news" in one.url)
        deeper = await self._all_seen(inner[:MOST_SITEMAPS])
        return tuple(
            _offer(each, candidate.found_by, candidate.title)
            for candidate, each in (*seen, *deeper)
            if each.examined.nature is Nature.FEED
        )

    async def _tried(self, candidates: tuple[Candidate, ...]) -> tuple[Offer, ...]:
        seen = await self._all_seen(candidates)
        feeds = ((one, each) for one, each in seen if each.examined.nature is Nature.FEED)
        return first_of_each(_offer(each, one.found_by, one.title) for one, each in feeds)

    async def _all_seen(self, candidates: tuple[Candidate, ...]) -> tuple[tuple[Candidate, _Seen], ...]:
        seen = await gather(*(self._look(one.url, SourceKind.FEED) for one in candidates))
        pairs = zip(candidates, seen, strict=True)
        return tuple((one, each) for one, each in pairs if not isinstance(each, FetchFailed))

    async def _open(self, url: str) -> _Seen | FetchFailed:
        """Look at what a person named. Where robots.txt keeps programs from the page, it may be a feed all the same."""
        seen = await self._look(url, SourceKind.PAGE)
        if not isinstance(seen, FetchFailed) or seen.reason != _ROBOTS:
            return seen
        as_feed = await self._look(url, SourceKind.FEED)
        return as_feed if isinstance(as_feed, FetchFailed) else replace(as_feed, refusal=seen.detail)

    async def _look(self, url: str, kind: SourceKind) -> _Seen | FetchFailed:
        fetched = await self.fetcher.fetch(FetchRequest(url=url, kind=kind))
        match fetched:
            case FetchFailed():
                return fetched
            case NotModified():
                return FetchFailed(
                    reason="http-304", detail=f"{url} says that nothing changed, though nothing was stated"
                )
            case Fetched():
                return await self._examined(url, fetched)

    async def _examined(self, url: str, fetched: Fetched) -> _Seen | FetchFailed:
        examined = await self.isolation.run(examine_body, _body(fetched))
        if isinstance(examined, ReadFailed):
            return FetchFailed(reason=examined.reason, detail=examined.detail)
        return _Seen(url=fetched.url, address=fetched.moved_to or url, examined=examined)


def _body(fetched: Fetched) -> Body:
    return Body(body=fetched.body, url=fetched.url, content_type=fetched.content_type)


def _offer(seen: _Seen, found_by: FoundBy, called: str = "") -> Offer:
    examined = seen.examined
    return Offer(
        url=seen.address,
        kind=SourceKind.FEED,
        found_by=found_by,
        title=examined.title or called,
        entries=examined.entries,
        newest=examined.newest,
    )


def _as_list(seen: _Seen) -> tuple[Offer, ...]:
    """A page that can be read as a list, and that programs may poll."""
    if seen.examined.selectors is None or seen.refusal is not None:
        return ()
    page = replace(_offer(seen, FoundBy.LIST), kind=SourceKind.PAGE, selectors=seen.examined.selectors)
    return (page,)


def _best_first(offers: Iterable[Offer], seen: _Seen, now: datetime) -> tuple[Offer, ...]:
    """Feeds before lists, live ones before those that were left, and a section's own before its site's."""

    def worse(offer: Offer) -> tuple[bool, bool, bool]:
        is_stale = offer.entries == 0 or (offer.newest is not None and offer.newest < now - STALE)
        return offer.kind is SourceKind.PAGE, is_stale, not is_below(offer.url, seen.url)

    return tuple(sorted(first_of_each(offers), key=worse))
