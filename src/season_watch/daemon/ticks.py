"""The ticks: claim what is due in the database, and hand it to workers. Due-ness is a column, never a timer of ours."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from season_watch.bootstrap import Runtime
from season_watch.daemon import jobs
from season_watch.daemon.checking import Checking
from season_watch.daemon.lean_structlog import structlog
from season_watch.daemon.workers import Workers
from season_watch.model.delivery import Delivery
from season_watch.model.item import Item
from season_watch.pipeline.plan import Plan

log = structlog.get_logger(__name__)

ARTICLES_AT_ONCE = 5
DELIVERIES_AT_ONCE = 50

READ_LEASE = timedelta(minutes=5)
"""Longer than reading a page takes."""


class Ticks:
    """Three ticks over one runtime: check sources, read articles, deliver."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._checks = Checking(runtime)
        self._articles = Workers(ARTICLES_AT_ONCE)
        self._deliveries = Workers(DELIVERIES_AT_ONCE)
        self._claiming = asyncio.Lock()
        self._draining = False

    async def check(self) -> None:
        """Start to check the sources that are due; the checks go on until none is."""
        await self._checks.start()

    async def read(self) -> None:
        """Start to read every item whose text is awaited and due."""
        await self._claim(self._start_reading)

    async def deliver(self) -> None:
        """Let leave what was held until now, and start the oldest delivery that is due to each recipient."""
        await self._claim(self._runtime.deliveries.release)
        await self._claim(self._start_deliveries)

    async def drain(self, seconds: float) -> int:
        """Let what is under way finish for a while; returns how many jobs were cut short.

        What a tick is just claiming is started first: claimed and dropped, it would have to wait for its next turn.
        """
        async with self._claiming:
            self._draining = True
        workers = (self._checks, self._articles, self._deliveries)
        return sum(await asyncio.gather(*(one.drain(seconds) for one in workers)))

    async def _claim(self, start: Callable[[], Awaitable[None]]) -> None:
        async with self._claiming:
            if not self._draining:
                await start()

    async def _start_reading(self) -> None:
        now, free = self._runtime.clock(), self._articles.free
        for item in await self._runtime.store.claim_awaiting(now, free, READ_LEASE):
            self._articles.start(item.id, self._read(item))

    async def _start_deliveries(self) -> None:
        now, free = self._runtime.clock(), self._deliveries.free
        for delivery in await self._runtime.store.lease_deliveries(now, free, jobs.DELIVERY_LEASE):
            self._deliveries.start(delivery.id, self._deliver(delivery))

    async def _read(self, item: Item) -> None:
        plan = await jobs.read(self._runtime, item)
        log_read(item, plan)

    async def _deliver(self, delivery: Delivery) -> None:
        """Deliver, then start at once what the same recipient waits for: a burst must not take a second a message."""
        after = await jobs.deliver(self._runtime, delivery)
        log.info(
            "delivered" if after.reason is None else "not delivered",
            delivery=after.id,
            channel=after.channel,
            state=after.state.value,
            attempts=after.attempts,
            reason=after.reason,
        )
        await self._claim(self._start_deliveries)


def log_read(item: Item, plan: Plan) -> None:
    """One line an article. Where the item changed while its page was read, nothing was kept."""
    text = plan.items[0].item.text_state.value if plan.items else "changed meanwhile"
    log.info("read", item=item.id, url=item.url, text=text, updates=len(plan.updates))
