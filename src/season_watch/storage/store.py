"""The database as the use cases see it: every call is a job of the one writer."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from season_watch.model.correction import Correction
from season_watch.model.delivery import Channel, Delivery, DeliveryId, Silence, SilenceId
from season_watch.model.item import Item
from season_watch.model.reach import Reach
from season_watch.model.site import HostRest, RobotsFile
from season_watch.model.source import Source, SourceForCheck, SourceName
from season_watch.model.subscription import Subscription
from season_watch.model.watch import Watch, WatchName
from season_watch.pipeline.messages import under_silence
from season_watch.pipeline.plan import Known, Plan, Seen, Wanted
from season_watch.pipeline.ports import Judge
from season_watch.policy.timing import Waiting
from season_watch.policy.upkeep import Pulse
from season_watch.storage import (
    checks,
    correcting,
    holding,
    known,
    occasions,
    outbox,
    rebuilding,
    registry,
    sites,
    stranded,
    subscribing,
    upkeep,
)
from season_watch.storage.applying import apply
from season_watch.storage.correcting import Corrected
from season_watch.storage.engine import open_engine
from season_watch.storage.postponements import keep_postponements
from season_watch.storage.registry import Declared
from season_watch.storage.schema import check
from season_watch.storage.views import Rebuilt
from season_watch.storage.writer import Writer

R = TypeVar("R")


class SqliteStore:
    """Implements `pipeline.ports.Store` on a database that `schema.migrate` made; raises StorageError for any other.

    `checkpoints` is for the one process that holds the lock; one that writes beside a daemon says False.
    """

    def __init__(self, path: Path, *, checkpoints: bool = True) -> None:
        check(path)
        self._writer = Writer(open_engine(path, checkpoints=checkpoints), path)

    async def close(self) -> None:
        """Finish what was asked for, then let go of the file."""
        await asyncio.to_thread(self._writer.close)

    async def claim_due(
        self, now: datetime, limit: int, *, under_way: Collection[SourceName] = ()
    ) -> tuple[SourceForCheck, ...]:
        return await self._run(partial(checks.claim_due, now=now, limit=limit, under_way=under_way))

    async def claim_source(self, name: SourceName, now: datetime) -> SourceForCheck | None:
        return await self._run(partial(checks.claim_source, name=name, now=now))

    async def seen(self, source: SourceName) -> Seen:
        return await self._run(partial(checks.seen, source=source))

    async def watches(self) -> tuple[Watch, ...]:
        return await self._run(known.watches)

    async def dated(self, first: date, last: date) -> frozenset[WatchName]:
        return await self._run(partial(occasions.dated, first=first, last=last))

    async def channels(self) -> tuple[Channel, ...]:
        return await self._run(known.channels)

    async def write(self, wanted: Wanted, decide: Callable[[Known], Plan]) -> Plan:
        return await self._run(partial(_decide_and_apply, wanted=wanted, decide=decide))

    async def keep(self, decisions: tuple[Callable[[Known], Plan], ...]) -> tuple[Plan, ...]:
        return await self._run(partial(_decide_and_keep, decisions=decisions))

    async def claim_awaiting(self, now: datetime, limit: int, lease: timedelta) -> tuple[Item, ...]:
        return await self._run(partial(outbox.claim_awaiting, now=now, limit=limit, lease=lease))

    async def release(self, now: datetime, decide: Callable[[Waiting], tuple[Delivery, ...]]) -> None:
        await self._run(partial(holding.release, now=now, decide=decide))

    async def lease_deliveries(self, now: datetime, limit: int, lease: timedelta) -> tuple[Delivery, ...]:
        return await self._run(partial(outbox.lease_deliveries, now=now, limit=limit, lease=lease))

    async def reach(self, delivery: Delivery) -> Reach:
        return await self._run(partial(outbox.reach_of, delivery=delivery))

    async def record_attempt(self, delivery: Delivery, judge: Judge | None = None) -> None:
        await self._run(partial(outbox.record_attempt, delivery=delivery, judge=judge))

    async def review(self, judge: Judge) -> None:
        await self._run(partial(upkeep.review, judge=judge))

    async def queue(self, notices: tuple[Delivery, ...]) -> None:
        await self._run(partial(outbox.add_deliveries, deliveries=notices))

    async def beat(self, now: datetime) -> None:
        await self._run(partial(upkeep.beat, now=now))

    async def pulse(self, now: datetime) -> Pulse:
        return await self._run(partial(upkeep.pulse, now=now))

    async def claim_subscriptions(
        self, now: datetime, limit: int, ask: Callable[[Subscription], Subscription]
    ) -> tuple[Subscription, ...]:
        return await self._run(partial(subscribing.claim, now=now, limit=limit, ask=ask))

    async def subscription_at(self, callback: str) -> Subscription | None:
        return await self._run(partial(subscribing.at, callback=callback))

    async def change_subscription(
        self, callback: str, change: Callable[[Subscription], Subscription | None]
    ) -> Subscription | None:
        return await self._run(partial(subscribing.change_at, callback=callback, change=change))

    async def hear(self, callback: str, now: datetime) -> None:
        await self._run(partial(subscribing.hear, callback=callback, now=now))

    async def forget_callbacks(self, callback: str | None, now: datetime) -> None:
        await self._run(partial(subscribing.forget_callbacks, callback=callback, now=now))

    async def rests(self, now: datetime) -> tuple[HostRest, ...]:
        return await self._run(partial(sites.rests, now=now))

    async def keep_rest(self, rest: HostRest, now: datetime) -> None:
        await self._run(partial(sites.keep_rest, rest=rest, now=now))

    async def robots(self, place: str) -> RobotsFile | None:
        return await self._run(partial(sites.robots, place=place))

    async def keep_robots(self, file: RobotsFile) -> None:
        await self._run(partial(sites.keep_robots, file=file))

    def take_fault(self) -> str | None:
        return self._writer.take_fault()

    async def release_leases(self, now: datetime) -> None:
        await self._run(partial(outbox.release_leases, now=now))

    async def free_stranded(self, now: datetime) -> None:
        await self._run(partial(stranded.free_stranded, now=now))

    async def retry_dead(self, ids: Sequence[DeliveryId] | None, now: datetime) -> tuple[DeliveryId, ...]:
        return await self._run(partial(holding.retry, ids=ids, now=now))

    async def add_silence(self, silence: Silence) -> tuple[SilenceId, int]:
        return await self._run(partial(holding.add_silence, silence=silence, under=under_silence))

    async def end_silence(self, silence: SilenceId, now: datetime) -> None:
        await self._run(partial(holding.end_silence, silence=silence, now=now))

    async def reconcile(self, declared: Declared, now: datetime) -> None:
        await self._run(partial(registry.reconcile, declared=declared, now=now))

    async def add_source(self, source: Source, now: datetime) -> None:
        await self.add_sources((source,), now)

    async def add_sources(self, sources: Sequence[Source], now: datetime) -> None:
        await self._run(partial(registry.add_sources, sources=sources, now=now))

    async def remove_source(self, name: SourceName) -> None:
        await self._run(partial(registry.remove_source, name=name))

    async def pause_source(self, name: SourceName) -> None:
        await self._run(partial(registry.pause_source, name=name))

    async def resume_source(self, name: SourceName, now: datetime) -> None:
        await self._run(partial(registry.resume_source, name=name, now=now))

    async def mark_due(self, names: Sequence[SourceName] | None, now: datetime) -> tuple[SourceName, ...]:
        return await self._run(partial(registry.mark_due, names=names, now=now))

    async def rebuild(self, names: Sequence[str], *, keep: bool) -> tuple[Rebuilt, ...]:
        """See `rebuilding.rebuild`: a transaction a watch, so that a daemon's writes come in between."""
        chosen = rebuilding.chosen(await self._run(rebuilding.watch_names), names)
        return tuple([await self._run(partial(rebuilding.rebuild, watch=watch, keep=keep)) for watch in chosen])

    async def correct(self, correction: Correction) -> Corrected:
        return await self._run(partial(correcting.correct, correction=correction))

    async def take_back(self, number: int) -> Corrected:
        return await self._run(partial(correcting.take_back, number=number))

    async def _run(self, job: Callable[[Connection], R]) -> R:
        return await asyncio.wrap_future(self._writer.submit(job))


def _decide_and_apply(connection: Connection, wanted: Wanted, decide: Callable[[Known], Plan]) -> Plan:
    plan = decide(known.look_up(connection, wanted))
    apply(connection, plan)
    return plan


def _decide_and_keep(connection: Connection, decisions: Sequence[Callable[[Known], Plan]]) -> tuple[Plan, ...]:
    told = known.look_up(connection, Wanted())
    plans = tuple(decide(told) for decide in decisions)
    checks.keep_outcomes(connection, plans)
    keep_postponements(connection, plans)
    outbox.add_deliveries(connection, [delivery for plan in plans for delivery in plan.deliveries])
    return plans
