"""When to look again, and when to try again: pure functions of the past and a jitter from 0 up to 1."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from season_watch.model.source import NO_WISH, FeedWish

LONGEST_BACKOFF = timedelta(hours=24)
LONGEST_WISH = timedelta(hours=24)
"""No server puts off a check (unless its owner does) or an attempt for longer: one wrong header would lose a source."""

JITTER = 0.1
"""Share of a delay that is spread, so that sources of one interval do not come due together."""

_HOUR = timedelta(hours=1)

ATTEMPT_DELAYS = tuple(
    timedelta(seconds=seconds) for seconds in (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
"""Standard Webhooks' suggested schedule: nine further attempts over about three days, then dead."""

TEXT_DELAYS = (timedelta(minutes=5), timedelta(minutes=20))
"""An article's page is tried three times within half an hour; then its headline alone is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """How long until a source is checked again, and why."""

    length: timedelta
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NextCheck:
    """When a source is checked again, and why then."""

    at: datetime
    reason: str


def next_check(
    now: datetime,
    interval: Interval,
    *,
    every: timedelta,
    server_wish: timedelta | None,
    feed_wish: FeedWish = NO_WISH,
    jitter: float,
) -> NextCheck:
    """After an interval, spread by a share of it or of `every`; what server and feed wish are floors, up to a day."""
    wishes = {"its server wishes so": _granted(server_wish), "its feed wishes so": _granted(_rest(feed_wish, now))}
    for reason, wish in wishes.items():
        if wish > interval.length:
            interval = Interval(length=wish, reason=reason)
    spread = min(every, interval.length) * (JITTER * jitter)
    following = NextCheck(at=now + interval.length + spread, reason=interval.reason)
    return _unskipped(following, feed_wish, latest=now + LONGEST_WISH, jitter=jitter)


def _rest(wish: FeedWish, now: datetime) -> timedelta:
    """How long a feed calls itself fresh: until its next update, where it says when these are."""
    period = timedelta(seconds=wish.period)
    if wish.base is not None and period:
        period = (wish.base - now) % period or period
    return max(timedelta(seconds=wish.ttl), period)


def _unskipped(planned: NextCheck, wish: FeedWish, *, latest: datetime, jitter: float) -> NextCheck:
    """A check put off to the next hour that a feed does not skip; to `latest` where that is sooner."""
    if not _is_skipped(planned.at, wish):
        return planned
    hour = planned.at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    while _is_skipped(hour, wish) and hour < latest:
        hour += _HOUR
    # Spread too: what skips the same hours would come due together at their end.
    opening = min(hour + _HOUR * (JITTER * jitter), latest)
    return NextCheck(at=opening, reason="its feed skips the hours before") if opening > planned.at else planned


def _is_skipped(at: datetime, wish: FeedWish) -> bool:
    at = at.astimezone(UTC)
    return at.hour in wish.hours or at.weekday() in wish.weekdays


def backoff(every: timedelta, failures: int) -> Interval:
    """The owner's interval, doubled for each failure in a row up to a day."""
    length: timedelta = min(every * 2 ** min(failures, 16), max(every, LONGEST_BACKOFF))
    return Interval(length=length, reason="it failed" if failures == 1 else f"it failed {failures} times in a row")


def next_attempt(now: datetime, attempts: int, *, retry_after: timedelta | None, jitter: float) -> datetime | None:
    """When a delivery that failed `attempts` times is tried again; None when it is dead."""
    if attempts > len(ATTEMPT_DELAYS):
        return None
    delay: timedelta = max(ATTEMPT_DELAYS[attempts - 1], _granted(retry_after))
    return now + delay * (1 + JITTER * jitter)


def next_read(now: datetime, tries: int, *, retry_after: timedelta | None = None) -> datetime | None:
    """When an article that could not be read `tries` times is tried again; None when its headline must do."""
    if tries > len(TEXT_DELAYS):
        return None
    delay: timedelta = max(TEXT_DELAYS[tries - 1], _granted(retry_after))
    return now + delay


def _granted(wish: timedelta | None) -> timedelta:
    return min(wish or timedelta(), LONGEST_WISH)
