from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from season_watch.model.source import Rhythm, Source, SourceName
from season_watch.model.watch import AwaitedDay
from season_watch.policy.pace import POLITE, Limits, interval, limits_of
from season_watch.policy.rhythm import first_rhythm
from season_watch.policy.schedule import JITTER, next_check
from tests.vocabulary import WATCH, day

NOW = day("2025-01-08")
"""A Wednesday."""

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
HOURLY = Limits(every=HOUR, fastest=HOUR / 4, slowest=4 * HOUR)
ROUNDING = timedelta(microseconds=1)


def source(every: timedelta, fastest: timedelta | None = None, slowest: timedelta | None = None) -> Source:
    address = "https://wire.example/feed"
    return Source(name=SourceName("wire"), url=address, every=every, fastest=fastest, slowest=slowest)


def brings(a_day: int) -> Rhythm:
    """The rhythm of a source that brought so many entries a day, evenly over four weeks until yesterday."""
    evenly = (number * 0.618 % 1 for number in range(a_day * 28))
    return first_rhythm([NOW - DAY - 28 * DAY * share for share in evenly], NOW)


def office_hours() -> Rhythm:
    """Entries every half an hour from 9 to 17 on weekdays."""
    times = (NOW - DAY * 28 + MINUTE * 30 * number for number in range(28 * 48))
    return first_rhythm([at for at in times if at.weekday() < 5 and 9 <= at.hour < 17 and at < NOW], NOW)


def awaits(*days: str) -> tuple[AwaitedDay, ...]:
    return tuple(AwaitedDay(watch=WATCH.name, day=date.fromisoformat(one)) for one in days)


@pytest.mark.parametrize(
    ("limited", "expected"),
    [
        pytest.param(source(HOUR), HOURLY, id="an hour"),
        pytest.param(source(DAY), Limits(every=DAY, fastest=6 * HOUR, slowest=4 * DAY), id="a day"),
        pytest.param(source(30 * MINUTE), Limits(every=30 * MINUTE, fastest=POLITE, slowest=2 * HOUR), id="polite"),
        pytest.param(source(SECOND), Limits(every=SECOND, fastest=SECOND, slowest=4 * SECOND), id="its owner's host"),
        pytest.param(
            source(HOUR, fastest=5 * MINUTE, slowest=HOUR),
            Limits(every=HOUR, fastest=5 * MINUTE, slowest=HOUR),
            id="as its owner says",
        ),
    ],
)
def test_the_limits_follow_from_the_usual_interval_unless_the_owner_sets_them(
    limited: Source, expected: Limits
) -> None:
    assert limits_of(limited) == expected


@pytest.mark.parametrize(
    ("rhythm", "at_least", "at_most", "reason"),
    [
        pytest.param(None, HOUR, HOUR, "its rhythm is not known yet", id="unknown"),
        pytest.param(brings(400), HOURLY.fastest, HOURLY.fastest, "about 383 entries a day", id="a wire"),
        pytest.param(brings(6), 50 * MINUTE, HOUR, "about 6 entries a day", id="six a day"),
        pytest.param(brings(1), 1.5 * HOUR, 3 * HOUR, "about 1 entry a day, more at this hour", id="one a day"),
        pytest.param(
            first_rhythm([NOW - 50.3 * DAY], NOW),
            2 * HOUR,
            HOURLY.slowest,
            "less than an entry a week",
            id="silent",
        ),
    ],
)
def test_the_interval_follows_the_time_between_entries(
    rhythm: Rhythm | None, at_least: timedelta, at_most: timedelta, reason: str
) -> None:
    found = interval(NOW, HOURLY, rhythm, ())
    assert at_least <= found.length <= at_most
    assert found.reason == reason


@pytest.mark.parametrize(
    ("at", "at_least", "at_most", "reason"),
    [
        pytest.param(
            "2025-01-09T11:00", 15 * MINUTE, 30 * MINUTE, "about 11 entries a day, more at this hour", id="at noon"
        ),
        pytest.param(
            "2025-01-09T20:00", 2 * HOUR, 4 * HOUR, "about 11 entries a day, fewer at this hour", id="at night"
        ),
        pytest.param(
            "2025-01-11T11:00", HOUR, 4 * HOUR, "about 10 entries a day, fewer at this hour", id="on Saturday"
        ),
    ],
)
def test_the_interval_follows_hours_and_weekdays(at: str, at_least: timedelta, at_most: timedelta, reason: str) -> None:
    found = interval(datetime.fromisoformat(f"{at}+00:00"), HOURLY, office_hours(), ())
    assert at_least <= found.length <= at_most
    assert found.reason == reason


def test_a_night_ends_when_the_office_opens() -> None:
    before_nine = datetime.fromisoformat("2025-01-09T07:30+00:00")
    assert (
        interval(before_nine, HOURLY, office_hours(), ()).length
        < interval(before_nine - 4 * HOUR, HOURLY, office_hours(), ()).length
    )


@pytest.mark.parametrize(
    ("awaited", "times"),
    [
        pytest.param((), 1, id="nothing"),
        pytest.param(awaits("2025-01-08"), 4, id="today"),
        pytest.param(awaits("2025-01-09"), 4, id="tomorrow, which has begun in the east"),
        pytest.param(awaits("2025-01-07"), 2, id="yesterday, which is over in the west"),
        pytest.param(awaits("2025-01-11"), 2, id="in three days"),
        pytest.param(awaits("2025-01-12"), 1, id="in four days"),
        pytest.param(awaits("2025-01-05"), 2, id="three days ago"),
        pytest.param(awaits("2025-01-04"), 1, id="four days ago"),
        pytest.param(awaits("2025-03-01", "2025-01-10", "2025-01-08"), 4, id="the nearest of several"),
    ],
)
def test_the_nearer_an_awaited_day_the_more_frequent_checks_are(awaited: tuple[AwaitedDay, ...], times: int) -> None:
    found = interval(NOW.replace(hour=12), HOURLY, None, awaited)
    assert found.length == HOUR / times
    assert ("is awaited for" in found.reason) is (times > 1)


def test_a_slow_source_wakes_when_an_awaited_day_begins() -> None:
    silent = first_rhythm((), NOW - 50 * DAY)
    an_hour_before = datetime.fromisoformat("2025-01-08T09:00+00:00")
    lengths = [interval(an_hour_before, HOURLY, silent, awaits(day)).length for day in ("2025-01-20", "2025-01-09")]
    assert lengths[0] > 1.5 * HOUR
    assert lengths[1] < HOUR


def test_equal_limits_leave_nothing_to_the_rhythm() -> None:
    fixed = Limits(every=HOUR, fastest=HOUR, slowest=HOUR)
    found = interval(NOW, fixed, brings(400), awaits("2025-01-08"))
    assert (found.length, found.reason) == (HOUR, "always the same")


SPANS = st.integers(1, 30 * 86_400).map(lambda seconds: seconds * SECOND)
LIMITS = (
    st.tuples(SPANS, SPANS, SPANS)
    .map(sorted)
    .map(lambda three: Limits(fastest=three[0], every=three[1], slowest=three[2]))
)
MOMENTS = st.integers(-2_000, 2_000).map(lambda hours: NOW + hours * HOUR)
RHYTHMS = st.none() | st.builds(first_rhythm, st.lists(MOMENTS, max_size=40), MOMENTS)
AWAITED = st.lists(st.dates(date(2024, 12, 1), date(2025, 3, 1)), max_size=3).map(lambda days: awaits(*map(str, days)))


@given(now=MOMENTS, limits=LIMITS, rhythm=RHYTHMS, awaited=AWAITED)
def test_the_owners_limits_hold(
    now: datetime, limits: Limits, rhythm: Rhythm | None, awaited: tuple[AwaitedDay, ...]
) -> None:
    found = interval(now, limits, rhythm, awaited)
    assert limits.fastest <= found.length <= limits.slowest
    assert found == interval(now, limits, rhythm, awaited)


@given(now=MOMENTS, limits=LIMITS, rhythm=RHYTHMS, awaited=AWAITED)
def test_an_awaited_day_never_makes_it_slower(
    now: datetime, limits: Limits, rhythm: Rhythm | None, awaited: tuple[AwaitedDay, ...]
) -> None:
    assert interval(now, limits, rhythm, awaited).length <= interval(now, limits, rhythm, ()).length + ROUNDING


@given(
    now=MOMENTS,
    limits=LIMITS,
    rhythm=RHYTHMS,
    wishes=st.tuples(SPANS, SPANS).map(sorted),
    jitter=st.floats(0, 1, exclude_max=True),
)
def test_a_longer_wish_of_the_server_never_makes_the_next_check_earlier(
    now: datetime, limits: Limits, rhythm: Rhythm | None, wishes: list[timedelta], jitter: float
) -> None:
    usual = interval(now, limits, rhythm, ())
    none, *asked = (
        next_check(now, usual, every=limits.every, server_wish=wish, jitter=jitter).at for wish in (None, *wishes)
    )
    assert [none, *asked] == sorted([none, *asked])
    assert all(at - now >= min(wish, DAY) for at, wish in zip(asked, wishes, strict=True))
    assert none - now <= limits.slowest + limits.every * JITTER
