"""Subscriptions: a hub tells of a feed's news, so that the feed need not be asked as often (WebSub)."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Hub:
    """Who tells of a feed's news (`url`), and the address by which it knows the feed (`topic`)."""

    url: str
    topic: str


NO_HUB = Hub(url="", topic="")
"""A feed names none."""


class SubscriptionState(StrEnum):
    """Where a subscription stands. A hub is `silent` once a check found entries that it had not told of."""

    OFFERED = "offered"
    ASKED = "asked"
    HELD = "held"
    SILENT = "silent"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A source's hub, and how far it is asked to tell of news.

    It tells at `callback`, an address that nobody else knows, and signs what it tells with `secret`; both are None
    until it was asked. `lease_until` is how long it promised to tell, `asked_at` when it was asked last, `next_ask_at`
    when it is asked next, `told_at` when it told last.
    """

    hub: Hub
    state: SubscriptionState
    next_ask_at: datetime
    callback: str | None = field(default=None, repr=False)
    secret: str | None = field(default=None, repr=False)
    lease_until: datetime | None = None
    asked_at: datetime | None = None
    told_at: datetime | None = None
