"""Deliver: send a leased delivery and keep how that went."""

from dataclasses import dataclass, replace
from datetime import datetime

from season_watch.model.delivery import Channel, Delivery, DeliveryState, NotSent, SendResult, Sent
from season_watch.pipeline.messages import deliveries, notice
from season_watch.pipeline.ports import Clock, Jitter, Sender, Store
from season_watch.policy.schedule import next_attempt

_NO_CHANNEL = "its channel is not in the configuration any more"
_NO_RECIPIENT = "it is no recipient of its channel any more"
"""Dead, not forgotten: whoever brings the channel or the recipient back can have the alert retried."""

_FAILING = "channel_failing"


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
            return await self._record(delivery, NotSent(reason=reason, retryable=False))
        return await self._record(delivery, await self.sender.send(delivery, channel, self.clock()), channels)

    async def crashed(self, delivery: Delivery, error: Exception) -> Delivery:
        """Keep that an attempt ended by a bug: told by its name alone, for its words may hold anything."""
        result = NotSent(reason=f"crash: {type(error).__name__}, see the log", retryable=True)
        return await self._record(delivery, result, await self.store.channels())

    async def _record(self, delivery: Delivery, result: SendResult, to_tell: tuple[Channel, ...] = ()) -> Delivery:
        """Keep how an attempt went; `to_tell` are the channels by which the owner hears if it was the last one."""
        now = self.clock()
        after = attempted(delivery, result, now, self.jitter())
        await self.store.record_attempt(after, failing_notices(after, to_tell, now))
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


def failing_notices(after: Delivery, channels: tuple[Channel, ...], now: datetime) -> tuple[Delivery, ...]:
    """What the other channels say when one gave up a message: once a day, and never about such a notice itself."""
    if after.state is not DeliveryState.DEAD or after.message.kind == f"notice.{_FAILING}":
        return ()
    name = after.channel
    text = (
        f"The channel {name} gave up a message: {after.reason}. `season-watch alerts list --state dead` shows what it "
        "did not deliver, and `season-watch alerts retry` tries that again."
    )
    message = notice(_FAILING, f"{name} does not take its messages", text, source=None, at=now)
    others = (channel for channel in channels if channel.name != name)
    return deliveries(message, others, about=f"{_FAILING}|{name}|{now.date()}")
