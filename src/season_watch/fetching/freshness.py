"""What an answer says about asking again: validators, freshness, and the wish to be left alone (RFC 9110, 9111)."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from season_watch.model.source import Validators
from season_watch.outbound.exchange import Answer

# RFC 9111: larger delta-seconds mean this many, which is 68 years.
_MOST_SECONDS = 2**31
_MAX_AGE = re.compile(r'(?:^|[\s,])max-age\s*=\s*"?([0-9]+)', re.IGNORECASE)
_NOT_KEPT = re.compile(r"(?:^|[\s,])no-(?:store|cache)(?:$|[\s,])", re.IGNORECASE)


def validators_of(answer: Answer) -> Validators:
    """The validators of a body, byte for byte."""
    return Validators(etag=answer.header("ETag"), last_modified=answer.header("Last-Modified"))


def merged(old: Validators, new: Validators) -> Validators:
    """The validators to keep after a 304: what it names anew replaces what was sent."""
    return Validators(etag=new.etag or old.etag, last_modified=new.last_modified or old.last_modified)


def fresh_for(answer: Answer, now: datetime) -> timedelta | None:
    """How much longer the server calls its answer fresh; None where it does not say, or says not at all."""
    control = answer.header("Cache-Control") or ""
    if _NOT_KEPT.search(control):
        return None
    stated = _MAX_AGE.search(control)
    left = _seconds(stated[1]) - _age(answer) if stated else _until_expiry(answer, now)
    return left if left and left > timedelta(0) else None


def retry_after(answer: Answer, now: datetime) -> timedelta | None:
    """How long the server wishes to be left alone: it names seconds or a date; None where it names neither."""
    value = (answer.header("Retry-After") or "").strip()
    if re.fullmatch("[0-9]+", value):
        return _seconds(value)
    date = http_date(value)
    return max(date - now, timedelta(0)) if date else None


def http_date(value: str) -> datetime | None:
    """A date as HTTP writes it, aware, in UTC; None for anything else."""
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    if date.tzinfo is None:  # "-0000": the zone is unknown, and HTTP means GMT
        return date.replace(tzinfo=UTC)
    return date.astimezone(UTC)


def _seconds(digits: str) -> timedelta:
    return timedelta(seconds=_MOST_SECONDS if len(digits) > len(str(_MOST_SECONDS)) else int(digits))


def _age(answer: Answer) -> timedelta:
    value = answer.header("Age") or ""
    return _seconds(value) if re.fullmatch("[0-9]+", value) else timedelta(0)


def _until_expiry(answer: Answer, now: datetime) -> timedelta | None:
    expires = http_date(answer.header("Expires") or "")
    if expires is None:
        return None
    return expires - (http_date(answer.header("Date") or "") or now)
