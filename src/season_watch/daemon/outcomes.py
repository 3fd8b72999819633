"""Plans that stand alone, kept many at a time: one transaction and one line of the log serve hundreds of checks."""

import asyncio

import structlog

from season_watch.daemon.workers import Workers
from season_watch.pipeline.plan import Plan
from season_watch.pipeline.ports import Store

log = structlog.get_logger(__name__)

MOST = 200
"""Beyond this many a transaction's own cost is lost among its rows."""

LINGER = 0.25
"""Seconds that an outcome waits for others. A crash within them loses that a source was asked, and nothing else: what
it listed is then read again."""


class Outcomes:
    """Gathers plans, and keeps them together once there are many or the first has waited long enough."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._plans: list[Plan] = []
        self._due: asyncio.TimerHandle | None = None
        self._writes = Workers(limit=MOST)
        self._written = 0

    def add(self, plan: Plan) -> None:
        """Keep a plan soon."""
        self._plans.append(plan)
        if len(self._plans) == MOST:
            self._write()
        elif self._due is None:
            self._due = asyncio.get_running_loop().call_later(LINGER, self._write)

    async def drain(self, seconds: float) -> int:
        """Keep what was gathered; returns how many batches were cut short."""
        self._write()
        return await self._writes.drain(seconds)

    def _write(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None
        if self._plans:
            plans, self._plans = tuple(self._plans), []
            self._written += 1
            self._writes.start(f"outcomes {self._written}", self._keep(plans))

    async def _keep(self, plans: tuple[Plan, ...]) -> None:
        await self._store.keep(plans)
        log_checks(plans)


def log_checks(plans: tuple[Plan, ...]) -> None:
    """One line for all that found nothing worth one of its own."""
    quiet = 0
    for plan in plans:
        if plan.outcome is None or plan.outcome.error or plan.outcome.note:
            log_check(plan)
        else:
            quiet += 1
    if quiet:
        log.info("checked", sources=quiet, items=0, updates=0)


def log_check(plan: Plan) -> None:
    """One line for one check, with its outcome."""
    outcome = plan.outcome
    if outcome is None:
        return
    log.info(
        "checked",
        source=outcome.source,
        health=outcome.health.value,
        items=len(plan.items),
        updates=len(plan.updates),
        next=outcome.next_check_at.isoformat(timespec="seconds"),
        because=outcome.next_check_reason,
        error=outcome.error,
        note=outcome.note,
    )
