"""A source's rhythm: how many entries it brings, at which hours and on which days, and what that lets one expect.

Counted is when something new appeared in the source: a page that was brought up to date counts too, and an entry that
is dated long before it came counts when it came.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from math import exp

from season_watch.model.source import Rhythm

USUAL = 6.0
"""Entries a day that are expected of a source that is not known: one in four hourly checks then finds something."""

LEAST = USUAL / 4
"""Entries a day that are expected of the quietest source: at twice its interval it can still go either way."""

MEMORY = timedelta(weeks=8)
"""What is as old as this counts half: eight Fridays make a habit, and a habit that was left fades within a season."""

_DOUBT = 2.0
"""Entries that a source must have brought until they weigh as much as what is usual."""

_HOURS_DOUBT = 6.0
_WEEKDAYS_DOUBT = (0.53, 0.53, 0.53, 0.53, 0.53, 0.18, 0.18)
"""Entries spread over hours and weekdays beside the counted ones, so that a handful proves no habit. Until a source
shows its own, its days are those of the press: 12 of the 131 labelled items are of a Saturday or Sunday."""

_ALL_WEEKDAYS_DOUBT = sum(_WEEKDAYS_DOUBT)

_BURST = 0.7
"""Entries that each entry draws after it within hours: news comes in bursts, above all around an event."""

_BURST_DAYS = 1 / 4
"""A burst has faded to a third after six hours."""

_DAY = timedelta(days=1)
_HOURS = 24
_WEEKDAYS = 7


def first_rhythm(published: Iterable[datetime | None], now: datetime) -> Rhythm:
    """The rhythm of a source by the dates that its first body lists, as far back as `MEMORY`."""
    past = sorted(at for at in published if at is not None and at <= now)
    covered = min(now - _listed_since(past, now), MEMORY) / _DAY
    nothing = Rhythm(at=now, covered=covered, hours=(0.0,) * _HOURS, weekdays=(0.0,) * _WEEKDAYS, lately=0.0)
    return _counted(nothing, [at for at in past if now - at <= MEMORY])


def next_rhythm(rhythm: Rhythm, published: Iterable[datetime | None], *, last_check: datetime, now: datetime) -> Rhythm:
    """The rhythm after a check that found entries of these dates: each appeared between the last check and this one."""
    days = _days_since(rhythm, now)
    kept = 0.5 ** (days * _DAY / MEMORY)
    faded = Rhythm(
        at=now,
        covered=rhythm.covered * kept + days,
        hours=tuple(count * kept for count in rhythm.hours),
        weekdays=tuple(count * kept for count in rhythm.weekdays),
        lately=rhythm.lately * _left_of_burst(days),
    )
    return _counted(faded, [min(max(at or now, last_check), now) for at in published])


def entries_a_day(rhythm: Rhythm, at: datetime) -> float:
    """How many entries a day a source brings, if it has brought none from when it was counted until `at`."""
    return (sum(rhythm.weekdays) + _DOUBT) / (rhythm.covered + _days_since(rhythm, at) + _DOUBT / USUAL)


def expectation(rhythm: Rhythm, now: datetime) -> Callable[[datetime], float]:
    """Tells for any moment from `now` on how many entries a day are to be expected then, if none come until then.

    By its hour, its weekday, and what came shortly before. What holds for all moments is worked out once: this is done
    at every check, of feeds that have not changed too.
    """
    hours, weekdays, entries = rhythm.hours, rhythm.weekdays, sum(rhythm.weekdays)
    rate = max(entries_a_day(rhythm, now), LEAST)
    even = rate * _WEEKDAYS / (entries + _ALL_WEEKDAYS_DOUBT) / (entries + _HOURS_DOUBT)
    burst = _BURST * rhythm.lately * _left_of_burst(_days_since(rhythm, now)) / _BURST_DAYS

    def expected(at: datetime) -> float:
        day, hour = at.weekday(), at.hour
        steady = even * (weekdays[day] + _WEEKDAYS_DOUBT[day]) * (_HOURS * _around(hours, hour) + _HOURS_DOUBT)
        return steady + burst * _left_of_burst((at - now) / _DAY) if burst else steady

    return expected


def _listed_since(past: list[datetime], now: datetime) -> datetime:
    """From when on a body lists what came: by its second oldest entry, for the oldest may be pinned there for ever."""
    return past[min(1, len(past) - 1)] if past else now


def _around(hours: tuple[float, ...], hour: int) -> float:
    """The entries of an hour. Its neighbours lend it half: summer time and late entries move habits."""
    return (hours[hour - 1] + 2 * hours[hour] + hours[(hour + 1) % _HOURS]) / 4


def _counted(rhythm: Rhythm, appeared: list[datetime]) -> Rhythm:
    hours, weekdays = list(rhythm.hours), list(rhythm.weekdays)
    for at in appeared:
        hours[at.hour] += 1
        weekdays[at.weekday()] += 1
    bursts = sum(_left_of_burst((rhythm.at - at) / _DAY) for at in appeared)
    return Rhythm(
        at=rhythm.at,
        covered=round(rhythm.covered, 3),
        hours=tuple(round(count, 3) for count in hours),
        weekdays=tuple(round(count, 3) for count in weekdays),
        lately=round(rhythm.lately + bursts, 3),
    )


def _left_of_burst(days: float) -> float:
    return exp(-days / _BURST_DAYS)


def _days_since(rhythm: Rhythm, at: datetime) -> float:
    """A clock that was set back makes no time negative."""
    return max((at - rhythm.at) / _DAY, 0.0)
