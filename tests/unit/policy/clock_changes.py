"""Days on which clocks change, found in the time zone database itself."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",  # by half an hour
    "America/Santiago",  # at midnight, in the south
    "Africa/Cairo",  # at midnight, in the north
    "Asia/Seoul",  # never
)

QUIET_DAYS = (date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31))
"""For the zone whose clocks never change: days on which others' do."""


def changes(zone: str) -> tuple[date, ...]:
    """The four days of 2026 and 2027 on which the clocks of a zone change."""
    found = tuple(day for day in days(date(2026, 1, 1), 730) if _midnight(day, zone) != _midnight(day, zone, after=1))
    return found or QUIET_DAYS


def days(first: date, count: int) -> tuple[date, ...]:
    return tuple(first + timedelta(days=number) for number in range(count))


def _midnight(day: date, zone: str, *, after: int = 0) -> timedelta | None:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) + timedelta(days=after)
    return noon.astimezone(ZoneInfo(zone)).utcoffset()


WINDOWS = tuple((zone, day) for zone in ZONES for day in changes(zone))
