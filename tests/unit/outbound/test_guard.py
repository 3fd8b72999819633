import asyncio
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network, ip_address

import pytest

from season_watch.outbound.addresses import Address
from season_watch.outbound.client import HttpClient
from season_watch.outbound.exchange import Answer, Failure, Request
from season_watch.outbound.limits import Limits
from tests.servers.scripted_http import ScriptedServer

ALLOWED = Limits(contact="test", allow=(IPv4Network("127.0.0.2/32"),))
NOTHING_ALLOWED = Limits(contact="test")


@pytest.fixture
def canary() -> Iterator[ScriptedServer]:
    with ScriptedServer("127.0.0.1") as running:
        yield running
        assert running.connections == 0, "a refused address was dialled"


class Names:
    """Resolves names from a table; a name with several answers gives the next one at each lookup."""

    def __init__(self, **answers: tuple[tuple[str, ...], ...]) -> None:
        self._answers = {name: iter(each) for name, each in answers.items()}

    async def __call__(self, host: str, port: int) -> tuple[Address, ...]:
        return tuple(ip_address(text) for text in next(self._answers[host.partition(".")[0]]))


async def outcome(client: HttpClient, url: str) -> Answer | Failure:
    return await client.exchange(Request(url=url, seconds=10, body_bytes=1000))


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "0", "127。0。0。1", "[::ffff:127.0.0.1]"],
)
async def test_loopback_is_refused_however_it_is_written(canary: ScriptedServer, host: str) -> None:
    async with HttpClient(NOTHING_ALLOWED) as client:
        failure = await outcome(client, canary.url("/", host))
    assert isinstance(failure, Failure)
    assert failure.reason == "blocked-address"


async def test_a_name_that_resolves_to_a_private_address_is_refused(canary: ScriptedServer) -> None:
    async with HttpClient(ALLOWED, resolve=Names(inside=(("127.0.0.1",),))) as client:
        failure = await outcome(client, canary.url("/", "inside.example"))
    assert isinstance(failure, Failure)
    assert failure.reason == "blocked-address"
    way = "`allow` in [network] opens a network of your own"
    assert failure.detail == f"inside.example is 127.0.0.1, which is not to be reached: loopback ({way})"


async def test_a_permitted_address_is_dialled_past_a_refused_one(canary: ScriptedServer) -> None:
    with ScriptedServer("127.0.0.2") as server:
        async with HttpClient(ALLOWED, resolve=Names(both=(("127.0.0.1", "127.0.0.2"),))) as client:
            answer = await outcome(client, server.url("/", "both.example"))
        assert isinstance(answer, Answer)
        assert server.requests[0].header("Host") == f"both.example:{server.port}"


async def test_the_next_address_is_tried_where_one_is_dead() -> None:
    allow = (IPv4Network("127.0.0.0/29"),)
    with ScriptedServer("127.0.0.2") as server:
        names = Names(two=(("127.0.0.5", "127.0.0.2"),))
        async with HttpClient(Limits(contact="test", allow=allow), resolve=names) as client:
            assert isinstance(await outcome(client, server.url("/", "two.example")), Answer)


async def test_a_name_that_changes_its_mind_gains_nothing(canary: ScriptedServer) -> None:
    """DNS rebinding: the second connection is judged like the first."""
    with ScriptedServer("127.0.0.2") as server:
        names = Names(rebind=(("127.0.0.2",), ("127.0.0.1",)))
        async with HttpClient(ALLOWED, resolve=names) as client:
            assert isinstance(await outcome(client, server.url("/", "rebind.example")), Answer)
            failure = await outcome(client, canary.url("/", "rebind.example"))
    assert isinstance(failure, Failure)
    assert failure.reason == "blocked-address"


async def test_a_name_that_hangs_ends_at_the_deadline() -> None:
    async def hanging(host: str, port: int) -> tuple[Address, ...]:
        await asyncio.Event().wait()
        return (IPv4Address("127.0.0.2"),)

    async with HttpClient(ALLOWED, resolve=hanging) as client:
        failure = await client.exchange(Request(url="http://slow.example/", seconds=0.2, body_bytes=1000))
    assert isinstance(failure, Failure)
    assert failure.reason == "timeout(total)"
