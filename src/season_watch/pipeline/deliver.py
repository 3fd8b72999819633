"""Deliver: send a leased delivery and keep how that went."""

from dataclasses import dataclass, replace
from datetime import datetime

from season_watch.model.delivery import Delivery, DeliveryState, NotSent, SendResult, Sent
from season_watch.pipeline.ports import Clock, Jitter, Sender, Store
from season_watch.policy.schedule import next_attempt


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliveries:
    """The use case, with the ports it needs."""

    store: Store
    sender: Sender
    clock: Clock
    jitter: Jitter

    async def deliver(self, delivery: Delivery) -> Delivery:
        """One attempt at a leased delivery; returns it as it stands afterwards."""
        channels = {channel.name: channel for channel in await self.store.channels()}
        channel = channels.get(delivery.channel)
        result: SendResult = NotSent(reason="its channel is not in the configuration any more", retryable=False)
        if channel is not None:
            result = await self.sender.send(delivery, channel, self.clock())
        after = attempted(delivery, result, self.clock(), self.jitter())
        await self.store.record_attempt(after)
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
