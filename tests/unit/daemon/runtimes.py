"""A runtime over fakes, some of which have bugs."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import cast

from season_watch.bootstrap import Runtime
from season_watch.model.delivery import Channel, Delivery, SendResult, Sent
from season_watch.pipeline.articles import Articles
from season_watch.pipeline.checks import Checks
from season_watch.pipeline.deliver import Deliveries
from season_watch.pipeline.occasions import Occasions
from season_watch.pipeline.ports import Clock, FetchRequest, FetchResult, Sender
from tests.fakes.fetcher import FakeFetcher
from tests.fakes.isolation import DirectIsolation
from tests.fakes.store import FakeStore
from tests.unit.pipeline.world import World


class BuggyFetcher(FakeFetcher):
    """Raises what no fetcher may, at the addresses that end in `suffix`."""

    def __init__(self, suffix: str) -> None:
        super().__init__()
        self._suffix = suffix

    async def fetch(self, request: FetchRequest) -> FetchResult:
        if request.url.endswith(self._suffix):
            raise OverflowError("token=secret")
        return await super().fetch(request)


@dataclass(slots=True, kw_only=True)
class BuggySender:
    """Takes everything but messages to `victim`, at which it breaks down."""

    victim: str
    taken: list[Delivery] = field(default_factory=list)

    async def send(self, delivery: Delivery, channel: Channel, now: object) -> SendResult:
        if delivery.recipient == self.victim:
            raise KeyError("token=secret")
        self.taken.append(delivery)
        return Sent()


@dataclass(slots=True, kw_only=True)
class CountingPinger:
    """Counts how often it was told that all is well; every moment is the time for that."""

    every: timedelta = timedelta()
    heard: int = 0
    failure: str | None = None

    async def ping(self) -> str | None:
        self.heard += 1
        return self.failure


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeRuntime:
    """What the daemon uses of a `Runtime`."""

    store: FakeStore
    clock: Clock
    checks: Checks
    articles: Articles
    deliveries: Deliveries
    occasions: Occasions
    channels: tuple[Channel, ...] = ()
    pinger: CountingPinger | None = None


def runtime_of(
    world: World,
    sender: Sender,
    *,
    ticks_by: Clock | None = None,
    channels: tuple[Channel, ...] = (),
    pinger: CountingPinger | None = None,
) -> Runtime:
    """The use cases over a world's fakes. `ticks_by` is the daemon's own clock, where it is not the world's."""
    store, fetcher, isolation, clock = world.store, world.fetcher, DirectIsolation(), world.clock
    runtime = FakeRuntime(
        store=store,
        clock=ticks_by or clock,
        checks=Checks(store=store, fetcher=fetcher, isolation=isolation, clock=clock, jitter=lambda: 0.0),
        articles=Articles(store=store, fetcher=fetcher, isolation=isolation, clock=clock),
        deliveries=Deliveries(store=store, sender=sender, clock=clock, jitter=lambda: 0.0),
        occasions=Occasions(store=store, clock=clock, local=lambda moment: moment),
        channels=channels,
        pinger=pinger,
    )
    return cast(Runtime, runtime)
