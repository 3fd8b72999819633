"""Deliver: send a leased delivery and keep how that went."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from season_watch.model.delivery import Delivery, DeliveryState, NotSent, SendResult, Sent, TemplateFault
from season_watch.pipeline.own_notices import judged_attempt
from season_watch.pipeline.ports import Clock, Jitter, Sender, Store
from season_watch.pipeline.releasing import released
from season_watch.policy.schedule import next_attempt
from season_watch.policy.timing import not_in_quiet_hours

_NO_CHANNEL = "its channel is not in the configuration any more"
_NO_RECIPIENT = "it is no recipient of its channel any more"
_CLOSED = "its receiver wants no more; retry to ask it again"
"""Dead, not forgotten: whoever brings the channel or the recipient back can have the alert retried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """How an attempt left a delivery, and when. `asked`: its recipient was asked, and showed how it takes messages.

    `closed`: it said that it wants no more. `fault` is what the owner's template did wrong.
    """

    after: Delivery
    at: datetime
    asked: bool = True
    closed: bool = False
    fault: TemplateFault | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliveries:
    """The use case, with the ports it needs."""

    store: Store
    sender: Sender
    clock: Clock
    jitter: Jitter

    async def release(self) -> None:
        """Let leave what was held and whose time has come."""
        now = self.clock()
        await self.store.release(now, partial(released, now=now))

    async def deliver(self, delivery: Delivery) -> Delivery:
        """One attempt at a leased delivery, kept; returns it as it stands afterwards."""
        return await self.keep(await self.attempt(delivery))

    async def attempt(self, delivery: Delivery) -> Attempt:
        """One attempt at a leased delivery. Nothing is kept of it yet."""
        channels = await self.store.channels()
        channel = next((one for one in channels if one.name == delivery.channel), None)
        if channel is None or delivery.recipient not in channel.recipients:
            return self._left(delivery, _NO_CHANNEL if channel is None else _NO_RECIPIENT)
        if (await self.store.reach(delivery)).is_closed:
            return self._left(delivery, _CLOSED)
        return self._ended(delivery, await self.sender.send(delivery, channel, self.clock()))

    def crashed(self, delivery: Delivery, error: Exception) -> Attempt:
        """An attempt that ended by a bug: told by its name alone, for its words may hold anything."""
        reason = f"crash: {type(error).__name__}, see the log"
        return self._ended(delivery, NotSent(reason=reason, retryable=True))

    async def keep(self, attempt: Attempt) -> Delivery:
        """Keep how an attempt went, and what that shows of its recipient. Raises StorageError where that can't be
        written: the receiver may have the message all the same, so it is to be tried until it can.
        """
        judge = partial(judged_attempt, after=attempt.after, now=attempt.at, closed=attempt.closed, fault=attempt.fault)
        await self.store.record_attempt(attempt.after, judge if attempt.asked else None)
        return attempt.after

    def _left(self, delivery: Delivery, reason: str) -> Attempt:
        """A delivery given up that nobody is to be sent."""
        return self._ended(delivery, NotSent(reason=reason, retryable=False), asked=False)

    def _ended(self, delivery: Delivery, result: SendResult, *, asked: bool = True) -> Attempt:
        now = self.clock()
        closed = isinstance(result, NotSent) and result.closes
        fault = result.fault if isinstance(result, Sent) else None
        after = attempted(delivery, result, now, self.jitter())
        return Attempt(after=after, at=now, asked=asked, closed=closed, fault=fault)


def attempted(delivery: Delivery, result: SendResult, now: datetime, jitter: float) -> Delivery:
    """A delivery after an attempt: sent, pending again, or dead."""
    attempts = delivery.attempts + 1
    match result:
        case Sent():
            return replace(delivery, state=DeliveryState.SENT, attempts=attempts, next_attempt_at=None, reason=None)
        case NotSent(retryable=True, reason=reason, retry_after=retry_after):
            again = next_attempt(now, attempts, retry_after=retry_after, jitter=jitter)
            again = again and not_in_quiet_hours(delivery.timing, again)
            state = DeliveryState.PENDING if again else DeliveryState.DEAD
            return replace(delivery, state=state, attempts=attempts, next_attempt_at=again, reason=reason)
        case NotSent(reason=reason):
            return replace(delivery, state=DeliveryState.DEAD, attempts=attempts, next_attempt_at=None, reason=reason)
