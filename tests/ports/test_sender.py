"""What every sender promises, run on the fake and on real mail and webhook receivers."""

import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_network

import pytest

from season_watch.model.delivery import Channel, ChannelKind, ChannelName, Delivery, NotSent, Sent
from season_watch.notifying.accounts import Account, EmailAccount, Security, WebhookAccount
from season_watch.notifying.sender import AccountSender
from season_watch.outbound.client import HttpClient
from season_watch.outbound.limits import Limits
from season_watch.pipeline.ports import Sender
from tests.fakes.isolation import DirectIsolation
from tests.fakes.sender import FakeSender
from tests.servers.smtp import smtp_server
from tests.servers.webhooks import Reply, webhook_receiver
from tests.unit.notifying.samples import delivery, update

NOW = datetime(2025, 12, 17, 9, 31, tzinfo=UTC)
NAME = ChannelName("here")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A sender with one channel, and the means to make its receiver refuse and to see the ids that it took."""

    sender: Sender
    channel: Channel
    refuse: Callable[[bool], None]
    taken: Callable[[], tuple[str, ...]]

    def delivery(self, id: str = "msg_1") -> Delivery:  # noqa: A002
        return delivery(update(), to=self.channel.recipients[0], channel=self.channel.name, id=id)


def _channel(kind: ChannelKind, recipient: str) -> Channel:
    return Channel(name=NAME, kind=kind, recipients=(recipient,))


def _client() -> HttpClient:
    return HttpClient(Limits(contact="https://season-watch.example", allow=(ip_network("127.0.0.0/8"),)))


def _sender(account: Account, client: HttpClient) -> AccountSender:
    tls = ssl.create_default_context()
    return AccountSender({NAME: account}, tls=tls, client=client, isolation=DirectIsolation())


@asynccontextmanager
async def fake_bench() -> AsyncIterator[Bench]:
    fake = FakeSender(accounts=frozenset({NAME}))
    yield Bench(
        sender=fake,
        channel=_channel(ChannelKind.EMAIL, "reader@home.example"),
        refuse=lambda for_good: fake.results.append(NotSent(reason="refused", retryable=not for_good)),
        taken=lambda: tuple(one.id for one in fake.sent),
    )


@asynccontextmanager
async def email_bench() -> AsyncIterator[Bench]:
    with smtp_server() as server:
        account = EmailAccount(
            channel=NAME, host=server.host, port=server.port, sender="watch@home.example", security=Security.NONE
        )
        async with _client() as client:
            yield Bench(
                sender=_sender(account, client),
                channel=_channel(ChannelKind.EMAIL, "reader@home.example"),
                refuse=lambda for_good: server.answers.append(("RCPT", "550 no" if for_good else "450 later")),
                taken=lambda: tuple(one.message["Message-ID"].strip("<>").split("@")[0] for one in server.received),
            )


@asynccontextmanager
async def webhook_bench() -> AsyncIterator[Bench]:
    with webhook_receiver() as receiver:
        account = WebhookAccount(channel=NAME, secrets=("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",))
        refused: list[int] = []

        def refuse(for_good: bool) -> None:
            receiver.replies.append(Reply(status=410 if for_good else 503))
            refused.append(len(receiver.posted))

        async with _client() as client:
            yield Bench(
                sender=_sender(account, client),
                channel=_channel(ChannelKind.WEBHOOK, receiver.url),
                refuse=refuse,
                taken=lambda: tuple(
                    one.headers["webhook-id"] for at, one in enumerate(receiver.posted) if at not in refused
                ),
            )


Benches = Callable[[], AbstractAsyncContextManager[Bench]]


@pytest.fixture(params=[fake_bench, email_bench, webhook_bench])
async def bench(request: pytest.FixtureRequest) -> AsyncIterator[Bench]:
    benches: Benches = request.param
    async with benches() as one:
        yield one


async def test_what_the_receiver_takes_is_sent(bench: Bench) -> None:
    assert await bench.sender.send(bench.delivery(), bench.channel, NOW) == Sent()
    assert bench.taken() == ("msg_1",)


async def test_a_repeat_carries_the_id_of_the_first_attempt(bench: Bench) -> None:
    bench.refuse(False)
    for _ in range(3):
        await bench.sender.send(bench.delivery(), bench.channel, NOW)
    assert bench.taken() == ("msg_1", "msg_1")


async def test_each_delivery_carries_its_own_id(bench: Bench) -> None:
    for name in ("msg_1", "msg_2"):
        await bench.sender.send(bench.delivery(name), bench.channel, NOW)
    assert bench.taken() == ("msg_1", "msg_2")


@pytest.mark.parametrize("for_good", [False, True], ids=["refused for now", "refused for good"])
async def test_a_refusal_says_whether_another_attempt_may_succeed(bench: Bench, for_good: bool) -> None:
    bench.refuse(for_good)
    result = await bench.sender.send(bench.delivery(), bench.channel, NOW)
    assert isinstance(result, NotSent)
    assert result.retryable is not for_good
    assert result.reason
    assert "\n" not in result.reason
    assert bench.taken() == ()


async def test_a_refusal_leaves_the_sender_usable(bench: Bench) -> None:
    bench.refuse(True)
    await bench.sender.send(bench.delivery("msg_1"), bench.channel, NOW)
    assert await bench.sender.send(bench.delivery("msg_2"), bench.channel, NOW) == Sent()


async def test_a_channel_without_an_account_is_tried_again_later(bench: Bench) -> None:
    elsewhere = Channel(name=ChannelName("elsewhere"), kind=ChannelKind.EMAIL, recipients=("a@b.example",))
    result = await bench.sender.send(bench.delivery(), elsewhere, NOW)
    assert isinstance(result, NotSent)
    assert result.retryable
    assert bench.taken() == ()
