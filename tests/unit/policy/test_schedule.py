from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from season_watch.model.source import FeedWish
from season_watch.policy.schedule import (
    ATTEMPT_DELAYS,
    JITTER,
    LONGEST_BACKOFF,
    LONGEST_WISH,
    Interval,
    NextCheck,
    backoff,
    next_attempt,
    next_check,
    next_read,
)
from tests.vocabulary import day

NOW = day("2025-01-01")
HOUR = timedelta(hours=1)


USUALLY = Interval(length=HOUR, reason="its rhythm")


def waits(interval: Interval, server_wish: timedelta | None = None, jitter: float = 0.0) -> timedelta:
    return next_check(NOW, interval, every=HOUR, server_wish=server_wish, jitter=jitter).at - NOW


@pytest.mark.parametrize(
    ("server_wish", "expected"),
    [
        pytest.param(None, HOUR, id="the-interval"),
        pytest.param(3 * HOUR, 3 * HOUR, id="the-server's-wish-is-a-floor"),
        pytest.param(HOUR / 2, HOUR, id="a-server-never-makes-it-more-often"),
        pytest.param(timedelta(days=365), LONGEST_WISH, id="a-wish-is-granted-for-a-day-at-most"),
        pytest.param(timedelta.max, LONGEST_WISH, id="a-wish-beyond-the-calendar-too"),
    ],
)
def test_the_next_check(server_wish: timedelta | None, expected: timedelta) -> None:
    assert waits(USUALLY, server_wish) == expected


@pytest.mark.parametrize(
    ("server_wish", "reason"),
    [
        pytest.param(None, USUALLY.reason, id="no wish"),
        pytest.param(HOUR, USUALLY.reason, id="a wish that changes nothing"),
        pytest.param(2 * HOUR, "its server wishes so", id="a wish for later"),
    ],
)
def test_the_next_check_tells_what_decided(server_wish: timedelta | None, reason: str) -> None:
    assert next_check(NOW, USUALLY, every=HOUR, server_wish=server_wish, jitter=0.0).reason == reason


@pytest.mark.parametrize(
    ("failures", "expected"),
    [
        pytest.param(1, 2 * HOUR, id="a-failure-doubles"),
        pytest.param(3, 8 * HOUR, id="each-does"),
        pytest.param(40, LONGEST_BACKOFF, id="a-day-at-most"),
    ],
)
def test_failures_back_off(failures: int, expected: timedelta) -> None:
    assert backoff(HOUR, failures).length == expected


def test_a_backoff_tells_how_often_it_failed() -> None:
    assert [backoff(HOUR, failures).reason for failures in (1, 2)] == ["it failed", "it failed 2 times in a row"]


@pytest.mark.parametrize(
    ("length", "spread"),
    [
        pytest.param(HOUR, HOUR / 20, id="of the interval"),
        pytest.param(HOUR / 4, HOUR / 80, id="of a shorter interval"),
        pytest.param(24 * HOUR, HOUR / 20, id="of the usual interval where it is put off"),
    ],
)
def test_jitter_only_ever_delays(length: timedelta, spread: timedelta) -> None:
    assert waits(Interval(length=length, reason=""), jitter=0.5) == length + spread


@pytest.mark.parametrize("server_wish", [None, timedelta(days=365)], ids=["no wish", "a wish"])
def test_an_interval_longer_than_a_day_is_kept(server_wish: timedelta | None) -> None:
    assert waits(backoff(48 * HOUR, 3), server_wish) == 48 * HOUR


def test_attempts_follow_the_schedule_and_then_end() -> None:
    delays = [next_attempt(NOW, n, retry_after=None, jitter=0.0) for n in range(1, len(ATTEMPT_DELAYS) + 2)]

    assert delays == [*(NOW + delay for delay in ATTEMPT_DELAYS), None]


def test_retry_after_is_honoured() -> None:
    assert next_attempt(NOW, 1, retry_after=HOUR, jitter=0.0) == NOW + HOUR


def test_no_receiver_puts_an_alert_off_for_more_than_a_day() -> None:
    assert next_attempt(NOW, 1, retry_after=timedelta.max, jitter=0.0) == NOW + LONGEST_WISH


def test_an_article_is_tried_three_times() -> None:
    assert [next_read(NOW, tries) is None for tries in (1, 2, 3)] == [False, False, True]


def test_no_site_puts_the_reading_of_an_article_off_for_more_than_a_day() -> None:
    assert next_read(NOW, 1, retry_after=timedelta.max) == NOW + LONGEST_WISH


def wished(wish: FeedWish, *, now: datetime = NOW, length: timedelta = HOUR, jitter: float = 0.0) -> NextCheck:
    usual = Interval(length=length, reason=USUALLY.reason)
    return next_check(now, usual, every=HOUR, server_wish=None, feed_wish=wish, jitter=jitter)


SO_SOON = FeedWish(period=7_200, base=NOW - timedelta(minutes=30))
WEEKEND = FeedWish(weekdays=(5, 6))
FRIDAY_NIGHT = datetime(2025, 1, 3, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wish", "now", "expected", "reason"),
    [
        pytest.param(FeedWish(ttl=60), NOW, HOUR, "its rhythm", id="a feed never makes it more often"),
        pytest.param(FeedWish(ttl=7_200), NOW, 2 * HOUR, "its feed wishes so", id="ttl is a floor"),
        pytest.param(FeedWish(ttl=10**10), NOW, LONGEST_WISH, "its feed wishes so", id="a ttl of years is a day"),
        pytest.param(FeedWish(period=7_200), NOW, 2 * HOUR, "its feed wishes so", id="so is its period"),
        pytest.param(SO_SOON, NOW, 1.5 * HOUR, "its feed wishes so", id="counted from its base"),
        pytest.param(FeedWish(hours=(13, 14)), NOW, 3 * HOUR, "its feed skips the hours before", id="skipped hours"),
        pytest.param(FeedWish(hours=(14, 15)), NOW, HOUR, "its rhythm", id="hours that are later"),
        pytest.param(
            WEEKEND, FRIDAY_NIGHT, LONGEST_WISH, "its feed skips the hours before", id="two days are skipped for one"
        ),
        pytest.param(
            FeedWish(hours=tuple(range(24))), NOW, LONGEST_WISH, "its feed skips the hours before", id="all hours"
        ),
        pytest.param(
            FeedWish(ttl=7_200, hours=(14,)), NOW, 3 * HOUR, "its feed skips the hours before", id="both: the later"
        ),
    ],
)
def test_what_a_feed_wishes(wish: FeedWish, now: datetime, expected: timedelta, reason: str) -> None:
    following = wished(wish, now=now)
    assert (following.at - now, following.reason) == (expected, reason)


@given(
    wish=st.builds(
        FeedWish,
        ttl=st.integers(0, 10**10),
        period=st.integers(0, 10**10),
        base=st.none() | st.datetimes(timezones=st.just(UTC)),
        hours=st.frozensets(st.integers(0, 23)).map(tuple),
        weekdays=st.frozensets(st.integers(0, 6)).map(tuple),
    ),
    now=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - as asked
    length=st.timedeltas(timedelta(minutes=1), timedelta(days=40)),
    jitter=st.floats(0, 1, exclude_max=True),
)
def test_a_feed_puts_its_check_off_as_it_wishes_and_for_a_day_at_most(
    wish: FeedWish, now: datetime, length: timedelta, jitter: float
) -> None:
    at = wished(wish, now=now, length=length, jitter=jitter).at
    asked = max(length, min(timedelta(seconds=wish.ttl), LONGEST_WISH))

    assert now + asked <= at <= now + max(length, LONGEST_WISH) + HOUR * JITTER
    is_skipped = at.hour in wish.hours or at.weekday() in wish.weekdays
    assert not is_skipped or at >= now + LONGEST_WISH
