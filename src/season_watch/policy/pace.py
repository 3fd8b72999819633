"""How soon a source that answers is looked at again: by its rhythm and what is awaited, within its owner's limits.

Checks are spent where they shorten the wait for an entry most. The mean wait under a fixed number of checks is least
when they are as dense as the square root of the entries expected, over the hours of one source as over all sources.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt

from season_watch.model.source import Rhythm, Source
from season_watch.model.watch import AwaitedDay
from season_watch.policy.rhythm import LEAST, USUAL, entries_a_day, expectation
from season_watch.policy.schedule import Interval

POLITE = timedelta(minutes=15)
"""No rhythm makes a source be asked more often, unless its owner does."""

_RANGE = 4
"""Limits that the owner left open are a quarter and four times the interval: an hour becomes 15 minutes to 4 hours."""

_ON_THE_DAY = 4
_AROUND_IT = 2
"""On an awaited day, and around it, checks are so many times as frequent: worth it for 16 and 4 times the news."""

_AROUND = timedelta(days=3)

_EASTMOST = timedelta(hours=14)
_WESTMOST = timedelta(hours=12)
"""Somewhere on Earth a day begins so long before it does in UTC, and ends so long after."""

_STEPS = 4
"""Parts of the usual interval by which to look ahead, where these are no less than the hours that a rhythm knows."""

Expected = Callable[[datetime], float]
"""Entries a day that are to be expected at a moment."""

_HOUR = timedelta(hours=1)
_BUSY = 1.5
_QUIET = 1 / _BUSY
"""An hour that differs so much from the others is told of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The owner's limits of a source: its usual interval, and the shortest and longest that its rhythm may make."""

    every: timedelta
    fastest: timedelta
    slowest: timedelta


def limits_of(source: Source) -> Limits:
    """The limits as the owner set them, or as they follow from the usual interval."""
    every = source.every
    polite = max(every / _RANGE, min(every, POLITE))
    return Limits(every=every, fastest=source.fastest or polite, slowest=source.slowest or every * _RANGE)


def interval(now: datetime, limits: Limits, rhythm: Rhythm | None, awaited: Iterable[AwaitedDay]) -> Interval:
    """The time in which a check becomes worth its request, within the limits."""
    if limits.fastest == limits.slowest:
        return Interval(length=limits.every, reason="always the same")
    ahead = tuple(day for day in awaited if _is_near(day, now, now + limits.slowest))
    expected = _usual if rhythm is None else expectation(rhythm, now)
    length = min(max(_until_worth_it(now, limits, expected, ahead), limits.fastest), limits.slowest)
    near = next((day for day in ahead if _is_near(day, now, now + length)), None)
    return Interval(length=length, reason=_told(near) if near else _reason(now, rhythm, expected(now)))


def _usual(_at: datetime) -> float:
    return USUAL


def _until_worth_it(now: datetime, limits: Limits, expected: Expected, awaited: tuple[AwaitedDay, ...]) -> timedelta:
    """Walks ahead until the steps add up to one check."""
    step = max(_HOUR, limits.every / _STEPS)
    of_interval = step / limits.every
    least, most = limits.every / limits.slowest, limits.every / limits.fastest
    at, missing = now, 1.0
    while (made := of_interval * (pace := min(_pace(expected(at), at, least, awaited), most))) < missing:
        at += step
        missing -= made
    return at - now + limits.every * (missing / pace)


def _pace(entries: float, at: datetime, least: float, awaited: tuple[AwaitedDay, ...]) -> float:
    """Checks in the time of the usual interval."""
    pace = max(sqrt(entries / USUAL), least)
    return pace * max(_times(day, at) for day in awaited) if awaited else pace


def _times(awaited: AwaitedDay, at: datetime) -> int:
    """How many times as frequent checks are for a day that is near, or now: as long as it is that day on Earth."""
    if (at - _WESTMOST).date() <= awaited.day <= (at + _EASTMOST).date():
        return _ON_THE_DAY
    return _AROUND_IT if _is_near(awaited, at, at) else 1


def _is_near(awaited: AwaitedDay, start: datetime, end: datetime) -> bool:
    return (start - _AROUND).date() <= awaited.day <= (end + _AROUND).date()


def _told(awaited: AwaitedDay) -> str:
    return f"{awaited.day} is awaited for {awaited.watch}"


def _reason(now: datetime, rhythm: Rhythm | None, entries: float) -> str:
    if rhythm is None:
        return "its rhythm is not known yet"
    rate = entries_a_day(rhythm, now)
    if 7 * rate < 1:
        return "less than an entry a week"
    return f"about {_amount(rate)}{_of_this_hour(entries / max(rate, LEAST))}"


def _amount(rate: float) -> str:
    count, span = (round(rate), "day") if rate >= 1 else (round(7 * rate), "week")
    return f"{count} {'entry' if count == 1 else 'entries'} a {span}"


def _of_this_hour(share: float) -> str:
    if share >= _BUSY:
        return ", more at this hour"
    return ", fewer at this hour" if share <= _QUIET else ""
