from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from season_watch.model.subscription import Hub, Subscription, SubscriptionState
from season_watch.policy.pace import Limits
from season_watch.policy.schedule import Interval
from season_watch.policy.subscriptions import (
    ASKED_AGAIN,
    ASKED_AGAIN_AFTER_REFUSAL,
    BETWEEN_PUSHES,
    LONGEST_LEASE,
    RENEWED_BEFORE,
    VERIFIED_WITHIN,
    asked,
    check_after,
    denied,
    failed,
    is_held,
    missed,
    told,
    verified,
    while_held,
)
from tests.vocabulary import day

NOW = day("2026-03-20")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MOMENT = timedelta(microseconds=1)
TOPIC = "https://wire.example/feed"
CALLBACK = "https://me.example/hubs/1"
OFFERED = Subscription(
    hub=Hub(url="https://hub.example", topic=TOPIC), state=SubscriptionState.OFFERED, next_ask_at=NOW
)
ASKED = asked(OFFERED, callback=CALLBACK, secret="s", now=NOW)
HELD = replace(ASKED, state=SubscriptionState.HELD, lease_until=NOW + 10 * DAY)
LIMITS = Limits(every=HOUR, fastest=HOUR / 4, slowest=4 * HOUR)
USUAL = Interval(length=HOUR, reason="as usual")


def lasting(lease: timedelta, state: SubscriptionState = SubscriptionState.HELD) -> Subscription:
    return replace(HELD, state=state, lease_until=NOW + lease)


def test_a_hub_that_is_asked_gets_an_address_and_a_secret_and_keeps_them() -> None:
    again = asked(ASKED, callback="https://me.example/hubs/2", secret="t", now=NOW + HOUR)
    assert (ASKED.state, ASKED.callback, ASKED.secret) == (SubscriptionState.ASKED, CALLBACK, "s")
    assert (again.callback, again.secret, again.next_ask_at) == (CALLBACK, "s", NOW + 2 * HOUR)


@pytest.mark.parametrize(
    ("subscription", "state"),
    [
        pytest.param(lasting(DAY), SubscriptionState.HELD, id="what holds is renewed"),
        pytest.param(lasting(DAY, SubscriptionState.SILENT), SubscriptionState.SILENT, id="silence is not forgiven"),
        pytest.param(lasting(-MOMENT), SubscriptionState.ASKED, id="what ended is asked for anew"),
    ],
)
def test_a_lease_that_holds_is_not_given_up_to_renew_it(subscription: Subscription, state: SubscriptionState) -> None:
    assert asked(subscription, callback="", secret="", now=NOW).state is state


@pytest.mark.parametrize(
    ("lease", "until", "next_ask_at"),
    [
        pytest.param(10 * DAY, 10 * DAY, 10 * DAY - RENEWED_BEFORE, id="renewed before it ends"),
        pytest.param(HOUR / 2, HOUR / 2, ASKED_AGAIN, id="a short one has no hub asked in a loop"),
        pytest.param(99 * DAY, LONGEST_LEASE, LONGEST_LEASE - RENEWED_BEFORE, id="no promise is believed for ever"),
    ],
)
def test_a_confirmed_lease_says_when_its_hub_is_asked_again(
    lease: timedelta, until: timedelta, next_ask_at: timedelta
) -> None:
    held = verified(ASKED, TOPIC, lease, NOW)
    assert held == replace(ASKED, state=SubscriptionState.HELD, lease_until=NOW + until, next_ask_at=NOW + next_ask_at)


@pytest.mark.parametrize(
    ("subscription", "topic", "lease", "at"),
    [
        pytest.param(OFFERED, TOPIC, DAY, NOW, id="nobody asked"),
        pytest.param(ASKED, "https://other.example", DAY, NOW, id="for something else"),
        pytest.param(ASKED, TOPIC, timedelta(), NOW, id="for no time at all"),
        pytest.param(ASKED, TOPIC, DAY, NOW + VERIFIED_WITHIN + MOMENT, id="long after it was asked"),
        pytest.param(denied(ASKED, TOPIC, NOW), TOPIC, DAY, NOW, id="after it denied"),
    ],
)
def test_what_was_not_asked_is_not_confirmed(
    subscription: Subscription, topic: str, lease: timedelta, at: datetime
) -> None:
    assert verified(subscription, topic, lease, at) is None


def test_a_hub_that_denies_is_asked_again_a_day_later_and_relied_on_no_more() -> None:
    refused = denied(HELD, TOPIC, NOW)
    assert refused is not None
    assert not is_held(refused, NOW)
    assert refused.next_ask_at == NOW + ASKED_AGAIN_AFTER_REFUSAL
    assert denied(HELD, "https://other.example", NOW) is None


@pytest.mark.parametrize(
    ("subscription", "state"),
    [
        pytest.param(ASKED, SubscriptionState.REFUSED, id="never promised"),
        pytest.param(lasting(DAY), SubscriptionState.HELD, id="promised before"),
        pytest.param(lasting(-MOMENT), SubscriptionState.REFUSED, id="promised once"),
    ],
)
def test_a_hub_that_cant_be_asked_breaks_no_promise(subscription: Subscription, state: SubscriptionState) -> None:
    assert failed(subscription, NOW).state is state


@pytest.mark.parametrize(
    ("subscription", "length"),
    [
        pytest.param(HELD, 4 * HOUR, id="as seldom as the owner allows"),
        pytest.param(lasting(2 * HOUR), 2 * HOUR, id="not beyond the lease"),
        pytest.param(lasting(HOUR / 2), HOUR, id="never more often than usual"),
        pytest.param(lasting(-MOMENT), HOUR, id="the lease has ended"),
        pytest.param(lasting(DAY, SubscriptionState.SILENT), HOUR, id="the hub was silent"),
        pytest.param(ASKED, HOUR, id="not confirmed yet"),
        pytest.param(None, HOUR, id="no hub"),
    ],
)
def test_polling_goes_slow_only_while_a_hub_keeps_its_promise(
    subscription: Subscription | None, length: timedelta
) -> None:
    assert while_held(subscription, LIMITS, USUAL, NOW).length == length


@pytest.mark.parametrize(
    ("told_at", "expected"),
    [
        pytest.param(None, True, id="it never told"),
        pytest.param(NOW - 2 * HOUR, True, id="it told before the last check"),
        pytest.param(NOW - HOUR, False, id="it told since"),
    ],
)
def test_a_hub_is_silent_where_entries_came_of_which_it_did_not_tell(told_at: datetime | None, expected: bool) -> None:
    assert missed(replace(HELD, told_at=told_at), NOW - HOUR, NOW) is expected
    assert not missed(replace(ASKED, told_at=told_at), NOW - HOUR, NOW)


def test_a_silent_hub_that_tells_is_relied_on_again() -> None:
    assert is_held(told(lasting(DAY, SubscriptionState.SILENT), NOW), NOW)
    assert not is_held(told(ASKED, NOW), NOW)


@pytest.mark.parametrize(
    ("last_checked_at", "expected"),
    [
        pytest.param(None, NOW, id="never checked"),
        pytest.param(NOW - HOUR, NOW, id="at once"),
        pytest.param(NOW - MOMENT, NOW + BETWEEN_PUSHES - MOMENT, id="not over and over"),
    ],
)
def test_what_a_hub_tells_of_is_checked_soon(last_checked_at: datetime | None, expected: datetime) -> None:
    assert check_after(last_checked_at, NOW) == expected
