"""What a source's owner is told of how it is seen: one word when trouble starts, one when it is over."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from season_watch.model.trouble import Certificate, Trouble, TroubleKind
from season_watch.policy.certificates import is_about_to_end

BLIND_AFTER = 3
"""Failed checks in a row after which the owner is told: one or two are everyday network weather."""

EMPTY_AFTER = 3
"""Checks in a row that found nothing listed: a page that is being rebuilt lists nothing for a moment."""

WELL_AFTER = 2
"""Checks in a row free of a trouble after which it is over: a server that answers every now and then is not well."""

_RANK = {kind: rank for rank, kind in enumerate(TroubleKind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What a check shows of a source, and what the checks before it had shown.

    `error` is that of this check; `gone`: it is paused for that; `silent_after` is when its silence became strange, or
    will. `certificate` is None where none was seen to end soon, or the check failed.
    """

    gone: bool = False
    failures: int = 0
    zero_runs: int = 0
    error: str | None = None
    silent_after: datetime | None = None
    certificate: Certificate | None = None


def next_trouble(told: Trouble | None, signs: Signs, now: datetime) -> Trouble | None:
    """The trouble that stands after a check: the same, a worse one, none, or one that lay behind it."""
    standing = tuple(_standing(signs, now))
    if told is None or (standing and _RANK[standing[0]] < _RANK[told.kind]):
        return _worst(standing, signs, now)
    if _is_present(told.kind, signs, standing):
        return replace(told, well=0) if told.well else told
    if told.well + 1 < WELL_AFTER:
        return replace(told, well=told.well + 1)
    return _worst(standing, signs, now)


def _standing(signs: Signs, now: datetime) -> Iterator[TroubleKind]:
    """The troubles that are worth a word by now, the worst first."""
    if signs.gone:
        yield TroubleKind.GONE
    if signs.failures >= BLIND_AFTER:
        yield TroubleKind.UNREADABLE
    if signs.zero_runs >= EMPTY_AFTER:
        yield TroubleKind.EMPTY
    if signs.silent_after is not None and signs.silent_after < now:
        yield TroubleKind.SILENT
    if is_about_to_end(signs.certificate, now):
        yield TroubleKind.CERTIFICATE


def _worst(standing: tuple[TroubleKind, ...], signs: Signs, now: datetime) -> Trouble | None:
    return Trouble(kind=standing[0], since=now, why=_why(standing[0], signs)) if standing else None


def _why(kind: TroubleKind, signs: Signs) -> str:
    match kind:
        case TroubleKind.GONE | TroubleKind.UNREADABLE:
            return signs.error or ""
        case TroubleKind.EMPTY:
            return f"nothing listed {signs.zero_runs} times in a row"
        case TroubleKind.SILENT:
            return f"nothing new for so long that it is strange since {signs.silent_after:%Y-%m-%d}"
        case TroubleKind.CERTIFICATE:
            assert signs.certificate is not None, "else it would not stand"
            return f"the certificate of its server ends on {signs.certificate.until:%Y-%m-%d}"


def _is_present(kind: TroubleKind, signs: Signs, standing: tuple[TroubleKind, ...]) -> bool:
    """Whether a check showed a sign of a trouble, or could not see whether there is one."""
    if signs.failures:
        return True
    if kind is TroubleKind.EMPTY:
        return signs.zero_runs > 0
    return kind in standing
