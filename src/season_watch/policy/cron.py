"""Cron expressions of five fields, as crontab(5) has them: minute, hour, day of the month, month, day of the week.

Each stands for times on the wall clock, and each such time of each day is exactly one instant (see `wall_clock`): what
is due daily comes once a day, whatever the clocks do.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import product

from season_watch.policy.wall_clock import instant, local_day

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_NAMES = {name: number for number, name in enumerate(_MONTHS, 1)} | {name: day for day, name in enumerate(_WEEKDAYS)}
_RANGES = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
_PART = re.compile(
    r"(?:\*|(?P<first>[a-z]{3}|[0-9]{1,2})(?:-(?P<last>[a-z]{3}|[0-9]{1,2}))?)(?:/(?P<step>[0-9]{1,2}))?"
)

_FURTHEST = timedelta(days=366 * 8 + 1)
"""The 29th of February is at most eight years away (1896 to 1904, 2096 to 2104)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cron:
    """What the fields allow. Weekdays count from Sunday. Where both kinds of days are limited, either will do."""

    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    either_day: bool

    def has(self, day: date) -> bool:
        """Whether there is a time on a day."""
        is_day, is_weekday = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        return day.month in self.months and (is_day or is_weekday if self.either_day else is_day and is_weekday)


@lru_cache(maxsize=64)
def parse(expression: str) -> Cron:
    """The meaning of an expression; ValueError for one that has none, or that no day ever meets."""
    fields = expression.lower().split()
    minutes, hours, days, months, weekdays = (
        frozenset(_values(field, *limits)) for field, limits in zip(fields, _RANGES, strict=True)
    )
    cron = Cron(
        minutes=minutes,
        hours=hours,
        days=days,
        months=months,
        weekdays=frozenset(day % 7 for day in weekdays),
        either_day=not fields[2].startswith("*") and not fields[4].startswith("*"),
    )
    if not any(cron.has(date(2000, 1, 1) + timedelta(days=days)) for days in range(_FURTHEST.days)):
        raise ValueError("no day meets it")
    return cron


def next_time(cron: Cron, zone: str, after: datetime) -> datetime:
    """The first instant after another at which an expression is due in a zone."""
    day = local_day(after, zone) - timedelta(days=1)
    while True:
        later = [at for at in _instants(cron, day, zone) if at > after]
        if later:
            return min(later)
        day += timedelta(days=1)


def _instants(cron: Cron, day: date, zone: str) -> Iterator[datetime]:
    if cron.has(day):
        for hour, minute in product(cron.hours, cron.minutes):
            yield instant(day, time(hour, minute), zone)


def _values(field: str, least: int, most: int) -> Iterator[int]:
    for part in field.split(","):
        found = _PART.fullmatch(part)
        if found is None:
            raise ValueError(f"{field} is no field")
        first = least if found["first"] is None else _number(found["first"])
        last = _last(found, first, most)
        step = int(found["step"] or 1)
        if not least <= first <= last <= most or step < 1:
            raise ValueError(f"{field} is out of range")
        yield from range(first, last + 1, step)


def _last(part: re.Match[str], first: int, most: int) -> int:
    """The last value of a part; a week that starts on a Friday ends on Sunday, the seventh day."""
    if part["last"] is not None:
        return most if part["last"] == "sun" else _number(part["last"])
    return first if part["first"] is not None and part["step"] is None else most


def _number(word: str) -> int:
    return _NAMES[word] if word in _NAMES else int(word)
