import asyncio
import threading
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Network

import pytest

from season_watch.fetching.fetcher import HttpFetcher
from season_watch.fetching.forgetting import NoMemory
from season_watch.model.source import NO_VALIDATORS, SourceKind, Validators
from season_watch.outbound.client import HttpClient
from season_watch.outbound.limits import Limits
from season_watch.pipeline.ports import Fetched, FetchFailed, FetchRequest, FetchResult, NotModified
from tests.fakes.store import FakeStore
from tests.servers.scripted_http import Asked, Reply, ScriptedServer

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
LIMITS = Limits(contact="test", allow=(IPv4Network("127.0.0.2/32"), IPv4Network("127.0.0.4/32")), seconds=5.0)
SENT = Validators(etag='"1"', last_modified="Sun, 01 Mar 2026 11:00:00 GMT")


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer("127.0.0.2") as running:
        yield running


@pytest.fixture
def other() -> Iterator[ScriptedServer]:
    with ScriptedServer("127.0.0.4") as running:
        yield running


@pytest.fixture
async def fetcher() -> AsyncIterator[HttpFetcher]:
    async with HttpClient(LIMITS) as client:
        yield HttpFetcher(client, LIMITS, lambda: NOW, NoMemory())


def feed(url: str, validators: Validators = NO_VALIDATORS) -> FetchRequest:
    return FetchRequest(url=url, kind=SourceKind.FEED, validators=validators)


def page(url: str) -> FetchRequest:
    return FetchRequest(url=url, kind=SourceKind.PAGE)


def moved(target: str, status: int = 302) -> Reply:
    return Reply(status=status, headers=(("Location", target),))


def reason(result: FetchResult) -> str:
    assert isinstance(result, FetchFailed), result
    return result.reason


async def test_a_body_comes_with_what_the_server_says_of_it(server: ScriptedServer, fetcher: HttpFetcher) -> None:
    headers = (("ETag", 'W/"1"'), ("Content-Type", "text/xml; charset=euc-kr"), ("Cache-Control", "max-age=60"))
    server.answer("/feed", Reply(body=b"<rss/>", headers=headers))
    assert await fetcher.fetch(feed(server.url("/feed"))) == Fetched(
        url=server.url("/feed"),
        body=b"<rss/>",
        content_type="text/xml; charset=euc-kr",
        validators=Validators(etag='W/"1"'),
        fresh_for=timedelta(seconds=60),
    )


@pytest.mark.parametrize(
    "etag",
    ['"plain"', 'W/"weak"', "unquoted", '"a,b"', '"뉴스-gzip"', '"\\"', "'"],
    ids=["plain", "weak", "bare", "comma", "utf-8", "backslash", "quote"],
)
async def test_validators_are_sent_back_byte_for_byte(server: ScriptedServer, fetcher: HttpFetcher, etag: str) -> None:
    on_the_wire = etag.encode().decode("latin-1")
    dated = "sun, 1 mar 2026 11:00:00 +0000"
    server.answer("/feed", Reply(headers=(("ETag", on_the_wire), ("Last-Modified", dated)), body=b"<rss/>"))
    first = await fetcher.fetch(feed(server.url("/feed")))
    assert isinstance(first, Fetched)
    await fetcher.fetch(feed(server.url("/feed"), first.validators))
    assert server.requests[0].header("If-None-Match") is None
    assert server.requests[1].header("If-None-Match") == on_the_wire
    assert server.requests[1].header("If-Modified-Since") == dated


async def test_not_modified_keeps_the_validators_and_takes_new_ones(
    server: ScriptedServer, fetcher: HttpFetcher
) -> None:
    server.answer("/feed", Reply(status=304, headers=(("ETag", '"2"'), ("Cache-Control", "max-age=9"))))
    assert await fetcher.fetch(feed(server.url("/feed"), SENT)) == NotModified(
        validators=Validators(etag='"2"', last_modified=SENT.last_modified), fresh_for=timedelta(seconds=9)
    )


async def test_not_modified_without_having_asked_is_a_failure(server: ScriptedServer, fetcher: HttpFetcher) -> None:
    server.answer("/feed", Reply(status=304))
    assert reason(await fetcher.fetch(feed(server.url("/feed")))) == "http-304"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 451, 500, 502, 202, 206])
async def test_other_statuses_are_failures(server: ScriptedServer, fetcher: HttpFetcher, status: int) -> None:
    server.answer("/feed", Reply(status=status, body=b"<rss/>", headers=(("Content-Encoding", "br"),)))
    assert await fetcher.fetch(feed(server.url("/feed?key=7"))) == FetchFailed(
        reason=f"http-{status}", detail=f"{server.url('/feed')} answers {status}"
    )


async def test_gone_is_gone(server: ScriptedServer, fetcher: HttpFetcher) -> None:
    server.answer("/feed", Reply(status=410))
    failed = await fetcher.fetch(feed(server.url("/feed")))
    assert isinstance(failed, FetchFailed)
    assert (failed.reason, failed.gone) == ("http-410", True)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("wish", ["90", "Sun, 01 Mar 2026 12:01:30 GMT"])
async def test_a_wish_to_be_left_alone_is_passed_on(
    server: ScriptedServer, fetcher: HttpFetcher, status: int, wish: str
) -> None:
    server.answer("/feed", Reply(status=status, headers=(("Retry-After", wish),)))
    failed = await fetcher.fetch(feed(server.url("/feed")))
    assert isinstance(failed, FetchFailed)
    assert failed.retry_after == timedelta(seconds=90)


async def test_a_permanent_move_is_told(server: ScriptedServer, fetcher: HttpFetcher) -> None:
    server.answer("/old", moved("/newer", 301))
    server.answer("/newer", moved("/newest", 308))
    server.answer("/newest", Reply(body=b"<rss/>"))
    fetched = await fetcher.fetch(feed(server.url("/old")))
    assert isinstance(fetched, Fetched)
    assert fetched.url == fetched.moved_to == server.url("/newest")


async def test_a_permanent_move_is_told_though_nothing_changed_there(
    server: ScriptedServer, fetcher: HttpFetcher
) -> None:
    server.answer("/old", moved("/new", 301))
    server.answer("/new", Reply(status=304))
    answer = await fetcher.fetch(feed(server.url("/old"), replace(SENT, given_by=server.url("/new"))))
    assert isinstance(answer, NotModified)
    assert answer.moved_to == server.url("/new")


async def test_a_move_for_now_is_followed_and_not_told(server: ScriptedServer, fetcher: HttpFetcher) -> None:
    server.answer("/old", moved("/newer", 301))
    server.answer("/newer", moved("/newest", 307))
    server.answer("/newest", Reply(body=b"<rss/>"))
    fetched = await fetcher.fetch(feed(server.url("/old")))
    assert isinstance(fetched, Fetched)
    assert (fetched.url, fetched.moved_to) == (server.url("/newest"), None)


async def test_a_redirect_loop_ends_after_five_hops(server: ScriptedServer, fetcher: HttpFetcher) -> None:
    server.answer("/a", moved("/b"))
    server.answer("/b", moved("/a"))
    failed = await fetcher.fetch(feed(server.url("/a")))
    assert reason(failed) == "redirects"
    assert server.paths() == ["/a", "/b", "/a", "/b", "/a", "/b"]


@pytest.mark.parametrize("kind", list(SourceKind))
async def test_a_redirect_to_a_forbidden_address_is_refused(
    server: ScriptedServer, fetcher: HttpFetcher, kind: SourceKind
) -> None:
    with ScriptedServer("127.0.0.3") as canary:
        server.answer("/feed", moved(canary.url("/admin")))
        failed = await fetcher.fetch(FetchRequest(url=server.url("/feed"), kind=kind))
        assert isinstance(failed, FetchFailed)
        assert failed.reason == "blocked-address(hop 2)"
        assert failed.detail.startswith("hop 2: ")
        assert canary.connections == 0


@pytest.mark.parametrize("target", ["file:///etc/passwd", "gopher://127.0.0.2/", "mailto:a@b.example"])
async def test_a_redirect_to_another_scheme_is_refused(
    server: ScriptedServer, fetcher: HttpFetcher, target: str
) -> None:
    server.answer("/feed", moved(target))
    assert reason(await fetcher.fetch(feed(server.url("/feed")))) == "bad-url"


async def test_validators_go_to_the_address_that_gave_them_alone(
    server: ScriptedServer, other: ScriptedServer, fetcher: HttpFetcher
) -> None:
    server.answer("/feed", moved("/here"))
    server.answer("/here", moved(other.url("/there")))
    other.answer("/there", Reply(body=b"<rss/>", headers=(("ETag", '"there"'),)))
    fetched = await fetcher.fetch(feed(server.url("/feed"), SENT))
    assert isinstance(fetched, Fetched)
    assert fetched.validators == Validators(etag='"there"', given_by=other.url("/there"))
    other.answer("/there", Reply(status=304))
    assert await fetcher.fetch(feed(server.url("/feed"), fetched.validators)) == NotModified(
        validators=fetched.validators
    )
    here = [asked.header("If-None-Match") for asked in server.requests]
    there = [asked.header("If-None-Match") for asked in other.requests]
    assert (here, there) == (['"1"', None, None, None], [None, '"there"'])


async def test_an_address_that_a_redirect_leads_to_now_is_not_asked_with_the_validators_of_another(
    server: ScriptedServer, fetcher: HttpFetcher
) -> None:
    server.answer("/feed", moved("/old"), moved("/new"))
    server.answer("/old", Reply(body=b"<rss/>", headers=(("Last-Modified", "Sun, 01 Mar 2026 11:00:00 GMT"),)))
    server.answer("/new", Reply(body=b"<rss version='2.0'/>"))
    old = await fetcher.fetch(feed(server.url("/feed")))
    assert isinstance(old, Fetched)
    new = await fetcher.fetch(feed(server.url("/feed"), old.validators))
    assert isinstance(new, Fetched)
    assert new.validators == NO_VALIDATORS
    assert server.requests[-1].header("If-Modified-Since") is None


async def test_a_body_that_is_not_whole_is_no_body(server: ScriptedServer, fetcher: HttpFetcher) -> None:
    server.answer("/feed", Reply(body=b"<rss>", length=1000, headers=(("ETag", '"cut"'),)))
    assert reason(await fetcher.fetch(feed(server.url("/feed")))) == "incomplete"


@pytest.mark.parametrize(
    "url", ["", "feed.xml", "ftp://127.0.0.2/", "http://[::1/", "http://\x00/", "https://xn--/", "http://a:70000/"]
)
@pytest.mark.parametrize("kind", list(SourceKind))
async def test_an_address_that_is_none_is_a_failure(fetcher: HttpFetcher, url: str, kind: SourceKind) -> None:
    assert reason(await fetcher.fetch(FetchRequest(url=url, kind=kind))) == "bad-url"


async def test_one_deadline_covers_all_hops(server: ScriptedServer) -> None:
    limits = Limits(contact="test", allow=LIMITS.allow, seconds=1.0)

    def slow(asked: Asked) -> Reply:
        server.stopping.wait(0.4)
        return moved("/again")

    server.answer("/again", slow)
    async with HttpClient(limits) as client:
        began = time.monotonic()
        failed = await HttpFetcher(client, limits, lambda: NOW, NoMemory()).fetch(feed(server.url("/again")))
    assert reason(failed) == "timeout(total)"
    assert 0.9 < time.monotonic() - began < 2.0


async def test_a_page_is_asked_for_where_robots_allow_it(server: ScriptedServer, fetcher: HttpFetcher) -> None:
    server.answer("/robots.txt", Reply(body=b"User-agent: *\nDisallow: /private/\n"))
    server.answer("/news", Reply(body=b"<html>"))
    assert isinstance(await fetcher.fetch(page(server.url("/news"))), Fetched)
    assert reason(await fetcher.fetch(page(server.url("/private/news")))) == "robots"
    assert server.paths() == ["/robots.txt", "/news"]


async def test_a_feed_is_offered_for_polling(server: ScriptedServer, fetcher: HttpFetcher) -> None:
    server.answer("/robots.txt", Reply(body=b"User-agent: *\nDisallow: /\n"))
    server.answer("/feed", Reply(body=b"<rss/>"))
    assert isinstance(await fetcher.fetch(feed(server.url("/feed"))), Fetched)
    assert server.paths() == ["/feed"]


async def test_robots_are_obeyed_where_a_page_redirects_to(
    server: ScriptedServer, other: ScriptedServer, fetcher: HttpFetcher
) -> None:
    server.answer("/news", moved(other.url("/news")))
    other.answer("/robots.txt", Reply(body=b"User-agent: *\nDisallow: /\n"))
    assert reason(await fetcher.fetch(page(server.url("/news")))) == "robots"
    assert other.paths() == ["/robots.txt"]


async def test_robots_are_asked_for_once_however_many_pages_wait(server: ScriptedServer, fetcher: HttpFetcher) -> None:
    await asyncio.gather(*(fetcher.fetch(page(server.url(f"/{number}"))) for number in range(5)))
    assert server.paths().count("/robots.txt") == 1


async def test_a_host_gets_one_request_at_a_time(server: ScriptedServer, fetcher: HttpFetcher) -> None:
    def slow(asked: Asked) -> Reply:
        server.stopping.wait(0.02)
        return Reply(body=b"<rss/>")

    server.answer("/feed", slow)
    results = await asyncio.gather(*(fetcher.fetch(feed(server.url("/feed"))) for _ in range(10)))
    assert all(isinstance(result, Fetched) for result in results)
    assert (server.busiest, server.connections) == (1, 1)


async def test_hosts_do_not_wait_for_each_other(
    server: ScriptedServer, other: ScriptedServer, fetcher: HttpFetcher
) -> None:
    meeting = threading.Barrier(2, timeout=5)

    def met(asked: Asked) -> Reply:
        meeting.wait()
        return Reply(body=b"<rss/>")

    server.answer("/feed", met)
    other.answer("/feed", met)
    both = await asyncio.gather(fetcher.fetch(feed(server.url("/feed"))), fetcher.fetch(feed(other.url("/feed"))))
    assert [type(result) for result in both] == [Fetched, Fetched]


async def test_waiting_for_a_busy_host_costs_no_time_of_ones_own(server: ScriptedServer) -> None:
    limits = Limits(contact="test", allow=LIMITS.allow, seconds=0.5)

    def slow(asked: Asked) -> Reply:
        server.stopping.wait(0.2)
        return Reply(body=b"<rss/>")

    server.answer("/feed", slow)
    async with HttpClient(limits) as client:
        fetcher = HttpFetcher(client, limits, lambda: NOW, NoMemory())
        results = await asyncio.gather(*(fetcher.fetch(feed(server.url("/feed"))) for _ in range(5)))
    assert all(isinstance(result, Fetched) for result in results)


def refusing(status: int = 429, wish: str = "3600") -> Reply:
    return Reply(status=status, headers=(("Retry-After", wish),))


@pytest.mark.parametrize("status", [429, 503])
async def test_a_host_that_asks_to_be_left_alone_is_asked_for_nothing_more(
    server: ScriptedServer, other: ScriptedServer, fetcher: HttpFetcher, status: int
) -> None:
    server.answer("/busy", refusing(status))
    server.answer("/feed", Reply(body=b"<rss/>"))
    other.answer("/feed", Reply(body=b"<rss/>"))
    other.answer("/moved", moved(server.url("/feed")))
    await fetcher.fetch(feed(server.url("/busy")))
    for request in (feed(server.url("/feed")), page(server.url("/article")), feed(other.url("/moved"))):
        result = await fetcher.fetch(request)
        assert isinstance(result, FetchFailed)
        assert (result.reason, result.asked, result.retry_after) == ("put-off", False, timedelta(hours=1))
    assert isinstance(await fetcher.fetch(feed(other.url("/feed"))), Fetched)
    assert server.paths() == ["/busy"]


async def test_a_robots_txt_that_asks_so_is_heard_too(server: ScriptedServer, fetcher: HttpFetcher) -> None:
    server.answer("/robots.txt", refusing(503))
    server.answer("/feed", Reply(body=b"<rss/>"))
    assert reason(await fetcher.fetch(page(server.url("/article")))) == "robots"
    assert reason(await fetcher.fetch(feed(server.url("/feed")))) == "put-off"
    assert server.paths() == ["/robots.txt"]


@pytest.mark.parametrize("refusal", [refusing(500), refusing(429, "soon"), refusing(429, "0"), Reply(status=429)])
async def test_a_host_that_asks_for_no_time_does_not_rest(
    server: ScriptedServer, fetcher: HttpFetcher, refusal: Reply
) -> None:
    server.answer("/busy", refusal)
    server.answer("/feed", Reply(body=b"<rss/>"))
    await fetcher.fetch(feed(server.url("/busy")))
    assert isinstance(await fetcher.fetch(feed(server.url("/feed"))), Fetched)


async def test_a_rest_outlives_who_heard_of_it_and_ends(server: ScriptedServer) -> None:
    memory, now = FakeStore(), NOW
    server.answer("/busy", refusing())
    server.answer("/feed", Reply(body=b"<rss/>"))
    async with HttpClient(LIMITS) as client:
        await HttpFetcher(client, LIMITS, lambda: now, memory).fetch(feed(server.url("/busy")))
        anew = HttpFetcher(client, LIMITS, lambda: now, memory)
        assert reason(await anew.fetch(feed(server.url("/feed")))) == "put-off"
        now += timedelta(hours=1)
        assert isinstance(await anew.fetch(feed(server.url("/feed"))), Fetched)
