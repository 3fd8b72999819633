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
    TemplateFault,
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


async def test_the_other_channels_say_once_that_one_has_given_up_and_all_once_that_it_takes_again() -> None:
    refusing = FakeSender(accounts=frozenset({MAIL.name}), results=[GONE, GONE, GONE])
    store = FakeStore()
    for days in range(4):
        now = NOW + days * 24 * HOUR
        await delivered(replace(delivery(0), id=DeliveryId(f"msg_{days}")), refusing, (MAIL, HOOK), store, now)

    assert own(store) == [
        ("notice.channel_failing", HOOK.name, NOW),
        ("notice.channel_working", HOOK.name, NOW + 72 * HOUR),
        ("notice.channel_working", MAIL.name, NOW + 72 * HOUR),
    ]


async def test_a_receiver_that_wants_no_more_is_asked_no_more_and_the_others_are_told() -> None:
    sender = FakeSender(accounts=frozenset({HOOK.name, MAIL.name}), results=[replace(GONE, closes=True)])
    store = FakeStore()
    for name in ("msg_1", "msg_2", "msg_3"):
        one = replace(delivery(0), id=DeliveryId(name), channel=HOOK.name, recipient=HOOK.recipients[0])
        await delivered(one, sender, (MAIL, HOOK), store)

    assert own(store) == [("notice.channel_closed", MAIL.name, NOW)]
    assert sender.sent == []
    assert [one.state for one in store.deliveries.values() if one.channel == HOOK.name] == [DeliveryState.DEAD] * 3


async def test_a_template_that_failed_is_told_once_for_its_text() -> None:
    store, sender = FakeStore(), FakeSender(accounts=frozenset({MAIL.name}))
    for name, version in (("msg_1", "a"), ("msg_2", "a"), ("msg_3", "b")):
        sender.results.append(Sent(fault=TemplateFault(what="text.txt:1: it loops", version=version)))
        await delivered(replace(delivery(0), id=DeliveryId(name)), sender, (MAIL, HOOK), store)

    said = [(one.message.kind, one.channel) for one in store.deliveries.values() if one.message.kind.startswith("n")]
    assert sorted(said) == [("notice.template_failing", name) for name in (HOOK.name, HOOK.name, MAIL.name, MAIL.name)]
    assert {one.state for one in store.deliveries.values() if one.message.kind.startswith("u")} == {DeliveryState.SENT}


async def test_one_that_refused_before_is_told_of_when_it_wants_no_more() -> None:
    sender = FakeSender(accounts=frozenset({HOOK.name}), results=[REFUSED, REFUSED, replace(GONE, closes=True)])
    store = FakeStore()
    one = replace(delivery(0), channel=HOOK.name, recipient=HOOK.recipients[0])
    for minutes in (0, 61, 90):
        store, one = await delivered(one, sender, (MAIL, HOOK), store, NOW + timedelta(minutes=minutes))
    assert [kind for kind, _, _ in own(store)] == ["notice.channel_failing", "notice.channel_closed"]


async def test_a_channel_that_has_refused_for_an_hour_is_told_of_though_it_is_tried_on() -> None:
    refusing = FakeSender(accounts=frozenset({MAIL.name}), results=[REFUSED] * 5)
    store, one = FakeStore(), delivery(0)
    for minutes in (0, 1, 6, 59, 61):
        store, one = await delivered(one, refusing, (MAIL, HOOK), store, NOW + timedelta(minutes=minutes))
    assert own(store) == [("notice.channel_failing", HOOK.name, NOW + timedelta(minutes=61))]


async def test_two_channels_that_fail_do_not_tell_each_other_for_ever() -> None:
    store, refusing = FakeStore(), FakeSender(accounts=frozenset({MAIL.name, HOOK.name}), results=[GONE] * 10)
    await delivered(delivery(0), refusing, (MAIL, HOOK), store)
    for _ in range(5):
        for leased in await store.lease_deliveries(NOW, 10, HOUR):
            await deliveries_of(store, refusing, NOW).deliver(leased)
    assert own(store) == [("notice.channel_failing", HOOK.name, NOW), ("notice.channel_failing", MAIL.name, NOW)]


def own(store: FakeStore) -> list[tuple[str, str, datetime]]:
    """What the program said of itself, over which channel, and when."""
    said = (one for one in store.deliveries.values() if one.message.kind.startswith("notice."))
    return [(one.message.kind, one.channel, one.created_at) for one in said]


def deliveries_of(store: FakeStore, sender: FakeSender, now: datetime) -> Deliveries:
    return Deliveries(store=store, sender=sender, clock=lambda: now, jitter=lambda: 0.0)


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
    after = await deliveries_of(store, sender, now).deliver(one)
    assert store.deliveries[one.id] == after
    return store, after
