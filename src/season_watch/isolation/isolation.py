"""Runs calls in children that can be stopped: one at a time, and one more beside a call that takes long."""

import asyncio
import os
import sys
from collections.abc import Callable
from types import TracebackType
from typing import Self, TypeVar

from season_watch.isolation.place import CallLimits, Place
from season_watch.pipeline.ports import ReadFailed

A = TypeVar("A")
R = TypeVar("R")

# A large feed takes 0.2 s: what takes this long is hostile, and others wait behind it.
SECONDS = 5.0
# A function's first call in a child imports what it needs, for 1 s, and for much longer on a machine that is busy.
FIRST_SECONDS = 20.0
# lxml needs about ten times the 10 MB that a body may have.
MEMORY_BYTES = 512 * 1024 * 1024
# Between two rounds of checks the child's 40 MB and more are given back.
IDLE_SECONDS = 300.0

# Beyond this a call lets the others pass, by a second child, which takes 40 MB, and a tenth of a second of processor
# time to start. What is not hostile takes half as long where the rules of a language are first needed, or a child
# still has to import.
PATIENCE = 0.5
FIRST_PATIENCE = 1.0
# After so many calls in a row that others waited behind, a second child helps: a first poll keeps it busy. It takes as
# long to start as this many feeds take to read, and a few that changed at once are read before it could. On one core it
# would only take turns with the first.
CROWD = 100 if len(os.sched_getaffinity(0)) > 1 else sys.maxsize
# The second child is rarely needed, and two at once take more than an idle daemon may.
SECOND_IDLE_SECONDS = 2.0
_PLACES = 2


class ChildIsolation:
    """The port over one child, and a second one beside it while a call takes long or very many wait.

    The limits are those of `CallLimits`. Calls wait for their turn, first come first served; the wait doesn't count.
    """

    def __init__(
        self,
        *,
        seconds: float = SECONDS,
        first_seconds: float = FIRST_SECONDS,
        memory: int = MEMORY_BYTES,
        idle_seconds: float = IDLE_SECONDS,
        patience: float = PATIENCE,
        crowd: int = CROWD,
    ) -> None:
        limits = CallLimits(seconds=seconds, first_seconds=first_seconds, memory=memory)
        self._second = Place(limits, min(idle_seconds, SECOND_IDLE_SECONDS))
        self._patience = patience
        self._crowd = crowd
        self._free: asyncio.Queue[Place] = asyncio.Queue()
        self._free.put_nowait(Place(limits, idle_seconds))
        self._second_rests = True
        self._takes_long = False
        self._waiting = 0
        self._crowded = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def run(self, function: Callable[[A], R], argument: A) -> R | ReadFailed:
        """Run a module-level function as the port says. Cancelling this ends its child."""
        place = await self._turn()
        patience = self._patience if place.knows(function) else FIRST_PATIENCE
        passing = asyncio.get_running_loop().call_later(patience, self._let_pass)
        try:
            return await place.run(function, argument)
        finally:
            passing.cancel()
            self._give_back(place)

    async def close(self) -> None:
        """End the children, after the calls that wait already."""
        self._call_second()
        for place in [await self._free.get() for _ in range(_PLACES)]:
            await place.close()

    async def _turn(self) -> Place:
        if self._takes_long:
            self._call_second()
        self._waiting += 1
        try:
            place = await self._free.get()
        finally:
            self._waiting -= 1
        self._crowded = self._crowded + 1 if self._waiting else 0
        if self._crowded >= self._crowd:
            self._call_second()
        return place

    def _let_pass(self) -> None:
        """A call takes long: from now on others pass it."""
        self._takes_long = True
        self._call_second()

    def _call_second(self) -> None:
        if self._second_rests:
            self._second_rests = False
            self._free.put_nowait(self._second)

    def _give_back(self, place: Place) -> None:
        """Let the next call have a place; the second one rests once nobody waits."""
        if place is not self._second:
            self._takes_long = False
        elif not self._waiting:
            self._second_rests, self._crowded = True, 0
            return
        self._free.put_nowait(place)
