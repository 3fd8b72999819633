"""A sender that keeps what it is given and answers as told."""

from dataclasses import dataclass, field
from datetime import datetime

from season_watch.model.delivery import Channel, ChannelName, Delivery, NotSent, SendResult, Sent


@dataclass(slots=True, kw_only=True)
class FakeSender:
    """Knows the channels in `accounts`. `results` are consumed one at a time; then it takes everything."""

    accounts: frozenset[ChannelName]
    results: list[SendResult] = field(default_factory=list)
    sent: list[Delivery] = field(default_factory=list)

    async def send(self, delivery: Delivery, channel: Channel, now: datetime) -> SendResult:
        if channel.name not in self.accounts:
            return NotSent(reason="no-account: there is no such channel", retryable=True)
        result = self.results.pop(0) if self.results else Sent()
        if isinstance(result, Sent):
            self.sent.append(delivery)
        return result
