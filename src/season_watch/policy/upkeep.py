"""What must work for the program to be called well: storing, fetching and sending."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

FAULTY_AFTER = 3
"""Looks in a row with a fault of the database after which the owner is told: another program's lock ends sooner."""

SOUND_AFTER = 3
"""Looks in a row at which a write succeeded after which it is over: on a full disk a small one may, now and then."""

LATE = timedelta(minutes=10)
"""So long what is due may wait: a daemon that wakes up from a laptop's sleep is through with it by then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreState:
    """How the database takes what is written. `fault` is the last one, since when it is at fault; `is_told` that it is.

    `faulty` and `sound` count looks in a row.
    """

    fault: str | None = None
    since: datetime | None = None
    faulty: int = 0
    sound: int = 0
    is_told: bool = False


SOUND = StoreState()


def next_store_state(before: StoreState, fault: str | None, now: datetime) -> StoreState:
    """How the database takes what is written after one more look, at which it showed a fault or took a write."""
    if fault is not None:
        faulty = before.faulty + 1
        is_told = before.is_told or faulty >= FAULTY_AFTER
        return StoreState(fault=fault, since=before.since or now, faulty=faulty, is_told=is_told)
    if before == SOUND or before.sound + 1 >= SOUND_AFTER:
        return SOUND
    return replace(before, faulty=0, sound=before.sound + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """What the database tells of the program's work.

    Of the sources that were checked and do not rest, how many there are, how many were `seen` at their last check, and
    how many are due for longer than they may be, or were checked in the future; how many deliveries are late; how many
    recipients take nothing any more.
    """

    sources: int = 0
    seen: int = 0
    sources_late: int = 0
    deliveries_late: int = 0
    recipients_down: int = 0


def complaints(pulse: Pulse) -> tuple[str, ...]:
    """What does not work, a phrase each; none where all is well. One source that can't be seen is no complaint."""
    found = {
        "no source can be read": pulse.sources > 0 and pulse.seen == 0,
        "sources wait for their check": pulse.sources_late > 0,
        "messages wait to be sent": pulse.deliveries_late > 0,
        "a channel takes nothing": pulse.recipients_down > 0,
    }
    return tuple(complaint for complaint, applies in found.items() if applies)
