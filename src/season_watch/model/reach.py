"""How what is sent reaches its recipients."""

from dataclasses import dataclass
from datetime import datetime

from season_watch.model.delivery import ChannelName


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How a recipient of a channel takes what it is sent.

    `refusing_since` is the first refusal since it last took something, `reason` the last one, and `gave_up` whether a
    message was given up since; None and False where it takes. The owner was last told of that at `told_at`; `is_told`
    until it is over. `is_closed` where the receiver wants nothing any more: it is sent nothing until the owner retries.
    """

    channel: ChannelName
    recipient: str
    refusing_since: datetime | None = None
    reason: str | None = None
    gave_up: bool = False
    told_at: datetime | None = None
    is_told: bool = False
    is_closed: bool = False
