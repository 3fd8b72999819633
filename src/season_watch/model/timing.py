"""When what a rule sends may leave: quiet hours, digests, groups and a cap."""

from dataclasses import dataclass
from datetime import time, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """From when to when nothing leaves, by the clock on the wall; past midnight where `end` is before `start`."""

    start: time
    end: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """When the messages of a rule leave to a recipient. Those of one timing are a group.

    `zone` is an IANA name, in which the rest is meant. `digest` is a cron expression: all that came meanwhile leaves as
    one message then. A first update waits for others for `group_wait`; after each message the next one waits for
    `group_interval`. No more than `a_day` messages leave on one day.
    """

    zone: str = "UTC"
    quiet: QuietHours | None = None
    digest: str | None = None
    group_wait: timedelta = timedelta()
    group_interval: timedelta = timedelta()
    a_day: int | None = None


AT_ONCE = Timing()
"""Nothing is held, unless it is a storm."""
