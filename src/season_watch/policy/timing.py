"""When what was decided may leave: quiet hours, digests, groups, a cap a day, and what a storm becomes.

Pure functions of instants. What stands on the wall clock is meant in the rule's zone; quiet hours whose end comes twice
last until the second.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from season_watch.model.delivery import Delivery
from season_watch.model.timing import Timing
from season_watch.policy.cron import next_time, parse
from season_watch.policy.wall_clock import instant, local_day

STORM = 20
"""Updates to one recipient within `STORM_SPAN`, beyond which they leave together: nobody reads that many mails."""

STORM_SPAN = timedelta(minutes=5)
"""Alertmanager's default for the time between two messages of a group."""

_DAY = timedelta(days=1)
_MIDNIGHT = time()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Until when something is held, and why."""

    until: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits for one recipient under one timing, what is due before the rest, each in the order of decision.

    `left` is when messages of this group left, for two days back; `told` when its newest updates did, within
    `STORM_SPAN`, `STORM` at most, oldest first.
    """

    timing: Timing
    deliveries: tuple[Delivery, ...]
    left: tuple[datetime, ...] = ()
    told: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What leaves each as its own message, what leaves as one, and what is held on."""

    alone: tuple[Delivery, ...] = ()
    together: tuple[Delivery, ...] = ()
    held: tuple[Delivery, ...] = ()
    hold: Hold | None = None


def first_hold(timing: Timing, now: datetime) -> Hold | None:
    """For how long a delivery that is decided now is held; None where it may leave at once."""
    if timing.digest is not None:
        return _hold_until(next_digest(timing, now), timing, "a digest then")
    if (quiet := _quiet(timing, now)) is not None:
        return quiet
    if timing.group_wait:
        return _hold_until(now + timing.group_wait, timing, "others may come along")
    return None


def release(waiting: Waiting, now: datetime) -> Release:
    """What of a group leaves now, of which something is due, or was decided by a clock that was set back since."""
    if all(_is_early(one, now) for one in waiting.deliveries):
        hold = first_hold(waiting.timing, now)
        if hold is not None:
            return Release(held=waiting.deliveries, hold=hold)
    hold = _hold(waiting, now)
    return _released(waiting, now) if hold is None else Release(held=waiting.deliveries, hold=hold)


def not_in_quiet_hours(timing: Timing | None, at: datetime) -> datetime:
    """The first instant from `at` on that is outside a timing's quiet hours: a further attempt wakes nobody."""
    quiet = _quiet(timing, at) if timing is not None else None
    return at if quiet is None else quiet.until


def next_digest(timing: Timing, after: datetime) -> datetime:
    """When the next digest is due. Each day of a daily one has exactly one, whatever the clocks do."""
    assert timing.digest is not None, "there is a digest"
    return next_time(parse(timing.digest), timing.zone, after)


def _is_early(one: Delivery, now: datetime) -> bool:
    return one.next_attempt_at is not None and one.next_attempt_at > now


def _hold(waiting: Waiting, now: datetime) -> Hold | None:
    """Why nothing at all of a group leaves now."""
    timing = waiting.timing
    if (quiet := _quiet(timing, now)) is not None:
        return quiet
    if timing.digest is not None and any(_is_same_digest(timing, left, now) for left in _nearest(waiting.left, now)):
        return first_hold(timing, now)
    if timing.a_day is not None and _left_today(waiting, now) >= timing.a_day:
        return _until_tomorrow(timing, now)
    lately = [left for left in waiting.left if now - timing.group_interval < left <= now]
    if lately:
        return _hold_until(lately[-1] + timing.group_interval, timing, "a message left just before")
    if len(waiting.told) >= STORM and not _is_grouped(timing):
        return _hold_until(waiting.told[-STORM] + STORM_SPAN, timing, f"{STORM} updates left just before")
    return None


def _released(waiting: Waiting, now: datetime) -> Release:
    """What leaves of a group that may: together what was held, alone what was not, as far as the day's cap goes."""
    timing, due = waiting.timing, waiting.deliveries
    if _is_grouped(timing) or len(due) + len(waiting.told) > STORM:
        return Release(together=due)
    together = tuple(one for one in due if _was_held(one))
    alone = tuple(one for one in due if not _was_held(one))
    if timing.a_day is None:
        return Release(together=together, alone=alone)
    room = timing.a_day - _left_today(waiting, now) - bool(together)
    return Release(together=together, alone=alone[:room], held=alone[room:], hold=_until_tomorrow(timing, now))


def _is_grouped(timing: Timing) -> bool:
    return timing.digest is not None or bool(timing.group_wait or timing.group_interval)


def _was_held(one: Delivery) -> bool:
    return one.next_attempt_at is not None and one.next_attempt_at > one.created_at


def _nearest(instants: tuple[datetime, ...], now: datetime) -> Iterable[datetime]:
    """The last of several instants until now, and the first after it."""
    before = sorted(at for at in instants if at <= now)
    after = sorted(at for at in instants if at > now)
    return (*before[-1:], *after[:1])


def _is_same_digest(timing: Timing, left: datetime, now: datetime) -> bool:
    """Whether no digest is due between the two: what left was this one, even by a clock that was set back since."""
    first, last = sorted((left, now))
    return next_digest(timing, first) > last


def _left_today(waiting: Waiting, now: datetime) -> int:
    start, end = _day(waiting.timing, now)
    return sum(start <= left < end for left in waiting.left)


def _until_tomorrow(timing: Timing, now: datetime) -> Hold:
    _, tomorrow = _day(timing, now)
    return _hold_until(tomorrow, timing, f"{timing.a_day} left on this day")


def _day(timing: Timing, now: datetime) -> tuple[datetime, datetime]:
    """When the local day of an instant starts and ends."""
    today = local_day(now, timing.zone)
    return instant(today, _MIDNIGHT, timing.zone), instant(today + _DAY, _MIDNIGHT, timing.zone)


def _quiet(timing: Timing, now: datetime) -> Hold | None:
    """The end of the quiet hours, where they are on."""
    if timing.quiet is None:
        return None
    for start, end in _quiet_spans(timing, now):
        if start <= now < end:
            return _hold_until(end, timing, "quiet hours")
    return None


def _quiet_spans(timing: Timing, now: datetime) -> Iterable[tuple[datetime, datetime]]:
    """The quiet hours that start on the local day of an instant, or on the day before."""
    assert timing.quiet is not None, "there are quiet hours"
    start, end = timing.quiet.start, timing.quiet.end
    nights = timedelta() if start < end else _DAY
    today = local_day(now, timing.zone)
    for day in (today - _DAY, today):
        yield instant(day, start, timing.zone), instant(day + nights, end, timing.zone, second=True)


def _hold_until(until: datetime, timing: Timing, why: str) -> Hold:
    local = until.astimezone(ZoneInfo(timing.zone))
    return Hold(until=until, reason=f"held until {local:%Y-%m-%d %H:%M} ({timing.zone}): {why}")
