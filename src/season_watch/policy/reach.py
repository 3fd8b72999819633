"""When the owner is told that a recipient takes nothing any more, and when that it does again."""

from dataclasses import replace
from datetime import datetime, timedelta

from season_watch.model.delivery import Delivery, DeliveryState
from season_watch.model.reach import Reach

REFUSING_AFTER = timedelta(hours=1)
"""A receiver that is restarted or moved is back by then."""

TOLD_AGAIN_AFTER = timedelta(days=1)
"""One that takes a message and refuses the next for good is told of once a day; what was given up is kept anyway."""


def after_attempt(before: Reach, after: Delivery, now: datetime, *, closed: bool = False) -> Reach:
    """How a recipient takes what it is sent, after one more attempt; `closed` where it wants no more."""
    if after.state is DeliveryState.SENT:
        return Reach(channel=before.channel, recipient=before.recipient, told_at=before.told_at)
    return replace(
        before,
        refusing_since=before.refusing_since or now,
        reason=after.reason,
        gave_up=before.gave_up or after.state is DeliveryState.DEAD,
        is_closed=before.is_closed or closed,
    )


def is_down(reach: Reach, now: datetime) -> bool:
    """Whether a recipient can't be counted on: it refused for long, or for good."""
    return reach.refusing_since is not None and (reach.gave_up or now - reach.refusing_since >= REFUSING_AFTER)


def is_to_be_told(reach: Reach, now: datetime) -> bool:
    """Whether the owner is told now that a recipient takes nothing any more."""
    lately = reach.told_at is not None and now - reach.told_at < TOLD_AGAIN_AFTER
    return is_down(reach, now) and not reach.is_told and not lately
