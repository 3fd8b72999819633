"""Deliver: send a leased delivery and keep how that went."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from season_watch.model.delivery import Delivery, DeliveryState, NotSent, SendResult, Sent
from season_watch.pipeline.own_notices import judged_attempt
from season_watch.pipeline.ports import Clock, Jitter, Sender, Store
from season_watch.policy.schedule import next_attempt

_NO_CHANNEL = "its channel is not in the configuration any more"
_NO_RECIPIENT = "it is no recipient of its channel any more"
"""Dead, not forgotten: whoever brings the channel or the recipient back can have the alert retried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliveries:
    """The use case, with the ports it needs."""

    store: Store
    sender: Sender
    clock: Clock
    jitter: Jitter

    async def deliver(self, delivery: Delivery) -> Delivery:
        """One attempt at a leased delivery; returns it as it stands afterwards."""
        channels = await self.store.channels()
        channel = next((one for one in channels if one.name == delivery.channel), None)
        if channel is None or delivery.recipient not in channel.recipients:
            reason = _NO_CHANNEL if channel is None else _NO_RECIPIENT
            after = attempted(delivery, NotSent(reason=reason, retryable=False), self.clock(), self.jitter())
            await self.store.record_attempt(after)
            return after
        return await self._record(delivery, await self.sender.send(delivery, channel, self.clock()))

    async def crashed(self, delivery: Delivery, error: Exception) -> Delivery:
        """Keep that an attempt ended by a bug: told by its name alone, for its words may hold anything."""
        return await self._record(
            delivery, NotSent(reason=f"crash: {type(error).__name__}, see the log", retryable=True)
        )

    async def _record(self, delivery: Delivery, result: SendResult) -> Delivery:
        """Keep how an attempt went, and what that shows of its recipient."""
        now = self.clock()
        after = attempted(delivery, result, now, self.jitter())
        await self.store.record_attempt(after, partial(judged_attempt, after=after, now=now))
        return after


def attempted(delivery: Delivery, result: SendResult, now: datetime, jitter: float) -> Delivery:
    """A delivery after an attempt: sent, pending again, or dead."""
    attempts = delivery.attempts + 1
    match result:
        case Sent():
            return replace(delivery, state=DeliveryState.SENT, attempts=attempts, next_attempt_at=None, reason=None)
        case NotSent(retryable=True, reason=reason, retry_after=retry_after):
            again = next_attempt(now, attempts, retry_after=retry_after, jitter=jitter)
            state = DeliveryState.PENDING if again else DeliveryState.DEAD
            return replace(delivery, state=state, attempts=attempts, next_attempt_at=again, reason=reason)
        case NotSent(reason=reason):
            return replace(delivery, state=DeliveryState.DEAD, attempts=attempts, next_attempt_at=None, reason=reason)
