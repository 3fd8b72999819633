"""The way from an address to its sources, over a web without a network."""

from asyncio import Event
from datetime import UTC, datetime, timedelta

import pytest

from season_watch.model.discovery import FoundBy, Nature
from season_watch.model.source import SourceKind
from season_watch.pipeline.discovery import Discovered, Discovery
from season_watch.pipeline.ports import FetchFailed, FetchRequest, FetchResult
from tests.fakes.fetcher import FakeFetcher
from tests.fakes.isolation import DirectIsolation

NOW = datetime(2026, 3, 1, tzinfo=UTC)
HOME = "https://outlet.example/"
CARDS = "".join(
    f'<div class="card"><a href="/2026/the-story-of-number-{n}">The story number {n}</a></div>' for n in range(4)
)
NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://outlet.example/a</loc><n:news><n:title>A</n:title></n:news></url></urlset>"""


class Web:
    """A small web, and who discovers it."""

    def __init__(self) -> None:
        self.fetcher = FakeFetcher()

    def page(self, path: str, body: str) -> None:
        self.fetcher.publish(self._at(path), f"<html><body>{body}</body></html>".encode(), content_type="text/html")

    def feed(self, path: str, *, day: str = "2026-02-28") -> None:
        item = f"<item><title>A</title><link>/a</link><pubDate>{day}</pubDate></item>"
        feed = f"<rss version='2.0'><channel><title>Wire {path}</title>{item}</channel></rss>"
        self.fetcher.publish(self._at(path), feed.encode())

    def text(self, path: str, body: str) -> None:
        self.fetcher.publish(self._at(path), body.encode())

    async def discover(self, path: str = "") -> Discovered:
        found = await self.look(path)
        assert isinstance(found, Discovered), found
        return found

    async def look(self, path: str) -> Discovered | FetchFailed:
        discovery = Discovery(fetcher=self.fetcher, isolation=DirectIsolation(), clock=lambda: NOW)
        return await discovery.discover(self._at(path))

    def asked(self) -> list[str]:
        return [request.url for request in self.fetcher.requests]

    @staticmethod
    def _at(path: str) -> str:
        return path if "://" in path else HOME + path


@pytest.fixture
def web() -> Web:
    return Web()


def tag(path: str) -> str:
    return f'<link rel="alternate" type="application/rss+xml" href="/{path}">'


def urls(found: Discovered) -> list[str]:
    return [offer.url.removeprefix(HOME) for offer in found.offers]


async def test_a_feed_is_its_own_offer_and_nothing_else_is_asked_for(web: Web) -> None:
    web.feed("rss")
    found = await web.discover("rss")
    assert (found.nature, urls(found), found.offers[0].found_by) == (Nature.FEED, ["rss"], FoundBy.ADDRESS)
    assert web.asked() == [f"{HOME}rss"]


async def test_what_a_page_states_is_tried_before_it_is_offered(web: Web) -> None:
    web.page("", tag("dead") + tag("feed/"))
    web.feed("feed/")
    assert urls(await web.discover()) == ["feed/"]


async def test_usual_places_are_asked_only_where_nothing_is_stated(web: Web) -> None:
    web.page("", "")
    web.feed("rss.xml")
    found = await web.discover()
    assert [(offer.url, offer.found_by) for offer in found.offers] == [(f"{HOME}rss.xml", FoundBy.USUAL_PATH)]
    web.page("", tag("feed/"))
    web.feed("feed/")
    web.fetcher.requests.clear()
    await web.discover()
    assert f"{HOME}rss.xml" not in web.asked()


async def test_a_news_sitemap_is_found_by_way_of_robots_and_an_index(web: Web) -> None:
    web.page("", "")
    web.text("robots.txt", f"Sitemap: {HOME}index.xml")
    index = "".join(f"<sitemap><loc>{HOME}{name}.xml</loc></sitemap>" for name in ("pages", "news"))
    web.text("index.xml", f"<sitemapindex>{index}</sitemapindex>")
    web.text("news.xml", NEWS)
    found = await web.discover()
    assert [(offer.url, offer.found_by) for offer in found.offers] == [(f"{HOME}news.xml", FoundBy.SITEMAP)]
    assert f"{HOME}pages.xml" not in web.asked()


async def test_a_list_is_offered_behind_every_feed(web: Web) -> None:
    web.page("", CARDS + tag("feed/"))
    web.feed("feed/", day="2020-01-01")
    found = await web.discover()
    assert [offer.kind for offer in found.offers] == [SourceKind.FEED, SourceKind.PAGE]
    selectors = found.offers[1].selectors
    assert selectors is not None
    assert selectors.entry == "div.card"


async def test_a_feed_that_was_left_comes_after_one_that_is_written_to(web: Web) -> None:
    web.page("", tag("old") + tag("new"))
    web.feed("old", day="2024-01-01")
    web.feed("new")
    assert urls(await web.discover()) == ["new", "old"]


async def test_a_sections_own_feed_comes_before_its_sites(web: Web) -> None:
    web.page("tv/", tag("feed/") + tag("tv/feed/"))
    web.feed("feed/")
    web.feed("tv/feed/")
    assert urls(await web.discover("tv/")) == ["tv/feed/", "feed/"]


async def test_an_article_without_a_feed_leads_to_its_sites_front_page(web: Web) -> None:
    web.page("2026/a-story", '<meta property="og:type" content="article">' + tag("2026/a-story/feed/"))
    web.page("", CARDS + tag("feed/"))
    web.feed("feed/")
    found = await web.discover("2026/a-story")
    assert (found.nature, urls(found)) == (Nature.ARTICLE, ["feed/", ""])
    assert f"{HOME}2026/a-story/feed/" not in web.asked()


async def test_a_list_that_robots_forbid_is_told_of_and_not_offered(web: Web) -> None:
    web.page("", CARDS)
    web.fetcher.script(HOME, FetchFailed(reason="robots", detail="robots.txt forbids it"))
    found = await web.discover()
    assert (found.offers, found.closed) == ((), "robots.txt forbids it")


async def test_a_feed_that_robots_forbid_to_crawl_is_offered_for_polling(web: Web) -> None:
    web.feed("feed/")
    web.fetcher.script(f"{HOME}feed/", FetchFailed(reason="robots", detail="robots.txt forbids it"))
    assert urls(await web.discover("feed/")) == ["feed/"]


async def test_a_channels_page_is_asked_for_by_its_feed(web: Web) -> None:
    feed = f"https://www.youtube.com/feeds/videos.xml?channel_id=UC{'x' * 22}"
    web.feed(feed)
    found = await web.discover(f"https://www.youtube.com/channel/UC{'x' * 22}")
    assert [(offer.url, offer.found_by) for offer in found.offers] == [(feed, FoundBy.SITE)]


class Silence:
    """Answers the first request, and none after that."""

    def __init__(self, web: Web) -> None:
        self._web = web

    async def fetch(self, request: FetchRequest) -> FetchResult:
        if self._web.fetcher.requests:
            await Event().wait()
        return await self._web.fetcher.fetch(request)


async def test_a_site_that_keeps_a_person_waiting_is_given_up(web: Web) -> None:
    web.page("", tag("feed/"))
    discovery = Discovery(
        fetcher=Silence(web),
        isolation=DirectIsolation(),
        clock=lambda: NOW,
        patience=timedelta(milliseconds=10),
    )
    found = await discovery.discover(HOME)
    assert isinstance(found, FetchFailed)
    assert found.reason == "timeout"


async def test_what_can_not_be_had_or_read_is_a_value(web: Web) -> None:
    web.page("login", '<input type="password">')
    missing, login = await web.look("nothing"), await web.look("login")
    assert isinstance(missing, FetchFailed)
    assert isinstance(login, FetchFailed)
    assert (missing.reason, login.reason) == ("http-404", "login-page")
