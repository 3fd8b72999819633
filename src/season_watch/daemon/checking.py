"""Checks of all that is due, by a few workers that go on until nothing is."""

import asyncio
from collections import deque
from contextlib import suppress

from season_watch.bootstrap import Runtime
from season_watch.daemon import jobs
from season_watch.daemon.outcomes import Outcomes, log_check
from season_watch.daemon.workers import Workers
from season_watch.model.errors import DatabaseFault
from season_watch.model.source import SourceForCheck, SourceName

AT_ONCE = 20
"""Measured: aiohttp has no more answered a second at 100 at once."""

CLAIMED_AT_ONCE = 100
"""One statement claims so many. What is claimed and not begun when the process is killed waits for its next turn, so
this is no more than the workers have done within a tenth of a second."""

FEW = 20
"""So few waiting, and more are claimed: by then the workers are not through with them."""

SECONDS_TO_WRITE = 1.0
"""At the end, for outcomes that are gathered and not written: it takes milliseconds."""


class Checking:
    """Takes what is due in batches, and lets the workers have it one by one. A source is never checked twice at once.

    What they find and wants nothing of what is kept is handed to `Outcomes`, so that a worker goes on at once.
    """

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._workers = Workers(AT_ONCE)
        self._outcomes = Outcomes(runtime)
        self._waiting: deque[SourceForCheck] = deque()
        self._under_way: set[SourceName] = set()
        self._claiming = asyncio.Lock()
        self._more = False
        self._draining = False
        self._started = 0

    async def start(self) -> None:
        """Claim what is due, if a worker is free to check it."""
        if not self._workers.free:
            return
        await self._refill()
        for _ in range(min(self._workers.free, len(self._waiting))):
            self._started += 1
            self._workers.start(f"checks {self._started}", self._work())

    async def drain(self, seconds: float) -> int:
        """Let what is under way finish for a while; returns how many checks were cut short.

        What was claimed and is not begun becomes due again: dropped, it would have to wait for its next turn.
        """
        async with self._claiming:
            self._draining = True
        names = [claimed.source.name for claimed in self._waiting]
        self._waiting.clear()
        if names:
            with suppress(DatabaseFault):  # then they do have to
                await self._runtime.store.mark_due(names, self._runtime.clock())
        cut_short = await self._workers.drain(seconds)
        return cut_short + await self._outcomes.drain(SECONDS_TO_WRITE)

    async def _work(self) -> None:
        while (claimed := await self._next()) is not None:
            self._under_way.add(claimed.source.name)
            try:
                await self._check(claimed)
            finally:
                self._under_way.discard(claimed.source.name)

    async def _next(self) -> SourceForCheck | None:
        """What to check next. While one worker claims, the others take what is left."""
        if self._more and len(self._waiting) < FEW and not (self._waiting and self._claiming.locked()):
            await self._refill()
        return self._waiting.popleft() if self._waiting else None

    async def _refill(self) -> None:
        async with self._claiming:
            if self._draining or len(self._waiting) >= FEW:
                return
            now, store = self._runtime.clock(), self._runtime.store
            claimed = await store.claim_due(now, CLAIMED_AT_ONCE, under_way=self._taken())
            self._waiting.extend(claimed)
            self._more = len(claimed) == CLAIMED_AT_ONCE

    def _taken(self) -> frozenset[SourceName]:
        """A machine that slept finds due once more what it claimed before and is not through with."""
        return self._outcomes.unkept.union(self._under_way, (one.source.name for one in self._waiting))

    async def _check(self, claimed: SourceForCheck) -> None:
        finding = await jobs.look(self._runtime, claimed)
        if finding.stands_alone:
            self._outcomes.add(claimed, finding)
        else:
            log_check(await jobs.keep(self._runtime, claimed, finding))
