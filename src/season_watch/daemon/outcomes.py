"""Findings that stand alone, kept many at a time: one transaction and one line of the log serve hundreds of checks."""

import asyncio
from collections.abc import Callable, Mapping

from season_watch.daemon.lean_structlog import structlog
from season_watch.daemon.workers import Workers
from season_watch.model.source import Postponement, SourceName
from season_watch.pipeline.plan import Known, Plan
from season_watch.pipeline.ports import Store

log = structlog.get_logger(__name__)

MOST = 200
"""Beyond this many a transaction's own cost is lost among its rows."""

LINGER = 0.25
"""Seconds that an outcome waits for others. A crash within them loses that a source was asked, and nothing else: what
it listed is then read again."""

Decide = Callable[[Known], Plan]
"""What a finding comes to, told what is known."""


class Outcomes:
    """Gathers decisions, and keeps what they plan together once there are many or the first has waited long enough."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._decisions: dict[SourceName, Decide] = {}
        self._being_kept: set[SourceName] = set()
        self._due: asyncio.TimerHandle | None = None
        self._writes = Workers(limit=MOST)
        self._written = 0

    @property
    def unkept(self) -> frozenset[SourceName]:
        """The sources whose outcomes are not kept yet."""
        return frozenset(self._being_kept).union(self._decisions)

    def add(self, source: SourceName, decide: Decide) -> None:
        """Keep soon what a finding of a source comes to."""
        self._decisions[source] = decide
        if len(self._decisions) == MOST:
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
        if self._decisions:
            decisions, self._decisions = self._decisions, {}
            self._being_kept |= decisions.keys()
            self._written += 1
            self._writes.start(f"outcomes {self._written}", self._keep(decisions))

    async def _keep(self, decisions: Mapping[SourceName, Decide]) -> None:
        try:
            log_checks(await self._store.keep(tuple(decisions.values())))
        finally:
            self._being_kept -= decisions.keys()


def log_checks(plans: tuple[Plan, ...]) -> None:
    """One line for all that found nothing worth one of its own."""
    quiet = 0
    for plan in plans:
        if plan.postponement is not None:
            log_postponement(plan.postponement)
        elif plan.outcome is None or plan.outcome.error or plan.outcome.note or plan.deliveries:
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


def log_postponement(postponement: Postponement) -> None:
    """One line for a check that was not made."""
    log.info(
        "put off",
        source=postponement.source,
        next=postponement.next_check_at.isoformat(timespec="seconds"),
        because=postponement.next_check_reason,
    )
