"""For how long an answer holds (RFC 9111)."""

import re
from datetime import datetime, timedelta

from season_watch.outbound.exchange import Answer
from season_watch.outbound.waiting import delta_seconds, http_date

_MAX_AGE = re.compile(r'(?:^|[\s,])max-age\s*=\s*"?([0-9]+)', re.IGNORECASE)
_NOT_KEPT = re.compile(r"(?:^|[\s,])no-(?:store|cache)(?:$|[\s,])", re.IGNORECASE)


def fresh_for(answer: Answer, now: datetime) -> timedelta | None:
    """How much longer the server calls its answer fresh; None where it does not say, or says not at all."""
    control = answer.header("Cache-Control") or ""
    if _NOT_KEPT.search(control):
        return None
    stated = _MAX_AGE.search(control)
    lifetime = delta_seconds(stated[1]) if stated else None
    left = _until_expiry(answer, now) if lifetime is None else lifetime - _age(answer)
    return left if left and left > timedelta(0) else None


def _age(answer: Answer) -> timedelta:
    return delta_seconds(answer.header("Age") or "") or timedelta(0)


def _until_expiry(answer: Answer, now: datetime) -> timedelta | None:
    expires = http_date(answer.header("Expires") or "")
    if expires is None:
        return None
    return expires - (http_date(answer.header("Date") or "") or now)
