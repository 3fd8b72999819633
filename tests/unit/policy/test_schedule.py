from datetime import timedelta

import pytest

from season_watch.policy.schedule import (
    ATTEMPT_DELAYS,
    LONGEST_BACKOFF,
    LONGEST_WISH,
    next_attempt,
    next_check,
    next_read,
)
from tests.vocabulary import day

NOW = day("2025-01-01")
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("failures", "server_wish", "expected"),
    [
        pytest.param(0, None, HOUR, id="the-owner's-interval"),
        pytest.param(0, 3 * HOUR, 3 * HOUR, id="the-server's-wish-is-a-floor"),
        pytest.param(0, HOUR / 2, HOUR, id="a-server-never-makes-it-more-often"),
        pytest.param(1, None, 2 * HOUR, id="a-failure-doubles"),
        pytest.param(40, None, LONGEST_BACKOFF, id="a-day-at-most"),
        pytest.param(0, timedelta(days=365), LONGEST_WISH, id="a-wish-is-granted-for-a-day-at-most"),
        pytest.param(0, timedelta.max, LONGEST_WISH, id="a-wish-beyond-the-calendar-too"),
    ],
)
def test_the_next_check(failures: int, server_wish: timedelta | None, expected: timedelta) -> None:
    assert next_check(NOW, HOUR, server_wish=server_wish, failures=failures, jitter=0.0) == NOW + expected


def test_jitter_only_ever_delays() -> None:
    assert next_check(NOW, HOUR, server_wish=None, failures=0, jitter=0.5) == NOW + 1.05 * HOUR


@pytest.mark.parametrize("server_wish", [None, timedelta(days=365)], ids=["no wish", "a wish"])
def test_an_interval_longer_than_a_day_is_kept(server_wish: timedelta | None) -> None:
    assert next_check(NOW, 48 * HOUR, server_wish=server_wish, failures=3, jitter=0.0) == NOW + 48 * HOUR


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
