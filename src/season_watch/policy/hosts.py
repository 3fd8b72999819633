"""Hosts that ask to be left alone: what one of their answers asks holds for all that is asked of them."""

from datetime import datetime, timedelta

from season_watch.policy.schedule import LONGEST_WISH, Interval


def rest_until(now: datetime, wish: timedelta | None, before: datetime | None) -> datetime | None:
    """Until when a host that states a wish is left alone: for a day at most, and no less than it asked `before`.

    What it asked of a clock that was ahead is for a day from now at most, too.

    None for one that asks for nothing, and asked for nothing that still holds.
    """
    asked = now + min(wish or timedelta(), LONGEST_WISH)
    until = min(max(asked, before or asked), now + LONGEST_WISH)
    return until if until > now else None


def is_resting(until: datetime | None, now: datetime) -> bool:
    """Whether a host is still left alone. What seems to hold for over a day was told a clock that was ahead."""
    return until is not None and now < until <= now + LONGEST_WISH


def put_off(rest: timedelta | None) -> Interval:
    """How long a check waits whose host rests: what waits for one host is then spread as all checks are."""
    return Interval(length=rest or timedelta(), reason="its host asks to be left alone")
