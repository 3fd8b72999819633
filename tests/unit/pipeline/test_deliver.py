"""How a delivery stands after an attempt."""

from dataclasses import replace
from datetime import timedelta

import pytest

from season_watch.model.delivery import (
    Channel,
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
        pytest.param(0, NotSent(reason="gone", retryable=False), DeliveryState.DEAD, None, id="dead-at-once"),
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
        pytest.param((), "its channel is not in the configuration any more", id="no-channel"),
        pytest.param((MAIL,), "it is no recipient of its channel any more", id="no-recipient"),
    ],
)
async def test_what_the_configuration_no_longer_names_gets_nothing(channels: tuple[Channel, ...], reason: str) -> None:
    store, sender = FakeStore(), FakeSender(accounts=frozenset({MAIL.name}))
    await store.reconcile(Declared(channels=channels), NOW)
    meant = replace(delivery(0), recipient="misspelt@home.example")
    await store.write(Wanted(), lambda _known: Plan(at=NOW, deliveries=(meant,)))
    deliveries = Deliveries(store=store, sender=sender, clock=lambda: NOW, jitter=lambda: 0.0)

    after = await deliveries.deliver(meant)

    assert (after.state, after.reason) == (DeliveryState.DEAD, reason)
    assert store.deliveries[meant.id] == after
    assert sender.sent == []
