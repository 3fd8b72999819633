"""When the owner is told that a recipient takes nothing any more."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from season_watch.model.delivery import ChannelName, Delivery, DeliveryId, DeliveryState, Message
from season_watch.model.reach import Reach
from season_watch.policy.reach import after_attempt, is_down, is_to_be_told
from tests.vocabulary import day

NOW = day("2026-03-10")
WELL = Reach(channel=ChannelName("mail"), recipient="you@home.example")


def ago(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


def attempted(state: DeliveryState, reason: str | None = "smtp-452: full") -> Delivery:
    return Delivery(
        id=DeliveryId("msg_1"),
        channel=WELL.channel,
        recipient=WELL.recipient,
        message=Message(kind="update.confirmed", at=NOW, subject="s", data={}),
        created_at=NOW,
        state=state,
        reason=reason,
    )


REFUSING = replace(WELL, refusing_since=ago(30), reason="smtp-452: full")
TOLD = replace(REFUSING, told_at=ago(5), is_told=True, gave_up=True)


@pytest.mark.parametrize(
    ("before", "state", "after"),
    [
        pytest.param(WELL, DeliveryState.SENT, WELL, id="takes"),
        pytest.param(WELL, DeliveryState.PENDING, replace(REFUSING, refusing_since=NOW), id="refuses once"),
        pytest.param(REFUSING, DeliveryState.PENDING, REFUSING, id="goes on refusing"),
        pytest.param(REFUSING, DeliveryState.DEAD, replace(REFUSING, gave_up=True), id="for good"),
        pytest.param(REFUSING, DeliveryState.SENT, WELL, id="takes again"),
        pytest.param(TOLD, DeliveryState.PENDING, TOLD, id="refuses though told"),
        pytest.param(TOLD, DeliveryState.SENT, replace(WELL, told_at=ago(5)), id="takes again, which was told lately"),
    ],
)
def test_a_recipient_after_an_attempt(before: Reach, state: DeliveryState, after: Reach) -> None:
    assert after_attempt(before, attempted(state), NOW) == after


@pytest.mark.parametrize(
    ("reach", "down", "to_be_told"),
    [
        pytest.param(WELL, False, False, id="takes"),
        pytest.param(REFUSING, False, False, id="refuses for half an hour"),
        pytest.param(replace(REFUSING, refusing_since=ago(60)), True, True, id="for an hour"),
        pytest.param(replace(REFUSING, gave_up=True), True, True, id="for good"),
        pytest.param(TOLD, True, False, id="which was told"),
        pytest.param(replace(TOLD, is_told=False), True, False, id="again, on the same day"),
        pytest.param(replace(TOLD, is_told=False, told_at=ago(24 * 60)), True, True, id="again, a day later"),
    ],
)
def test_the_owner_is_told_of_what_is_down_once(reach: Reach, down: bool, to_be_told: bool) -> None:
    assert (is_down(reach, NOW), is_to_be_told(reach, NOW)) == (down, to_be_told)
