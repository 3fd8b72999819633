"""Instants of a time on the wall clock, which daylight saving leaves out or repeats."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def instant(day: date, wall: time, zone: str, *, second: bool = False) -> datetime:
    """When a time of a day is. Of one that comes twice the first, or the `second`; one that is left out comes later.

    It is as much later as the clocks go forward over it, so that each time of each day is exactly one instant.
    """
    there = datetime.combine(day, wall, ZoneInfo(zone))
    again = there.replace(fold=1)
    is_twice = again.astimezone(UTC) > there.astimezone(UTC)
    return (again if second and is_twice else there).astimezone(UTC)


def local_day(at: datetime, zone: str) -> date:
    """The day on which an instant falls."""
    return at.astimezone(ZoneInfo(zone)).date()
