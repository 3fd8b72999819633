"""Channels, messages and deliveries: what leaves, to whom, and how that went."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NewType

from season_watch.model.board import UpdateKey
from season_watch.model.claim import Certainty, Facet
from season_watch.model.watch import WatchName

ChannelName = NewType("ChannelName", str)
DeliveryId = NewType("DeliveryId", str)


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
    """Which updates go to which channels. An empty tuple means any; `certainty` names what is sent."""

    channels: tuple[ChannelName, ...]
    watches: tuple[WatchName, ...] = ()
    facets: tuple[Facet, ...] = ()
    certainty: tuple[Certainty, ...] = (Certainty.CONFIRMED, Certainty.RUMOURED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is said, fixed when it was decided: `data` is plain JSON, the same for every channel and attempt.

    `kind` is a dotted name such as `update.confirmed` or `source.gone`; `subject` is one clean line.
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

    `reason` says why it is suppressed or dead, or how the last attempt failed.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The receiver took the message."""


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
