"""Instants as feeds and pages state them. Nothing is guessed: what can't be read is None."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

# News about a season is no older, and a program that outlives the upper bound has other worries.
_YEARS = range(1990, 2101)

_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_RFC_822 = re.compile(r"(?:[^\W\d]+\.?,?\s+)?\d{1,2} [A-Za-z]{3,9} \d{2,4} \d{1,2}:\d{2}.*")
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_LONG_DATES = (
    re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (?P<year>\d{{4}})\b", re.IGNORECASE),
)
# RFC 822 names only North American zones. These are what European and Asian feeds write, in hours east of UTC.
_ZONES = {"WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "HKT": 8, "SGT": 8}
_ZONES |= {"JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13}


def stated_instant(text: str | None) -> datetime | None:
    """The instant that a stamp states (ISO 8601, RFC 822, epoch, `July 12, 2023`), aware, in UTC.

    A day without a time is its first moment; a time without a zone is taken for UTC.
    """
    stamp = " ".join((text or "").split())
    for read in (_epoch, _iso, _rfc_822, _long_date):
        instant = read(stamp)
        if instant is not None:
            return _sensible(instant)
    return None


def _sensible(instant: datetime) -> datetime | None:
    """The instant in UTC, or None where its year can't be that of a news item."""
    try:
        in_utc = instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)
    except OverflowError:
        return None
    return in_utc if in_utc.year in _YEARS else None


def _epoch(stamp: str) -> datetime | None:
    if not _EPOCH.fullmatch(stamp):
        return None
    return datetime.fromtimestamp(int(stamp[:10]), UTC)


def _iso(stamp: str) -> datetime | None:
    try:
        return datetime.fromisoformat(stamp)
    except ValueError:
        return None


def _rfc_822(stamp: str) -> datetime | None:
    if not _RFC_822.fullmatch(stamp):
        return None
    try:
        instant = parsedate_to_datetime(stamp)
    except (ValueError, OverflowError):
        return None
    hours_east = _ZONES.get(stamp.rsplit(" ", 1)[-1].upper(), 0)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC) - timedelta(hours=hours_east)


def _long_date(stamp: str) -> datetime | None:
    for pattern in _LONG_DATES:
        found = pattern.search(stamp)
        if found:
            return _day(int(found["year"]), _MONTHS[found["month"].lower()], int(found["day"]))
    return None


def _day(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
