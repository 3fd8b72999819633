import asyncio
import gzip
import time
from collections.abc import AsyncIterator, Iterator
from importlib.metadata import version
from ipaddress import IPv4Network
from pathlib import Path

import pytest

from season_watch.outbound.client import ERROR_BODY_BYTES, HttpClient
from season_watch.outbound.exchange import Answer, Failure, Request
from season_watch.outbound.limits import Limits
from tests.servers.scripted_http import Asked, Reply, ScriptedServer

LIMITS = Limits(contact="https://watch.example/about", allow=(IPv4Network("127.0.0.1/32"),))
MIB = 1024 * 1024


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer() as running:
        yield running


@pytest.fixture
async def client() -> AsyncIterator[HttpClient]:
    async with HttpClient(LIMITS) as built:
        yield built


def get(url: str, *, seconds: float = 10.0, body_bytes: int = MIB) -> Request:
    return Request(url=url, seconds=seconds, body_bytes=body_bytes)


async def answered(client: HttpClient, request: Request) -> Answer:
    answer = await client.exchange(request)
    assert isinstance(answer, Answer), answer
    return answer


async def test_the_program_says_who_it_is_and_what_it_reads(server: ScriptedServer, client: HttpClient) -> None:
    server.answer("/feed", Reply(body=b"<rss/>"))
    await answered(client, get(server.url("/feed")))
    asked = server.requests[0]
    assert asked.header("User-Agent") == f"season-watch/{version('season-watch')} (+https://watch.example/about)"
    assert asked.header("Accept-Encoding") == "gzip"
    assert asked.header("Host") == f"127.0.0.1:{server.port}"


async def test_an_answer_holds_status_headers_and_body(server: ScriptedServer, client: HttpClient) -> None:
    server.answer("/feed", Reply(status=203, headers=(("X-One", "a"), ("X-One", "b")), body=b"<rss/>"))
    answer = await answered(client, get(server.url("/feed")))
    assert (answer.status, answer.body, answer.version, answer.cut) == (203, b"<rss/>", "HTTP/1.1", None)
    assert answer.header("x-one") == "a, b"
    assert answer.header("x-two") is None


async def test_a_post_carries_its_body_and_asks_for_a_plain_answer(server: ScriptedServer, client: HttpClient) -> None:
    server.answer("/hook", Reply(status=204))
    headers = (("Content-Type", "application/json"), ("webhook-id", "msg_1"))
    url = server.url("/hook")
    await answered(client, Request(method="POST", url=url, headers=headers, body=b"{}", seconds=5, body_bytes=MIB))
    asked = server.requests[0]
    assert (asked.method, asked.body) == ("POST", b"{}")
    assert asked.header("Accept-Encoding") == "identity"
    assert asked.header("webhook-id") == "msg_1"


async def test_a_redirect_is_an_answer_like_any_other(server: ScriptedServer, client: HttpClient) -> None:
    server.answer("/hook", Reply(status=302, headers=(("Location", "/elsewhere"),)))
    assert (await answered(client, get(server.url("/hook")))).status == 302
    assert server.paths() == ["/hook"]


async def test_cookies_are_not_kept(server: ScriptedServer, client: HttpClient) -> None:
    server.answer("/feed", Reply(headers=(("Set-Cookie", "id=7; Path=/"),)))
    await answered(client, get(server.url("/feed")))
    await answered(client, get(server.url("/feed")))
    assert [asked.header("Cookie") for asked in server.requests] == [None, None]


async def test_proxies_of_the_environment_are_not_used(server: ScriptedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedServer() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url())
        monkeypatch.setenv("ALL_PROXY", proxy.url())
        async with HttpClient(LIMITS) as client:
            await answered(client, get(server.url("/")))
        assert proxy.requests == []


async def test_a_connection_is_kept_for_the_next_request(server: ScriptedServer, client: HttpClient) -> None:
    server.answer("/feed", Reply(body=b"<rss/>"))
    await answered(client, get(server.url("/feed")))
    await answered(client, get(server.url("/feed")))
    assert (len(server.requests), server.connections) == (2, 1)


async def test_a_gzipped_body_is_inflated(server: ScriptedServer, client: HttpClient) -> None:
    server.answer("/feed", Reply(headers=(("Content-Encoding", "gzip"),), body=gzip.compress(b"<rss/>" * 1000)))
    answer = await answered(client, get(server.url("/feed")))
    assert answer.body == b"<rss/>" * 1000


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip"])
async def test_a_coding_that_was_not_offered_is_not_decoded(
    server: ScriptedServer, client: HttpClient, coding: str
) -> None:
    server.answer("/bomb", Reply(headers=(("Content-Encoding", coding),), body=gzip.compress(gzip.compress(b"x"))))
    answer = await answered(client, get(server.url("/bomb")))
    assert answer.cut
    assert answer.cut.reason == "unexpected-encoding"
    assert answer.body == b""


async def test_a_gzip_bomb_is_cut_and_takes_little_memory(server: ScriptedServer, client: HttpClient) -> None:
    bomb = gzip.compress(bytes(256 * MIB), compresslevel=9)
    server.answer("/bomb", Reply(headers=(("Content-Encoding", "gzip"),), body=bomb))
    before = _reset_peak()
    answer = await answered(client, get(server.url("/bomb"), body_bytes=10 * MIB))
    assert answer.cut
    assert answer.cut.reason == "too-large"
    assert len(answer.body) == 10 * MIB
    assert _status_bytes("VmHWM") - before < 30 * MIB


def _reset_peak() -> int:
    Path("/proc/self/clear_refs").write_text("5")
    return _status_bytes("VmRSS")


def _status_bytes(field: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field)) * 1024


async def test_a_body_that_ends_early_is_incomplete(server: ScriptedServer, client: HttpClient) -> None:
    server.answer("/feed", Reply(body=b"x" * 400, length=1000))
    answer = await answered(client, get(server.url("/feed")))
    assert answer.cut
    assert answer.cut.reason == "incomplete"
    assert answer.body == b"x" * 400


async def test_an_error_page_is_read_no_further_than_it_is_worth(server: ScriptedServer, client: HttpClient) -> None:
    server.answer("/gone", Reply(status=410, body=bytes(MIB)))
    answer = await answered(client, get(server.url("/gone"), body_bytes=10 * MIB))
    assert (answer.status, len(answer.body)) == (410, ERROR_BODY_BYTES)


async def test_a_drip_ends_at_the_deadline(server: ScriptedServer, client: HttpClient) -> None:
    def drip() -> Iterator[bytes]:
        while not server.stopping.wait(0.05):
            yield b"x"

    server.answer("/drip", Reply(body=drip()))
    began = time.monotonic()
    answer = await answered(client, get(server.url("/drip"), seconds=0.5))
    assert 0.5 <= time.monotonic() - began < 1.5
    assert answer.cut
    assert answer.cut.reason == "timeout(total)"


async def test_a_server_that_never_answers_is_a_timeout(server: ScriptedServer, client: HttpClient) -> None:
    def silent(asked: Asked) -> Reply:
        server.stopping.wait(10)
        return Reply()

    server.answer("/silent", silent)
    failure = await client.exchange(get(server.url("/silent"), seconds=0.3))
    assert isinstance(failure, Failure)
    assert failure.reason == "timeout(total)"


async def test_headers_without_end_stop_at_the_deadline(client: HttpClient) -> None:
    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        try:
            while not writer.is_closing():
                writer.write(b"HTTP/1.1 103 Early Hints\r\n\r\n")
                await writer.drain()
                await asyncio.sleep(0.01)
        except ConnectionError:
            pass
        finally:
            writer.close()

    async with await asyncio.start_server(speak, "127.0.0.1", 0) as talker:
        port = talker.sockets[0].getsockname()[1]
        failure = await client.exchange(get(f"http://127.0.0.1:{port}/", seconds=0.3))
    assert isinstance(failure, Failure)
    assert failure.reason == "timeout(total)"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://127.0.0.1/", "bad-url"),
        ("file:///etc/passwd", "bad-url"),
        ("http:///nowhere", "bad-url"),
        ("http://[::1/", "bad-url"),
        ("//127.0.0.1/", "bad-url"),
        ("not a url", "bad-url"),
        ("", "bad-url"),
        ("http://name.invalid/", "dns"),
        (f"http://{'a' * 70}.example/", "dns"),
        ("http://127.0.0.1:1/", "connect"),
    ],
)
async def test_an_address_that_leads_nowhere_is_a_failure(client: HttpClient, url: str, reason: str) -> None:
    failure = await client.exchange(get(url))
    assert isinstance(failure, Failure)
    assert failure.reason == reason
    assert "\n" not in failure.detail


async def test_what_is_not_http_is_a_protocol_failure(client: HttpClient) -> None:
    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"220 mail.example ESMTP\r\n")
        writer.close()

    async with await asyncio.start_server(speak, "127.0.0.1", 0) as talker:
        port = talker.sockets[0].getsockname()[1]
        failure = await client.exchange(get(f"http://127.0.0.1:{port}/"))
    assert isinstance(failure, Failure)
    assert failure.reason == "protocol"
