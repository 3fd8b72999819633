"""How a delivery stands after an attempt."""

from datetime import timedelta

import pytest

from season_watch.model.delivery import (
    ChannelName,
    Delivery,
    DeliveryId,
    DeliveryState,
    Message,
    NotSent,
    SendResult,
    Sent,
)
from season_watch.pipeline.deliver import attempted
from season_watch.policy.schedule import ATTEMPT_DELAYS
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
