from datetime import timedelta

import pytest

from season_watch.policy.schedule import (
    ATTEMPT_DELAYS,
    LONGEST_BACKOFF,
    LONGEST_WISH,
    Interval,
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
