"""A watchman hears a GET, and nothing is told of where he lives."""

from collections.abc import Iterator
from datetime import timedelta
from ipaddress import ip_network

import pytest

from season_watch.notifying.accounts import PingAccount
from season_watch.notifying.ping import HttpPing
from season_watch.outbound.client import HttpClient
from season_watch.outbound.limits import Limits
from tests.servers.scripted_http import Reply, ScriptedServer

HERE = (ip_network("127.0.0.1/32"),)


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer() as running:
        yield running


async def pinged(url: str, *, allowed: bool = True) -> str | None:
    account = PingAccount(url=url, every=timedelta(minutes=5), allow=HERE if allowed else (), seconds=2)
    async with HttpClient(Limits(contact="test")) as client:
        return await HttpPing(account, client).ping()


@pytest.mark.parametrize(
    ("reply", "why_not"),
    [
        pytest.param(Reply(body=b"OK"), None, id="heard"),
        pytest.param(Reply(status=404), "http-404", id="unknown"),
        pytest.param(Reply(status=302, headers=(("Location", "/elsewhere"),)), "http-302", id="sent elsewhere"),
    ],
)
async def test_only_a_good_answer_means_that_the_ping_was_heard(
    server: ScriptedServer, reply: Reply, why_not: str | None
) -> None:
    server.answer("/secret", reply)
    assert await pinged(server.url("/secret")) == why_not
    assert [(asked.method, asked.target) for asked in server.requests] == [("GET", "/secret")]


async def test_a_private_address_needs_an_allowance_of_the_ping_itself(server: ScriptedServer) -> None:
    assert await pinged(server.url("/secret"), allowed=False) == "blocked-address"
    assert server.requests == []
