"""Dates of English news as EDTF, against the day on which the item was published."""

from datetime import date

import pytest

from season_watch.claims.dates import Tense, find, resolve
from season_watch.claims.folding import fold
from season_watch.claims.rules import rulebook
from tests.unit.claims.reading import MONDAY


def values(text: str, tense: Tense = Tense.FUTURE, published: date = MONDAY) -> list[str | None]:
    return [resolve(mention, published, tense) for mention in find(fold(text), rulebook("en").dates)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on March 10, 2026", "2026-03-10"),
        ("on Tuesday, March 10th, 2026", "2026-03-10"),
        ("on 10 March 2026", "2026-03-10"),
        ("on the 1st of May 2026", "2026-05-01"),
        ("on Feb. 4, 2026", "2026-02-04"),
        ("2026-03-10", "2026-03-10"),
        ("in November 2025", "2025-11"),
        ("by mid-February 2026", "2026-02"),
        ("in 2026", "2026"),
        ("in early 2026", "2026-40"),
        ("in mid-2026", "2026-22"),
        ("late 2026", "2026-41"),
        ("at the end of 2026", "2026-41"),
        ("in the first half of 2026", "2026-40"),
        ("in the back half of 2026", "2026-41"),
        ("in spring 2026", "2026-21"),
        ("in the summer of 2026", "2026-22"),
        ("in autumn 2026", "2026-23"),
        ("fall 2026", "2026-23"),
        ("winter 2026", "2026-24"),
        ("in the third quarter of 2026", "2026-35"),
        ("Q4 2026", "2026-36"),
        ("late 2025 or early 2026", "2025-41/2026-40"),
        ("in November or December 2026", "2025-11/2026-12"),
    ],
)
def test_a_date_with_its_year_is_itself(text: str, value: str) -> None:
    assert values(text)[0] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("today", "2025-06-16"),
        ("tomorrow", "2025-06-17"),
        ("this Friday", "2025-06-20"),
        ("on Monday", "2025-06-16"),
        ("next month", "2025-07"),
        ("later this month", "2025-06"),
        ("this November", "2025-11"),
        ("next March", "2026-03"),
        ("in January", "2026-01"),
        ("on June 15", "2026-06-15"),
        ("on June 16", "2025-06-16"),
        ("later this year", "2025"),
        ("next year", "2026"),
        ("early next year", "2026-40"),
        ("at the end of the year", "2025-41"),
        ("before 2025 is out", "2025"),
        ("next spring", "2026-21"),
        ("in the autumn", "2025-23"),
    ],
)
def test_a_date_to_come_is_the_first_one_to_come(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yesterday", "2025-06-15"),
        ("on Sunday", "2025-06-15"),
        ("last month", "2025-05"),
        ("this month", "2025-06"),
        ("this week", "2025-06"),
        ("last July", "2024-07"),
        ("in November", "2024-11"),
        ("on June 17", "2024-06-17"),
        ("last year", "2024"),
        ("in the summer", "2025-22"),
        ("in the autumn", "2024-23"),
    ],
)
def test_a_date_gone_by_is_the_last_one_that_was(text: str, value: str) -> None:
    assert values(text, Tense.PAST) == [value]


@pytest.mark.parametrize(
    ("text", "value"), [("in July", "2025-07"), ("in August", "2025-08"), ("in September", "2024-09")]
)
def test_a_month_of_almost_a_year_ago_is_the_one_to_come(text: str, value: str) -> None:
    assert values(text, Tense.PAST) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("three weeks from Thursday", "2025-07-10"),
        ("four weeks from today", "2025-07-14"),
        ("three weeks from tomorrow", "2025-07-08"),
        ("a week on Friday", "2025-06-27"),
        ("Friday week", "2025-06-27"),
        ("a fortnight today", "2025-06-30"),
        ("in eleven days", "2025-06-27"),
        ("in exactly three weeks", "2025-07-07"),
        ("ten days ago", "2025-06-06"),
        ("a week ago", "2025-06-09"),
        ("in a month", "2025-07"),
        ("in six months", "2025-12"),
        ("18 months from now", "2026-12"),
        ("three months ago", "2025-03"),
        ("Thursday of next week", "2025-06-26"),
    ],
)
def test_a_stretch_of_time_counts_from_the_day_that_is_said(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on Christmas Day", "2025-12-25"),
        ("this Halloween", "2025-10-31"),
        ("on New Year's Day 2026", "2026-01-01"),
        ("on the 27th", "2025-06-27"),
        ("this morning", "2025-06-16"),
        ("at the beginning of the month", "2025-06"),
        ("the end of next month", "2025-07"),
        ("the week of October 20", "2025-10"),
        ("in late spring", "2026-21"),
        ("summer '26", "2026-22"),
        ("February or March", "2026-02/2026-03"),
        ("they say October", "2025-10"),
        ("this coming spring", "2026-21"),
    ],
)
def test_news_names_days_and_months_in_many_ways(text: str, value: str) -> None:
    assert values(text) == [value]


def test_the_year_of_a_stretch_of_time_belongs_to_both_its_ends() -> None:
    assert values("from February 23rd to September 18th, 2023", Tense.PAST) == ["2023-02-23", "2023-09-18"]
    assert values("between May and October last year", Tense.PAST) == ["2024-05", "2024-10"]


@pytest.mark.parametrize(
    "text",
    [
        "it may arrive",
        "they march on",
        "a 90-minute film",
        "it reached 91 territories",
        "season 2",
        "5 p.m.",
        "five weeks in Rome",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert values(text) == []


def test_an_impossible_day_has_no_value() -> None:
    assert values("on February 31, 2026") == [None]


@pytest.mark.parametrize("published", [date.min, date.max], ids=["first day", "last day"])
def test_the_ends_of_the_calendar_break_nothing(published: date) -> None:
    assert values("last year", published=published) or values("next year", published=published)
