"""What the use cases need of the world. Adapters are built in `bootstrap.py` alone."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from season_watch.model.delivery import Channel, Delivery, SendResult
from season_watch.model.item import Item
from season_watch.model.reach import Reach
from season_watch.model.site import HostRest, RobotsFile
from season_watch.model.source import NO_VALIDATORS, SourceForCheck, SourceKind, SourceName, Validators
from season_watch.model.subscription import NO_HUB, Hub, Subscription
from season_watch.model.trouble import Certificate
from season_watch.model.watch import Watch, WatchName
from season_watch.pipeline.plan import Known, Plan, Seen, Wanted
from season_watch.policy.timing import Waiting
from season_watch.policy.upkeep import Pulse

A = TypeVar("A")
R = TypeVar("R")

Clock = Callable[[], datetime]
"""Tells the time, aware, in UTC."""

Jitter = Callable[[], float]
"""A number from 0 up to 1, new at each call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRequest:
    """What to ask for. Robots rules are obeyed for pages; feeds are offered for polling."""

    url: str
    kind: SourceKind
    validators: Validators = NO_VALIDATORS


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A whole body, inflated. `url` is where it came from; `moved_to` is set when every hop there was permanent.

    `certificate` is that of the server there, where it ends within weeks; `hub` is the one that its headers name.
    """

    url: str
    body: bytes
    content_type: str
    validators: Validators
    moved_to: str | None = None
    fresh_for: timedelta | None = None
    certificate: Certificate | None = None
    hub: Hub = NO_HUB


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """304: what is stored is still current. `validators` are those to send next time; the rest is as in `Fetched`."""

    validators: Validators
    moved_to: str | None = None
    fresh_for: timedelta | None = None
    certificate: Certificate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchFailed:
    """No body. `reason` is a short class (`timeout`, `too-large`, `http-503`, `blocked-address`, …); `detail` one line.

    `gone` is set for 410. `retry_after` is the server's wish, where it stated one. `asked` is False where nothing was
    asked for, because the host had stated that wish before.
    """

    reason: str
    detail: str
    gone: bool = False
    retry_after: timedelta | None = None
    asked: bool = True


FetchResult = Fetched | NotModified | FetchFailed


class Fetcher(Protocol):
    async def fetch(self, request: FetchRequest) -> FetchResult:
        """Fetch one address within one total deadline. Expected failures are values; nothing is raised for them."""


class SiteMemory(Protocol):
    """What sites asked of all that is fetched from them, kept so that a restart does not forget it."""

    async def rests(self, now: datetime) -> tuple[HostRest, ...]:
        """The hosts that are left alone now."""

    async def keep_rest(self, rest: HostRest, now: datetime) -> None:
        """Leave a host alone; rests that are over are forgotten."""

    async def robots(self, place: str) -> RobotsFile | None:
        """What was answered last for the robots.txt at a place."""

    async def keep_robots(self, file: RobotsFile) -> None:
        """Keep what was answered; what was not asked for in a month is forgotten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFailed:
    """Reading ended without a result. `reason` is a short class (`not-a-feed`, `parse-timeout`, `parse-crash`, …)."""

    reason: str
    detail: str


class Isolation(Protocol):
    async def run(self, function: Callable[[A], R], argument: A) -> R | ReadFailed:
        """Run a module-level function in a child that is stopped when it takes too long or too much memory.

        A `ParseError` that the function raises comes back as `ReadFailed` with its reason.
        """


Judge = Callable[[Reach, tuple[Channel, ...]], tuple[Reach, tuple[Delivery, ...]]]
"""How a recipient takes what it is sent, told the channels that there are, and what is said of that."""


class Store(Protocol):
    """The database as the use cases see it. Each call is one transaction on the one writer."""

    async def claim_due(
        self, now: datetime, limit: int, *, under_way: Collection[SourceName] = ()
    ) -> tuple[SourceForCheck, ...]:
        """Sources that are due, longest overdue first; `next_check_at` is moved by `every` before this returns.

        What is `under_way` is left alone: the check that has it says when the next one is.
        """

    async def claim_source(self, name: SourceName, now: datetime) -> SourceForCheck | None:
        """One source, due or not; None where it is unknown."""

    async def seen(self, source: SourceName) -> Seen:
        """What was seen in a source, nothing of one that is unknown; and the active watches."""

    async def watches(self) -> tuple[Watch, ...]:
        """The active watches, by name."""

    async def channels(self) -> tuple[Channel, ...]:
        """The active channels, by name."""

    async def write(self, wanted: Wanted, decide: Callable[[Known], Plan]) -> Plan:
        """What is known → plan → apply, inside one transaction; returns the plan as applied."""

    async def keep(self, decisions: tuple[Callable[[Known], Plan], ...]) -> tuple[Plan, ...]:
        """`write` for many decisions that want no item and no board, all in one transaction.

        Their plans hold no more than outcomes with what was seen, and notices.
        """

    async def claim_awaiting(self, now: datetime, limit: int, lease: timedelta) -> tuple[Item, ...]:
        """Items whose text is awaited and due; each is leased by moving `next_read_at`."""

    async def release(self, now: datetime, decide: Callable[[Waiting], tuple[Delivery, ...]]) -> None:
        """What is due of each group → decide → keep; what is new of that is queued.

        A group is what is held for one recipient under one timing. Where some of it leaves, it is decided of the whole
        group instead. What was decided later than now is looked at as if it were due: the clock was set back.
        """

    async def lease_deliveries(self, now: datetime, limit: int, lease: timedelta) -> tuple[Delivery, ...]:
        """The oldest due delivery to each recipient of a channel to whom none is under way, oldest first.

        Due are pending deliveries that are not held and whose time has come, and leased ones whose lease has run out.
        """

    async def reach(self, delivery: Delivery) -> Reach:
        """How the delivery's recipient took what it was sent until now."""

    async def record_attempt(self, delivery: Delivery, judge: Judge | None = None) -> None:
        """Keep a delivery's new state after an attempt, and its recipient as judged, with what is said of that.

        What its owner ruled out meanwhile stays ruled out, unless it was sent.
        """


class Calendar(Protocol):
    """The same database, as what the day brings is told."""

    async def dated(self, first: date, last: date) -> frozenset[WatchName]:
        """The active watches on whose boards a confirmed date of release stands that ends from `first` to `last`."""

    async def write(self, wanted: Wanted, decide: Callable[[Known], Plan]) -> Plan:
        """See `Store.write`."""


class Upkeep(Protocol):
    """The same database, as the program sees to its own work."""

    async def review(self, judge: Judge) -> None:
        """Judge anew every recipient that refuses, of the channels that there are."""

    async def queue(self, notices: tuple[Delivery, ...]) -> None:
        """Queue deliveries that belong to no update; one that is there already stays as it is."""

    async def beat(self, now: datetime) -> None:
        """Write a sign of life, and nothing else. Raises StorageError where nothing can be written."""

    async def pulse(self, now: datetime) -> Pulse:
        """What there is to tell of the program's work."""

    def take_fault(self) -> str | None:
        """The last fault of the database itself since this was asked before, in one sentence; None for none."""


class Subscriptions(Protocol):
    """The same database, as what hubs are asked and tell."""

    async def claim_subscriptions(
        self, now: datetime, limit: int, ask: Callable[[Subscription], Subscription]
    ) -> tuple[Subscription, ...]:
        """Those whose hub is to be asked, as `ask` makes them, which is kept before this returns."""

    async def subscription_at(self, callback: str) -> Subscription | None:
        """The one whose hub tells at this address, of a source that is still checked."""

    async def change_subscription(
        self, callback: str, change: Callable[[Subscription], Subscription | None]
    ) -> Subscription | None:
        """Read one by its address → change → keep; returns it as kept, None where there is none or no change."""

    async def hear(self, callback: str, now: datetime) -> None:
        """A hub told of news: its source is due now, or as soon as that is not too often."""

    async def forget_callbacks(self, callback: str | None, now: datetime) -> None:
        """Have all hubs asked anew that tell elsewhere than under this address; None: nobody listens."""


class HubClient(Protocol):
    async def ask(self, subscription: Subscription) -> str | None:
        """Ask a hub to tell of a topic; returns why it will not, None where it may. It confirms at the callback."""


class Pinger(Protocol):
    async def ping(self) -> str | None:
        """Tell whoever watches over this program that it is well; returns why that failed, None where it did not."""


class Sender(Protocol):
    async def send(self, delivery: Delivery, channel: Channel, now: datetime) -> SendResult:
        """Hand one message to one recipient. Expected failures are values."""
