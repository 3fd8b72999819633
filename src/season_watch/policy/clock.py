"""What a clock that was ahead leaves behind shows once it is right: moments that a right clock can't have set.

Nothing may wait for them to come. What lies beyond is due.
"""

from datetime import datetime, timedelta

from season_watch.model.source import Source
from season_watch.policy.pace import limits_of
from season_watch.policy.schedule import JITTER, LONGEST_WISH
from season_watch.policy.subscriptions import LONGEST_LEASE

SET_RIGHT = timedelta(minutes=1)
"""Clocks are set right by moments all the time: what lies so near is no sign, and comes soon."""

FURTHEST_READ = LONGEST_WISH
"""A page is put off no longer than its server may wish."""

FURTHEST_ATTEMPT = timedelta(days=3)
"""An attempt is put off for little more than a day, and then to the end of quiet hours."""

FURTHEST_LEASE = timedelta(hours=1)
"""An attempt that is under way takes minutes."""

FURTHEST_ASK = LONGEST_LEASE
"""A hub is asked again before its lease ends."""


def happened_by(now: datetime) -> datetime:
    """The latest moment at which a right clock can have seen anything happen."""
    return now + SET_RIGHT


def furthest_check(source: Source, now: datetime) -> datetime:
    """The latest moment to which a right clock can have put off a check: the longest interval, spread."""
    longest = max(limits_of(source).slowest, source.every, LONGEST_WISH)
    return happened_by(now) + longest * (1 + JITTER)
