from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from season_watch.model.source import Rhythm
from season_watch.policy.rhythm import LEAST, MEMORY, USUAL, entries_a_day, expectation, first_rhythm, next_rhythm
from tests.vocabulary import day

NOW = day("2025-01-08")
"""A Wednesday."""

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
DATES = st.lists(
    st.datetimes(NOW.replace(tzinfo=None) - MEMORY, NOW.replace(tzinfo=None)).map(
        lambda at: at.replace(tzinfo=NOW.tzinfo)
    ),
    max_size=30,
)


def daily(days: int, *, hour: int) -> list[datetime]:
    """An entry a day, at one hour."""
    midnight = NOW.replace(hour=0)
    return [midnight - number * DAY + hour * HOUR for number in range(1, days + 1)]


def expected(rhythm: Rhythm, at: datetime) -> float:
    """What is expected at a moment, asked then."""
    return expectation(rhythm, at)(at)


def counts(rhythm: Rhythm) -> float:
    return sum(rhythm.hours)


def test_of_an_empty_source_the_usual_is_expected_and_less_at_weekends() -> None:
    empty = first_rhythm((), NOW)
    assert entries_a_day(empty, NOW) == USUAL
    assert expected(empty, NOW) == pytest.approx(USUAL, rel=0.25)
    assert expected(empty, NOW + 3 * DAY) < expected(empty, NOW + 5 * DAY)


def test_of_the_quietest_source_something_is_expected() -> None:
    assert expected(first_rhythm((), NOW), NOW + 700 * DAY) == pytest.approx(LEAST, rel=0.25)


def test_a_source_that_stays_silent_is_expected_to_bring_ever_less() -> None:
    rhythm = first_rhythm((), NOW)
    rates = [entries_a_day(rhythm, NOW + days * DAY) for days in range(0, 60, 10)]
    assert rates == sorted(rates, reverse=True)
    assert rates[-1] < 1 / 7


def test_many_entries_a_day_are_counted_as_that() -> None:
    assert entries_a_day(first_rhythm([NOW - HOUR * number for number in range(24 * 7)], NOW), NOW) == pytest.approx(
        24, rel=0.1
    )


def test_the_hour_at_which_entries_come_promises_more_than_the_others() -> None:
    rhythm = first_rhythm(daily(30, hour=9), NOW)
    by_hour = [expected(rhythm, NOW.replace(hour=hour)) for hour in range(24)]
    assert by_hour.index(max(by_hour)) == 9
    assert max(by_hour) > 10 * min(by_hour)


def test_the_weekday_on_which_entries_come_promises_more_than_the_others() -> None:
    rhythm = first_rhythm([NOW - weeks * 7 * DAY for weeks in range(1, 8)], NOW)
    week = [expected(rhythm, NOW + days * DAY) for days in range(1, 8)]
    assert week.index(max(week)) == 6


def test_a_burst_promises_more_and_fades() -> None:
    calm = first_rhythm(daily(30, hour=9), NOW)
    burst = next_rhythm(calm, [NOW] * 5, last_check=NOW - HOUR, now=NOW)
    assert expected(burst, NOW) > 10 * expected(calm, NOW)
    assert expected(burst, NOW + DAY) < expected(burst, NOW) / 5


def test_what_is_expected_later_is_known_before() -> None:
    rhythm = first_rhythm(daily(30, hour=9), NOW)
    ahead = expectation(rhythm, NOW)
    assert ahead(NOW + 20 * HOUR) == pytest.approx(expected(rhythm, NOW + 20 * HOUR), rel=0.05)


def test_an_old_entry_that_comes_late_counts_when_it_came() -> None:
    rhythm = next_rhythm(first_rhythm((), NOW), [NOW - 300 * DAY], last_check=NOW, now=NOW + HOUR)
    assert rhythm.hours[NOW.hour] == 1


def test_an_entry_without_a_date_counts_when_it_came_but_not_on_the_first_check() -> None:
    first = first_rhythm([None, None], NOW)
    assert counts(first) == 0
    assert next_rhythm(first, [None], last_check=NOW, now=NOW + HOUR).hours[(NOW + HOUR).hour] == 1


@pytest.mark.parametrize("stated", [NOW - MEMORY - DAY, NOW + HOUR], ids=["long ago", "in the future"])
def test_a_first_body_is_counted_within_memory_alone(stated: datetime) -> None:
    assert counts(first_rhythm([stated], NOW)) == 0


def test_a_new_entry_among_old_ones_is_no_habit() -> None:
    assert entries_a_day(first_rhythm([NOW - days * DAY for days in (0, 70, 140, 210)], NOW), NOW) < 1 / 14


def test_an_entry_that_is_pinned_for_ever_hides_no_habit() -> None:
    busy = [NOW - HOUR * number for number in range(24)]
    assert entries_a_day(first_rhythm([*busy, NOW - 3_000 * DAY], NOW), NOW) == pytest.approx(20, rel=0.1)


def test_what_is_as_old_as_memory_counts_half() -> None:
    rhythm = first_rhythm(daily(40, hour=9), NOW)
    assert counts(next_rhythm(rhythm, (), last_check=NOW, now=NOW + MEMORY)) == pytest.approx(counts(rhythm) / 2)


def test_a_clock_that_was_set_back_breaks_nothing() -> None:
    rhythm = first_rhythm(daily(40, hour=9), NOW)
    earlier = NOW - 3_000 * DAY
    assert expected(rhythm, earlier) > 0
    assert counts(next_rhythm(rhythm, [earlier], last_check=NOW, now=earlier)) == counts(rhythm) + 1


@given(first=DATES, later=DATES, hours=st.integers(0, 5_000))
def test_hours_and_weekdays_count_the_same_entries(first: list[datetime], later: list[datetime], hours: int) -> None:
    now = NOW + hours * HOUR
    rhythm = next_rhythm(first_rhythm(first, NOW), later, last_check=NOW, now=now)
    assert sum(rhythm.hours) == pytest.approx(sum(rhythm.weekdays), abs=0.05)
    assert len(later) <= counts(rhythm) + 0.05
    assert expected(rhythm, now) > 0
