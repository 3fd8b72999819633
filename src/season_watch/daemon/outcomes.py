"""Findings that stand alone, kept many at a time: one transaction and one line of the log serve hundreds of checks."""

import asyncio
from collections.abc import Iterable

from season_watch.bootstrap import Runtime
from season_watch.daemon import jobs
from season_watch.daemon.lean_structlog import structlog
from season_watch.daemon.workers import Workers
from season_watch.model.errors import DatabaseFault
from season_watch.model.source import Postponement, SourceForCheck, SourceName
from season_watch.pipeline.checks import Finding
from season_watch.pipeline.plan import Plan

log = structlog.get_logger(__name__)

MOST = 200
"""Beyond this many a transaction's own cost is lost among its rows."""

LINGER = 0.25
"""Seconds that an outcome waits for others. A crash within them loses that a source was asked, and nothing else: what
it listed is then read again."""

Found = dict[SourceName, tuple[SourceForCheck, Finding]]
"""What checks found, of sources as they were claimed."""


class Outcomes:
    """Gathers findings, and keeps what they plan together once there are many or the first has waited long enough."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._found: Found = {}
        self._being_kept: set[SourceName] = set()
        self._due: asyncio.TimerHandle | None = None
        self._writes = Workers(limit=MOST)
        self._written = 0

    @property
    def unkept(self) -> frozenset[SourceName]:
        """The sources whose outcomes are not kept yet."""
        return frozenset(self._being_kept).union(self._found)

    def add(self, claimed: SourceForCheck, finding: Finding) -> None:
        """Keep soon what a finding of a source comes to."""
        self._found[claimed.source.name] = (claimed, finding)
        if len(self._found) == MOST:
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
        if self._found:
            found, self._found = self._found, {}
            self._being_kept |= found.keys()
            self._written += 1
            self._writes.start(f"outcomes {self._written}", self._keep(found))

    async def _keep(self, found: Found) -> None:
        """Keep a batch; where one of it has a bug, each for itself, so that the others lose nothing by it."""
        try:
            log_checks(await self._runtime.store.keep(tuple(finding.decide for _, finding in found.values())))
        except DatabaseFault:
            raise
        except Exception:
            log.exception("checks kept one by one", sources=len(found))
            log_checks([await jobs.keep(self._runtime, claimed, finding) for claimed, finding in found.values()])
        finally:
            self._being_kept -= found.keys()


def log_checks(plans: Iterable[Plan]) -> None:
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
