"""Channels, messages and deliveries: what leaves, to whom, and how that went."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NewType

from season_watch.model.board import Change, UpdateKey
from season_watch.model.claim import Certainty, Facet
from season_watch.model.timing import Timing
from season_watch.model.watch import WatchName

ChannelName = NewType("ChannelName", str)
DeliveryId = NewType("DeliveryId", str)
SilenceId = NewType("SilenceId", int)


class ChannelKind(StrEnum):
    EMAIL = "email"
    WEBHOOK = "webhook"
    APPRISE = "apprise"
    COMMAND = "command"
    STDOUT = "stdout"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """Where messages go. `recipients` are mail addresses, or the one URL of a webhook; of other kinds, the kind's word.

    Secrets stay in the config.
    """

    name: ChannelName
    kind: ChannelKind
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Which updates go to which channels, and when. An empty tuple means any; `certainty` names what is sent."""

    channels: tuple[ChannelName, ...]
    watches: tuple[WatchName, ...] = ()
    facets: tuple[Facet, ...] = ()
    certainty: tuple[Certainty, ...] = (Certainty.CONFIRMED, Certainty.RUMOURED)
    changes: tuple[Change, ...] = ()
    timing: Timing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is said, fixed when it was decided: `data` is plain JSON, the same for every channel and attempt.

    `kind` is a dotted name such as `update.confirmed` or `notice.source_gone`; `subject` is one clean line.
    """

    kind: str
    at: datetime
    subject: str
    data: dict[str, Any]


class DeliveryState(StrEnum):
    PENDING = "pending"
    LEASED = "leased"
    SENT = "sent"
    DEAD = "dead"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One message to one recipient over one channel. `id` is the idempotency id and never changes.

    `reason` says why it is suppressed or dead, how the last attempt failed, or until when it is held. One that has a
    `timing` is held until it is released, at `released_at`; one that left in a digest with others names that in
    `digested_in`, and one that was silenced names the `silence`.
    """

    id: DeliveryId
    channel: ChannelName
    recipient: str
    message: Message
    created_at: datetime
    update: UpdateKey | None = None
    state: DeliveryState = DeliveryState.PENDING
    attempts: int = 0
    next_attempt_at: datetime | None = None
    reason: str | None = None
    timing: Timing | None = None
    released_at: datetime | None = None
    digested_in: DeliveryId | None = None
    silence: SilenceId | None = None

    @property
    def is_held(self) -> bool:
        """Whether it waits for its time, rather than for its turn."""
        return self.state is DeliveryState.PENDING and self.timing is not None and self.released_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """For how long nothing of some updates is sent. None means any; `reason` is its owner's."""

    id: SilenceId
    watch: WatchName | None
    facet: Facet | None
    channel: ChannelName | None
    until: datetime
    reason: str
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFault:
    """What the owner's template did wrong, in one line; `version` names the text of the template."""

    what: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The receiver took the message; as the built-in template words it, where the owner's had a `fault`."""

    fault: TemplateFault | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSent:
    """The receiver did not take the message; `retryable` says whether a later attempt may succeed.

    `closes` where the receiver said that it wants no message any more.
    """

    reason: str
    retryable: bool
    retry_after: timedelta | None = None
    closes: bool = False


SendResult = Sent | NotSent
