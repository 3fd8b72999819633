"""How servers say when: dates, seconds, and the wish to be left alone (RFC 9110)."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from season_watch.outbound.exchange import Answer

# RFC 9111: larger delta-seconds mean this many, which is 68 years.
_MOST_SECONDS = 2**31
_DIGITS = re.compile("[0-9]+")


def retry_after(answer: Answer, now: datetime) -> timedelta | None:
    """How long the server wishes to be left alone: it names seconds or a date; None where it names neither."""
    value = (answer.header("Retry-After") or "").strip()
    seconds = delta_seconds(value)
    if seconds is not None:
        return seconds
    date = http_date(value)
    return max(date - now, timedelta(0)) if date else None


def delta_seconds(value: str) -> timedelta | None:
    """A number of seconds as HTTP writes it, however large; None for anything else."""
    if not _DIGITS.fullmatch(value):
        return None
    return timedelta(seconds=_MOST_SECONDS if len(value) > len(str(_MOST_SECONDS)) else int(value))


def http_date(value: str) -> datetime | None:
    """A date as HTTP writes it, aware, in UTC; None for anything else, and where UTC would leave the calendar."""
    try:
        date = parsedate_to_datetime(value)
        # "-0000": the zone is unknown, and HTTP means GMT
        return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
