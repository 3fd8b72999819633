from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from season_watch.policy.cron import next_time, parse
from tests.unit.policy.clock_changes import WINDOWS, days

DAILY = ("0 0 * * *", "30 0 * * *", "0 1 * * *", "45 1 * * *", "15 2 * * *", "30 2 * * *", "0 8 * * *", "59 23 * * *")


@pytest.mark.parametrize(("zone", "change"), WINDOWS, ids=[f"{zone}-{day}" for zone, day in WINDOWS])
@pytest.mark.parametrize("expression", DAILY)
def test_what_is_due_daily_comes_once_each_local_day_whatever_the_clocks_do(
    expression: str, zone: str, change: date
) -> None:
    first = change - timedelta(days=3)
    at, found = datetime(first.year, first.month, first.day, tzinfo=ZoneInfo(zone)).astimezone(UTC), []
    at -= timedelta(seconds=1)
    for _ in range(7):
        at = next_time(parse(expression), zone, at)
        found.append(at.astimezone(ZoneInfo(zone)).date())
    assert tuple(found) == days(first, 7)


@pytest.mark.parametrize(
    ("expression", "after", "expected"),
    [
        pytest.param("0 8 * * *", "2026-05-01T08:00", "2026-05-02T08:00", id="later-than-the-instant-itself"),
        pytest.param("*/20 9-10 * * *", "2026-05-01T09:41", "2026-05-01T10:00", id="steps-and-ranges"),
        pytest.param("5/30 * * * *", "2026-05-01T09:06", "2026-05-01T09:35", id="a-step-from-a-value-on"),
        pytest.param("0 8 * * mon", "2026-05-01T00:00", "2026-05-04T08:00", id="a-weekday-by-name"),
        pytest.param("0 8 * * 7", "2026-05-01T00:00", "2026-05-03T08:00", id="sunday-is-0-and-7"),
        pytest.param("0 8 * * sat-sun", "2026-05-02T12:00", "2026-05-03T08:00", id="a-weekend"),
        pytest.param("0 8 1,15 jun,jul *", "2026-05-01T00:00", "2026-06-01T08:00", id="lists-and-months"),
        pytest.param("0 0 13 * fri", "2026-05-01T00:00", "2026-05-08T00:00", id="either-kind-of-day-will-do"),
        pytest.param("0 0 */2 * fri", "2026-05-01T00:00", "2026-05-15T00:00", id="both-kinds-where-one-has-a-star"),
        pytest.param("0 12 29 2 *", "2026-05-01T00:00", "2028-02-29T12:00", id="a-leap-day"),
    ],
)
def test_an_expression_means_what_crontab_says(expression: str, after: str, expected: str) -> None:
    start = datetime.fromisoformat(after).replace(tzinfo=UTC)
    assert next_time(parse(expression), "UTC", start) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "expression",
    [
        *("", "0 8 * *", "0 8 * * * *", "60 * * * *", "* 24 * * *", "0 8 31 2 *", "*/0 * * * *", "5-1 * * * *"),
        *("a * * * *", "@daily", "0,, 8 * * *", "0 8 * * mon-", "0 8 0 * *", "0 8 * 13 *", "1_0 * * * *", "٣ * * * *"),
    ],
)
def test_an_expression_that_no_day_meets_is_none(expression: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse(expression)
