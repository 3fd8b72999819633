"""A little world for the use cases: fakes behind every port, a clock that is set by hand."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from season_watch.model.board import Board, Update
from season_watch.model.correction import Correction
from season_watch.model.delivery import Channel, ChannelKind, ChannelName, Delivery, Rule
from season_watch.model.item import Item
from season_watch.model.source import Source, SourceName, Trust
from season_watch.model.watch import WatchName
from season_watch.pipeline.articles import Articles
from season_watch.pipeline.checks import Checks
from season_watch.pipeline.plan import Plan
from season_watch.policy.folding import fold
from season_watch.storage.registry import Declared
from tests.fakes.fetcher import FakeFetcher
from tests.fakes.isolation import DirectIsolation
from tests.fakes.store import FakeStore
from tests.vocabulary import WATCH, day

MAIL = Channel(name=ChannelName("mail"), kind=ChannelKind.EMAIL, recipients=("fan@home.example",))
START = day("2025-01-01")
FILLER = " ".join(["The series follows a group of students who wait for help behind the doors of their school."] * 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """An entry of a feed in these tests."""

    title: str
    text: str = FILLER
    url: str = "https://outlet.example/story"
    guid: str | None = None
    published: datetime | None = START + timedelta(days=1)


WRAPPED = News(
    title="All of Us Are Dead season 2 has wrapped filming",
    text=f"Filming on All of Us Are Dead season 2 has wrapped, Netflix announced on Tuesday.\n\n{FILLER}",
)


def rss(entries: Iterable[News]) -> bytes:
    """A feed of these entries."""
    items = "".join(map(_rss_item, entries))
    return f'<rss version="2.0"><channel><title>The Outlet</title>{items}</channel></rss>'.encode()


def _rss_item(news: News) -> str:
    guid = f"<guid>{escape(news.guid)}</guid>" if news.guid else ""
    date = f"<pubDate>{format_datetime(news.published)}</pubDate>" if news.published else ""
    texts = {"title": news.title, "link": news.url, "description": news.text}
    return f"<item>{guid}{date}{''.join(f'<{tag}>{escape(text)}</{tag}>' for tag, text in texts.items())}</item>"


def article(news: News) -> bytes:
    """A page with the whole text."""
    paragraphs = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in news.text.split("\n\n"))
    return f"<html><body><article><h1>{escape(news.title)}</h1>{paragraphs}</article></body></html>".encode()


@dataclass
class World:
    """Everything around the use cases, and short ways to drive them."""

    store: FakeStore = field(default_factory=FakeStore)
    fetcher: FakeFetcher = field(default_factory=FakeFetcher)
    now: datetime = START
    sources: tuple[Source, ...] = ()

    def clock(self) -> datetime:
        return self.now

    async def add(self, name: str = "wire", trust: Trust = Trust.PRESS) -> SourceName:
        """Add a source of the watch; it is empty at first, and was checked once."""
        source = Source(name=SourceName(name), url=f"https://{name}.example/rss", trust=trust, watches=(WATCH.name,))
        self.sources = (*self.sources, source)
        declared = Declared(
            watches=(WATCH,), sources=self.sources, channels=(MAIL,), rules=(Rule(channels=(MAIL.name,)),)
        )
        await self.store.reconcile(declared, self.now)
        return source.name

    async def check(self, name: str, *entries: News, backfill: bool = False) -> Plan:
        """Have a source carry these entries, and check it two days later."""
        self.fetcher.publish(f"https://{name}.example/rss", rss(entries))
        return await self.check_as_it_is(name, backfill=backfill)

    async def check_as_it_is(self, name: str, *, backfill: bool = False) -> Plan:
        self.now += timedelta(days=2)
        claimed = await self.store.claim_source(SourceName(name), self.now)
        assert claimed is not None
        checks = Checks(
            store=self.store,
            fetcher=self.fetcher,
            isolation=DirectIsolation(),
            clock=self.clock,
            jitter=lambda: 0.0,
            backfill=backfill,
        )
        return await checks.check(claimed)

    @property
    def articles(self) -> Articles:
        return Articles(store=self.store, fetcher=self.fetcher, isolation=DirectIsolation(), clock=self.clock)

    async def read_articles(self) -> list[Plan]:
        """Read every item whose text is awaited and due."""
        return [await self.articles.read_item(item) for item in await self.lease()]

    def made_anew(self, watch: WatchName) -> Board:
        """The board that all makes that was weighed, but for what is ruled out."""
        return fold(watch, [one for one in self.store.weighings if one.watch == watch], self.store.corrections)

    def correct(self, *corrections: Correction) -> None:
        """Have these be all that the owner ruled out."""
        self.store.corrections = corrections
        self.store.boards = {watch: self.made_anew(watch) for watch in self.store.boards}

    async def lease(self) -> tuple[Item, ...]:
        """Lease every item whose text is awaited and due."""
        return await self.store.claim_awaiting(self.now, 100, timedelta(minutes=5))

    @property
    def updates(self) -> list[Update]:
        return list(self.store.updates.values())

    @property
    def deliveries(self) -> list[Delivery]:
        return list(self.store.deliveries.values())
