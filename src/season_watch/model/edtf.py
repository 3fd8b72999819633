"""Dates of the world as EDTF (ISO 8601-2, the level the labelling guide uses), with their precision kept."""

import re
from calendar import monthrange
from datetime import date

_PARTS_OF_YEAR = {
    21: (3, 5),
    22: (6, 8),
    23: (9, 11),
    24: (12, 12),
    33: (1, 3),
    34: (4, 6),
    35: (7, 9),
    36: (10, 12),
    40: (1, 6),
    41: (7, 12),
}
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def span(value: str) -> tuple[date, date]:
    """First and last day of an EDTF date or interval; open ends are `date.min` and `date.max`.

    Raises ValueError for anything that is neither.
    """
    first, slash, last = value.partition("/")
    if not slash:
        return _span_of_date(value)
    start = date.min if first == ".." else _span_of_date(first)[0]
    end = date.max if last == ".." else _span_of_date(last)[1]
    return start, end


def is_ahead(value: str, of: date) -> bool:
    """Whether a value begins after a day; where its beginning is open, whether it ends after it."""
    first, last = span(value)
    return (last if first == date.min else first) > of


def is_day(value: str) -> bool:
    """Whether a value is one day, and no interval: `2026-12/..` is as long as `2026-12-24`."""
    return _DAY.fullmatch(value) is not None


def _span_of_date(value: str) -> tuple[date, date]:
    if not _DATE.fullmatch(value):
        raise ValueError(f"not an EDTF date: {value!r}")
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 3:
        day = date(*parts)
        return day, day
    year = parts[0]
    first, last = (1, 12) if len(parts) == 1 else _PARTS_OF_YEAR.get(parts[1], (parts[1], parts[1]))
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def covers(coarse: str, fine: str) -> bool:
    """Whether `coarse` holds the whole of `fine`: it tells nothing that `fine` did not."""
    (a, b), (c, d) = span(coarse), span(fine)
    return a <= c and d <= b
