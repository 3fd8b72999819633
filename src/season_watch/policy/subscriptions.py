"""How a hub is asked to tell of a feed's news, and what that spares (WebSub, W3C Recommendation of January 2018).

Nothing rests on a hub: while it keeps its promise, the feed is still asked as seldom as its owner allows; once it is
seen not to, as if there were no hub.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from season_watch.model.subscription import Subscription, SubscriptionState
from season_watch.policy.pace import Limits
from season_watch.policy.schedule import Interval

LEASE = timedelta(days=10)
"""What a hub is asked to promise: the recommendation's own suggestion."""

LONGEST_LEASE = timedelta(days=30)
"""No longer is a hub believed, whatever it promised."""

RENEWED_BEFORE = timedelta(days=1)
"""So long before a lease ends it is asked for another, so that a hub that is down for hours costs nothing."""

ASKED_AGAIN = timedelta(hours=1)
"""While a lease holds, and where an answer is still to come. No lease makes a hub be asked more often."""

ASKED_AGAIN_AFTER_REFUSAL = timedelta(days=1)

VERIFIED_WITHIN = timedelta(hours=1)
"""A hub confirms at once or after a queue; later, it confirms what nobody waits for."""

BETWEEN_PUSHES = timedelta(seconds=15)
"""A hub that tells without end has its feed asked no more often."""


def is_held(subscription: Subscription, now: datetime) -> bool:
    """Whether a hub's promise to tell of news is in force and has not been seen broken."""
    return subscription.state is SubscriptionState.HELD and _is_leased(subscription, now)


def missed(subscription: Subscription | None, last_checked_at: datetime | None, now: datetime) -> bool:
    """Whether entries that a check finds now are such as the hub had promised to tell of, and had not."""
    if subscription is None or last_checked_at is None or not is_held(subscription, now):
        return False
    return subscription.told_at is None or subscription.told_at < last_checked_at


def while_held(subscription: Subscription | None, limits: Limits, usual: Interval, now: datetime) -> Interval:
    """The interval of a source with a subscription: the longest that its owner allows, but not beyond the lease."""
    if subscription is None or subscription.lease_until is None or not is_held(subscription, now):
        return usual
    length = min(limits.slowest, subscription.lease_until - now)
    return Interval(length=length, reason="its hub tells of news") if length > usual.length else usual


def asked(subscription: Subscription, *, callback: str, secret: str, now: datetime) -> Subscription:
    """A subscription as its hub is asked for it, at this callback and with this secret where it has none yet.

    A lease that holds stays: renewing it is not giving it up.
    """
    return replace(
        subscription,
        state=subscription.state if _is_leased(subscription, now) else SubscriptionState.ASKED,
        callback=subscription.callback or callback,
        secret=subscription.secret or secret,
        asked_at=now,
        next_ask_at=now + ASKED_AGAIN,
    )


def verified(subscription: Subscription, topic: str, lease: timedelta, now: datetime) -> Subscription | None:
    """A subscription that its hub confirms; None where that is not what was asked, or was asked long ago."""
    if subscription.asked_at is None or now - subscription.asked_at > VERIFIED_WITHIN:
        return None
    if topic != subscription.hub.topic or subscription.state is SubscriptionState.REFUSED or lease <= timedelta(0):
        return None
    until = now + min(lease, LONGEST_LEASE)
    next_ask_at = max(until - RENEWED_BEFORE, now + ASKED_AGAIN)
    return replace(subscription, state=SubscriptionState.HELD, lease_until=until, next_ask_at=next_ask_at)


def denied(subscription: Subscription, topic: str, now: datetime) -> Subscription | None:
    """A subscription that its hub denies, or ends; None where the hub means another topic."""
    return _refused(subscription, now) if topic == subscription.hub.topic else None


def failed(subscription: Subscription, now: datetime) -> Subscription:
    """A subscription whose hub could not be asked, or said no at once: what was promised before still holds."""
    return subscription if _is_leased(subscription, now) else _refused(subscription, now)


def told(subscription: Subscription, now: datetime) -> Subscription:
    """A subscription whose hub told of news, and so is silent no more."""
    is_back = subscription.state is SubscriptionState.SILENT
    state = SubscriptionState.HELD if is_back else subscription.state
    return replace(subscription, state=state, told_at=now)


def check_after(last_checked_at: datetime | None, now: datetime) -> datetime:
    """When a source is checked of which a hub told: now, or as soon as that is not too often."""
    return now if last_checked_at is None else max(now, last_checked_at + BETWEEN_PUSHES)


def _is_leased(subscription: Subscription, now: datetime) -> bool:
    return subscription.lease_until is not None and subscription.lease_until > now


def _refused(subscription: Subscription, now: datetime) -> Subscription:
    again = now + ASKED_AGAIN_AFTER_REFUSAL
    return replace(subscription, state=SubscriptionState.REFUSED, lease_until=None, next_ask_at=again)
