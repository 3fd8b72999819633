from collections.abc import AsyncIterator
from datetime import UTC, datetime
from ipaddress import IPv4Network

import pytest

from season_watch.fetching.hubs import HttpHub
from season_watch.model.subscription import Hub, Subscription, SubscriptionState
from season_watch.outbound.client import HttpClient
from season_watch.outbound.limits import Limits
from tests.servers.scripted_http import Reply, ScriptedServer

LIMITS = Limits(contact="test", allow=(IPv4Network("127.0.0.2/32"), IPv4Network("127.0.0.4/32")), seconds=5.0)


@pytest.fixture
async def hub() -> AsyncIterator[HttpHub]:
    async with HttpClient(LIMITS) as client:
        yield HttpHub(client)


def subscription(url: str) -> Subscription:
    return Subscription(
        hub=Hub(url=url, topic="https://outlet.example/feed"),
        state=SubscriptionState.ASKED,
        next_ask_at=datetime(2026, 3, 1, tzinfo=UTC),
        callback="https://me.example/websub/path",
        secret="kept",
    )


async def test_a_hub_that_takes_the_request_refuses_nothing(hub: HttpHub) -> None:
    with ScriptedServer("127.0.0.2") as server:
        server.answer("/hub", Reply(status=202))
        assert await hub.ask(subscription(server.url("/hub"))) is None


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_the_secret_goes_to_no_address_that_a_hub_redirects_to(hub: HttpHub, status: int) -> None:
    with ScriptedServer("127.0.0.2") as server, ScriptedServer("127.0.0.4") as other:
        other.answer("/hub", Reply(status=202))
        server.answer("/hub", Reply(status=status, headers=(("Location", other.url("/hub")),)))
        assert await hub.ask(subscription(server.url("/hub"))) == f"http-{status}"
        assert other.requests == []
