"""How long a source may list nothing new before that is strange, judged by its own entries."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise

KEPT = 12
"""So many of the newest dates tell a rhythm, pauses of a night or a weekend among them."""

FEWEST = 5
"""Of fewer entries the pauses may be chance."""

STRANGE_AFTER = 3
"""Times the longest pause among them: feeds of one show rest for as long as their show does."""

LEAST = timedelta(days=7)
"""A holiday explains less."""


def latest_of(kept: Iterable[datetime], listed: Iterable[datetime | None], now: datetime) -> tuple[datetime, ...]:
    """The newest different dates of a source's entries, newest first: those `kept`, and those that it `listed` now.

    A date in the future says when something shall happen, not when the source spoke.
    """
    known = {*kept, *(date for date in listed if date is not None and date <= now)}
    return tuple(sorted(known, reverse=True)[:KEPT])


def silent_after(latest: tuple[datetime, ...]) -> datetime | None:
    """From when on the silence of a source is strange, if nothing new comes; None where its rhythm is not known."""
    if len(latest) < FEWEST:
        return None
    longest = max(newer - older for newer, older in pairwise(latest))
    return latest[0] + max(longest * STRANGE_AFTER, LEAST)
