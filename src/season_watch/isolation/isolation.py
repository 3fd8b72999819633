"""Runs calls in children that can be stopped: one at a time, while another stands by for when a call takes long."""

import asyncio
import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Self, TypeVar

from season_watch.isolation.place import CallLimits, Place, Rehearsal
from season_watch.pipeline.ports import ReadFailed

A = TypeVar("A")
R = TypeVar("R")

# A large feed takes 0.2 s: what takes this long is hostile.
SECONDS = 5.0
# A function's first call in a child imports what it needs, for 1 s, and for much longer on a machine that is busy.
FIRST_SECONDS = 20.0
# lxml needs about ten times the 10 MB that a body may have.
MEMORY_BYTES = 512 * 1024 * 1024
# Between two rounds of checks the child's 40 MB and more are given back.
IDLE_SECONDS = 300.0

# Beyond this a call is left alone with its child, and the others go to the spare one. A usual feed takes 5 ms; what
# takes longer and is not hostile loses nothing by it.
PATIENCE = 0.1
# What loads a language's rules or a library takes 0.3 s, and two may do so at once. Until a call has taken longer than
# this, the child that the others went to is left without a spare one of its own, and is given as long.
SECOND_PATIENCE = 0.5
# After so many calls in a row that others waited behind, the spare child reads as well: a first poll keeps it busy. On
# one core it would only take turns with the first.
CROWD = 100 if len(os.sched_getaffinity(0)) > 1 else sys.maxsize
# A spare child is made in 5 ms, and takes 30 MB that an idle daemon has not.
SPARE_SECONDS = 2.0
# Three calls that take long may each take a child at a time, and their memory.
_PLACES = 4
_READERS = 2


class ChildIsolation:
    """The port over a child that reads, a spare one while anything is read, and one for each call that takes long.

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
        rehearsal: Rehearsal | None = None,
    ) -> None:
        limits = CallLimits(seconds=seconds, first_seconds=first_seconds, memory=memory)
        # The kernel ties a child's life to the thread that started it, and a sibling's to the same one.
        self._threads = ThreadPoolExecutor(max_workers=_PLACES, thread_name_prefix="isolation")
        self._resting = [Place(limits, rehearsal, self._threads) for _ in range(_PLACES)]
        self._serving: list[Place] = []
        self._slow: dict[Place, float] = {}
        self._free: asyncio.Queue[Place] = asyncio.Queue()
        self._idle_seconds = idle_seconds
        self._spare_seconds = min(idle_seconds, SPARE_SECONDS)
        self._patience = patience
        self._crowd = crowd
        self._waiting = 0
        self._crowded = 0
        self._under_way: set[asyncio.Future[None]] = set()
        self._serving.append(self._resting.pop())
        self._free.put_nowait(self._serving[0])

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def run(self, function: Callable[[A], R], argument: A) -> R | ReadFailed:
        """Run a module-level function as the port says. Cancelling this ends its child."""
        over = asyncio.get_running_loop().create_future()
        self._under_way.add(over)
        try:
            return await self._run(function, argument)
        finally:
            self._under_way.remove(over)
            over.set_result(None)

    async def close(self) -> None:
        """End the children, after the calls that wait already."""
        while self._under_way:
            await asyncio.wait(self._under_way)
        for place in (*self._serving, *self._resting):
            await place.end()
        self._threads.shutdown()

    async def _run(self, function: Callable[[A], R], argument: A) -> R | ReadFailed:
        place = await self._turn()
        try:
            await place.make_ready()
            await self._stand_by(place)
            passing = asyncio.get_running_loop().call_later(self._patience_now(), self._let_pass, place)
            try:
                return await place.run(function, argument)
            finally:
                passing.cancel()
        finally:
            self._give_back(place)

    async def _turn(self) -> Place:
        self._waiting += 1
        try:
            place = await self._free.get()
        finally:
            self._waiting -= 1
        self._crowded = self._crowded + 1 if self._waiting else 0
        if self._is_crowd and not self._slow and len(self._prompt) < _READERS:
            self._call_up()
        return place

    @property
    def _prompt(self) -> list[Place]:
        """The places that serve and whose call, if any, does not take long."""
        return [place for place in self._serving if place not in self._slow]

    async def _stand_by(self, place: Place) -> None:
        """See to it that there is another child than that of `place` to go on with, should its call take long."""
        if not self._resting or len(self._prompt) > 1 or self._may_soon_be_over:
            return
        spare = self._best_resting()
        spare.stay()
        if not spare.alive or not spare.knows_as_much_as(place):
            await place.multiply(spare)

    @property
    def _is_crowd(self) -> bool:
        return self._crowded >= self._crowd

    @property
    def _may_soon_be_over(self) -> bool:
        """Whether the calls that take long may only load something: for that a third child would be dear."""
        long_ago = time.monotonic() - SECOND_PATIENCE
        return bool(self._slow) and min(self._slow.values()) > long_ago

    def _patience_now(self) -> float:
        return SECOND_PATIENCE if self._may_soon_be_over else self._patience

    def _let_pass(self, place: Place) -> None:
        """A call takes long: from now on others pass it."""
        self._slow[place] = time.monotonic() - self._patience
        if not self._prompt:
            self._call_up()

    def _give_back(self, place: Place) -> None:
        """Let the next call have a place, unless its child is gone or it is one too many."""
        self._slow.pop(place, None)
        if not place.alive:
            self._rest(place)
        elif place is self._prompt[0]:
            self._rest_idle()
            self._offer(place)
        elif self._waiting and len(self._prompt) <= _READERS:
            self._offer(place)
        else:
            self._rest(place)
        if not self._prompt:
            self._call_up()
        wanted = len(self._prompt) < _READERS
        for spare in self._resting:
            spare.end_after(self._spare_seconds if wanted and spare is self._best_resting() else 0.0)

    def _call_up(self) -> None:
        """Have one more place serve: that of the spare child, if there is one."""
        if self._resting:
            place = self._best_resting()
            self._resting.remove(place)
            self._serving.append(place)
            self._offer(place)

    def _best_resting(self) -> Place:
        return next((place for place in self._resting if place.alive), self._resting[0])

    def _offer(self, place: Place) -> None:
        place.end_after(self._idle_seconds)
        self._free.put_nowait(place)

    def _rest(self, place: Place) -> None:
        self._serving.remove(place)
        self._resting.append(place)

    def _rest_idle(self) -> None:
        """Let the places rest that nobody waits for."""
        while not self._free.empty():
            self._rest(self._free.get_nowait())
