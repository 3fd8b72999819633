"""Runs calls in children that can be stopped: one at a time, and one more beside a call that takes long."""

import asyncio
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
# Between two rounds of checks the child's 60 MB and more are given back.
IDLE_SECONDS = 300.0

# Beyond this a call lets the others pass, by a second child, which takes 50 MB. What is not hostile takes as long on a
# busy machine when the rules of a language are first needed (1.3 s), and longer while a child imports.
PATIENCE = 2.0
FIRST_PATIENCE = 10.0
# The second child is rarely needed, and two at once take more than an idle daemon may.
SECOND_IDLE_SECONDS = 2.0


class ChildIsolation:
    """The port over one child, and a second one while a call in the first takes long.

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
    ) -> None:
        limits = CallLimits(seconds=seconds, first_seconds=first_seconds, memory=memory)
        self._places = (Place(limits, idle_seconds), Place(limits, min(idle_seconds, SECOND_IDLE_SECONDS)))
        self._patience = patience
        self._turn = asyncio.Semaphore()
        self._let_pass = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def run(self, function: Callable[[A], R], argument: A) -> R | ReadFailed:
        """Run a module-level function as the port says. Cancelling this ends its child."""
        await self._turn.acquire()
        # One call has the turn and one at most has let it pass, so a place is free.
        place = next(place for place in self._places if not place.busy)
        passing = asyncio.create_task(self._pass_on(self._patience if place.knows(function) else FIRST_PATIENCE))
        try:
            return await place.run(function, argument)
        finally:
            if passing.done():
                self._let_pass = False
            else:
                passing.cancel()
                self._turn.release()

    async def close(self) -> None:
        """End the children, after the calls that wait already."""
        async with self._turn:
            for place in self._places:
                await place.close()

    async def _pass_on(self, patience: float) -> None:
        """Give the turn of a call that takes long to the next one, unless another call has done so."""
        await asyncio.sleep(patience)
        while self._let_pass:  # noqa: ASYNC110 - whoever ends first may be either call
            await asyncio.sleep(self._patience)
        self._let_pass = True
        self._turn.release()
