"""How a delivery stands after an attempt."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from season_watch.model.delivery import (
    Channel,
    ChannelKind,
    ChannelName,
    Delivery,
    DeliveryId,
    DeliveryState,
    Message,
    NotSent,
    SendResult,
    Sent,
)
from season_watch.pipeline.deliver import Deliveries, attempted
from season_watch.pipeline.plan import Plan, Wanted
from season_watch.policy.schedule import ATTEMPT_DELAYS
from season_watch.storage.registry import Declared
from tests.fakes.sender import FakeSender
from tests.fakes.store import FakeStore
from tests.unit.pipeline.world import MAIL
from tests.vocabulary import day

NOW = day("2025-01-01")
HOUR = timedelta(hours=1)
HOOK = Channel(name=ChannelName("hook"), kind=ChannelKind.WEBHOOK, recipients=("https://hook.example/",))
GONE = NotSent(reason="gone", retryable=False)
REFUSED = NotSent(reason="the mail box is full", retryable=True)


def delivery(attempts: int) -> Delivery:
    return Delivery(
        id=DeliveryId("msg_1"),
        channel=ChannelName("mail"),
        recipient="fan@home.example",
        message=Message(kind="update.confirmed", at=NOW, subject="s", data={}),
        created_at=NOW,
        state=DeliveryState.LEASED,
        attempts=attempts,
        next_attempt_at=NOW,
    )


@pytest.mark.parametrize(
    ("attempts", "result", "state", "wait"),
    [
        pytest.param(0, Sent(), DeliveryState.SENT, None, id="taken"),
        pytest.param(0, REFUSED, DeliveryState.PENDING, timedelta(seconds=5), id="tried-again-soon"),
        pytest.param(
            0,
            NotSent(reason="slow down", retryable=True, retry_after=timedelta(hours=1)),
            DeliveryState.PENDING,
            timedelta(hours=1),
            id="when-the-receiver-wishes",
        ),
        pytest.param(len(ATTEMPT_DELAYS), REFUSED, DeliveryState.DEAD, None, id="dead-at-the-end-of-the-schedule"),
        pytest.param(0, GONE, DeliveryState.DEAD, None, id="dead-at-once"),
    ],
)
def test_a_delivery_after_an_attempt(
    attempts: int, result: SendResult, state: DeliveryState, wait: timedelta | None
) -> None:
    after = attempted(delivery(attempts), result, NOW, 0.0)

    assert (after.state, after.attempts) == (state, attempts + 1)
    assert after.next_attempt_at == (NOW + wait if wait else None)
    assert (after.reason is None) == isinstance(result, Sent)
    assert after.id == delivery(0).id


@pytest.mark.parametrize(
    ("channels", "reason"),
    [
        pytest.param((HOOK,), "its channel is not in the configuration any more", id="no-channel"),
        pytest.param((MAIL, HOOK), "it is no recipient of its channel any more", id="no-recipient"),
    ],
)
async def test_what_the_configuration_no_longer_names_gets_nothing_and_nobody_is_told(
    channels: tuple[Channel, ...], reason: str
) -> None:
    sender = FakeSender(accounts=frozenset({MAIL.name}))
    meant = replace(delivery(0), recipient="misspelt@home.example")
    store, after = await delivered(meant, sender, channels)

    assert (after.state, after.reason) == (DeliveryState.DEAD, reason)
    assert list(store.deliveries.values()) == [after]
    assert sender.sent == []


async def test_the_other_channels_say_once_a_day_that_one_has_given_up() -> None:
    refusing = FakeSender(accounts=frozenset({MAIL.name}), results=[GONE, GONE, GONE])
    store = FakeStore()
    for name, now in (("msg_1", NOW), ("msg_2", NOW + HOUR), ("msg_3", NOW + 24 * HOUR)):
        await delivered(replace(delivery(0), id=DeliveryId(name)), refusing, (MAIL, HOOK), store, now)

    told = [one for one in store.deliveries.values() if one.message.kind == "notice.channel_failing"]
    assert [(one.channel, one.recipient, one.created_at) for one in told] == [
        (HOOK.name, HOOK.recipients[0], NOW),
        (HOOK.name, HOOK.recipients[0], NOW + 24 * HOUR),
    ]
    assert all("mail gave up a message: gone" in one.message.data["notice"]["text"] for one in told)


async def test_two_channels_that_fail_do_not_tell_each_other_for_ever() -> None:
    message = Message(kind="notice.channel_failing", at=NOW, subject="s", data={})
    refusing = FakeSender(accounts=frozenset({MAIL.name}), results=[GONE])
    store, after = await delivered(replace(delivery(0), message=message), refusing, (MAIL, HOOK))

    assert after.state is DeliveryState.DEAD
    assert list(store.deliveries) == [after.id]


async def delivered(
    one: Delivery,
    sender: FakeSender,
    channels: tuple[Channel, ...],
    store: FakeStore | None = None,
    now: datetime = NOW,
) -> tuple[FakeStore, Delivery]:
    """A delivery after one attempt, and the store that it stands in."""
    store = store or FakeStore()
    await store.reconcile(Declared(channels=channels), now)
    await store.write(Wanted(), lambda _known: Plan(at=now, deliveries=(one,)))
    after = await Deliveries(store=store, sender=sender, clock=lambda: now, jitter=lambda: 0.0).deliver(one)
    assert store.deliveries[one.id] == after
    return store, after
