"""One pass over the sources, without a daemon: check, read what is thin, deliver what is due."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from season_watch.bootstrap import Runtime
from season_watch.daemon import jobs
from season_watch.daemon.checking import AT_ONCE as CHECKS_AT_ONCE
from season_watch.daemon.occasions import look_at_the_day
from season_watch.daemon.ticks import ARTICLES_AT_ONCE, DELIVERIES_AT_ONCE, READ_LEASE
from season_watch.model.delivery import Delivery
from season_watch.model.source import SourceName
from season_watch.pipeline.plan import Plan

PATIENCE = timedelta(seconds=20)
"""How long a pass waits for a database before it sends: somebody sits before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """What one pass did."""

    checks: tuple[Plan, ...]
    articles: tuple[Plan, ...]
    deliveries: tuple[Delivery, ...]

    @property
    def updates(self) -> int:
        """How many updates it brought."""
        return sum(len(plan.updates) for plan in (*self.checks, *self.articles))

    @property
    def failed(self) -> tuple[Plan, ...]:
        """The checks that ended with an error."""
        return tuple(plan for plan in self.checks if plan.outcome is not None and plan.outcome.error)


async def one_pass(
    runtime: Runtime,
    sources: Sequence[SourceName],
    *,
    checked: Callable[[Plan], None] = lambda _: None,
    patience: timedelta = PATIENCE,
) -> Pass:
    """Check the named sources now, then read and deliver what is due. `checked` is told of each check as it ends.

    Raises DatabaseFault where the database can't be written, by a delivery under way for as long as its `patience`.
    """
    checks = await _check(runtime, sources, checked)
    articles = [plan async for plan in _read(runtime)]
    await look_at_the_day(runtime.occasions)
    deliveries = [delivery async for delivery in _deliver(runtime, patience)]
    return Pass(checks=checks, articles=tuple(articles), deliveries=tuple(deliveries))


async def _check(runtime: Runtime, sources: Sequence[SourceName], checked: Callable[[Plan], None]) -> tuple[Plan, ...]:
    turns = asyncio.Semaphore(CHECKS_AT_ONCE)

    async def check(name: SourceName) -> Plan | None:
        async with turns:
            claimed = await runtime.store.claim_source(name, runtime.clock())
            if claimed is None:
                return None
            plan = await jobs.check(runtime, claimed)
            checked(plan)
            return plan

    plans = await asyncio.gather(*map(check, sources))
    return tuple(plan for plan in plans if plan is not None)


async def _read(runtime: Runtime) -> AsyncIterator[Plan]:
    while items := await runtime.store.claim_awaiting(runtime.clock(), ARTICLES_AT_ONCE, READ_LEASE):
        for plan in await asyncio.gather(*(jobs.read(runtime, item) for item in items)):
            yield plan


async def _deliver(runtime: Runtime, patience: timedelta) -> AsyncIterator[Delivery]:
    """Each delivery is attempted once: what failed waits for its next attempt, which is later than the first one's."""
    await runtime.deliveries.release()
    began = runtime.clock()
    while leased := await runtime.store.lease_deliveries(began, DELIVERIES_AT_ONCE, jobs.DELIVERY_LEASE):
        for delivery in await asyncio.gather(*(jobs.deliver(runtime, one, patience=patience) for one in leased)):
            yield delivery
