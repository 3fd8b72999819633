"""The rules of the `Fetcher` port, on the fake and on the real one."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Network
from typing import Protocol

import pytest

from season_watch.fetching.fetcher import HttpFetcher
from season_watch.fetching.forgetting import NoMemory
from season_watch.model.source import NO_VALIDATORS, SourceKind, Validators
from season_watch.outbound.client import HttpClient
from season_watch.outbound.limits import Limits
from season_watch.pipeline.ports import Fetched, Fetcher, FetchFailed, FetchRequest, FetchResult, NotModified
from tests.fakes.fetcher import FakeFetcher
from tests.servers.scripted_http import Asked, Reply, ScriptedServer


class Web(Protocol):
    """A web to fetch from, and the fetcher that does."""

    @property
    def fetcher(self) -> Fetcher: ...

    def url(self, path: str) -> str: ...

    def publish(self, path: str, body: bytes, etag: str) -> None: ...

    def refuse(self, path: str, status: int, seconds: int | None) -> None: ...


class FakeWeb:
    def __init__(self) -> None:
        self.fetcher = FakeFetcher()

    def url(self, path: str) -> str:
        return f"https://one.example{path}"

    def publish(self, path: str, body: bytes, etag: str) -> None:
        self.fetcher.publish(self.url(path), body, etag=etag)

    def refuse(self, path: str, status: int, seconds: int | None) -> None:
        wish = None if seconds is None else timedelta(seconds=seconds)
        failure = FetchFailed(reason=f"http-{status}", detail="refused", gone=status == 410, retry_after=wish)
        self.fetcher.fail(self.url(path), failure)


class RealWeb:
    def __init__(self, server: ScriptedServer, fetcher: HttpFetcher) -> None:
        self._server = server
        self.fetcher = fetcher

    def url(self, path: str) -> str:
        return self._server.url(path)

    def publish(self, path: str, body: bytes, etag: str) -> None:
        headers = (("ETag", etag), ("Content-Type", "text/xml"))

        def conditional(asked: Asked) -> Reply:
            if asked.header("If-None-Match") == etag:
                return Reply(status=304, headers=headers)
            return Reply(body=body, headers=headers)

        self._server.answer(path, conditional)

    def refuse(self, path: str, status: int, seconds: int | None) -> None:
        headers = () if seconds is None else (("Retry-After", str(seconds)),)
        self._server.answer(path, Reply(status=status, headers=headers))


@pytest.fixture(params=["fake", "real"])
async def web(request: pytest.FixtureRequest) -> AsyncIterator[Web]:
    if request.param == "fake":
        yield FakeWeb()
        return
    limits = Limits(contact="test", allow=(IPv4Network("127.0.0.1/32"),))
    with ScriptedServer() as server:
        async with HttpClient(limits) as client:
            yield RealWeb(server, HttpFetcher(client, limits, lambda: datetime(2026, 3, 1, tzinfo=UTC), NoMemory()))


async def get(web: Web, path: str, validators: Validators = NO_VALIDATORS) -> FetchResult:
    return await web.fetcher.fetch(FetchRequest(url=web.url(path), kind=SourceKind.FEED, validators=validators))


async def test_what_is_published_is_fetched_with_its_validators(web: Web) -> None:
    web.publish("/feed", b"<rss/>", '"1"')
    assert await get(web, "/feed") == Fetched(
        url=web.url("/feed"), body=b"<rss/>", content_type="text/xml", validators=Validators(etag='"1"')
    )


async def test_what_is_known_is_not_sent_again(web: Web) -> None:
    web.publish("/feed", b"<rss/>", '"1"')
    current = Validators(etag='"1"')
    assert await get(web, "/feed", current) == NotModified(validators=current)


async def test_what_changed_is_sent_again(web: Web) -> None:
    web.publish("/feed", b"<rss/>", '"1"')
    web.publish("/feed", b"<rss>new</rss>", '"2"')
    fetched = await get(web, "/feed", Validators(etag='"1"'))
    assert isinstance(fetched, Fetched)
    assert fetched.body == b"<rss>new</rss>"


async def test_what_is_not_there_is_a_failure(web: Web) -> None:
    failed = await get(web, "/nowhere")
    assert isinstance(failed, FetchFailed)
    assert (failed.reason, failed.gone) == ("http-404", False)


async def test_what_is_gone_is_told_apart(web: Web) -> None:
    web.refuse("/feed", 410, None)
    failed = await get(web, "/feed")
    assert isinstance(failed, FetchFailed)
    assert failed.gone


async def test_a_wish_to_be_left_alone_is_passed_on(web: Web) -> None:
    web.refuse("/feed", 503, 90)
    failed = await get(web, "/feed")
    assert isinstance(failed, FetchFailed)
    assert (failed.reason, failed.retry_after) == ("http-503", timedelta(seconds=90))
