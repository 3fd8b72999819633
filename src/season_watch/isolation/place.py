"""One place where calls run one at a time, in a child that is started when needed."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any, TypeVar

from season_watch.isolation.calls import TIMEOUT
from season_watch.isolation.process import ChildProcess
from season_watch.pipeline.ports import ReadFailed

A = TypeVar("A")
R = TypeVar("R")


# A call that takes longer than this and ends well may have loaded something: another language's rules, or a library.
LOADING = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLimits:
    """`seconds` is the deadline of a call, `first_seconds` of a function's first in a child.

    `memory` is what a call may take on top of what is loaded, in bytes.
    """

    seconds: float
    first_seconds: float
    memory: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """A call that a child makes before all others: what it imports and loads, no later one waits for."""

    function: Callable[[Any], object]
    argument: object


class Place:
    """Runs a call as the port says; a second one waits for it. The threads live longer than any child."""

    def __init__(self, limits: CallLimits, rehearsal: Rehearsal | None, threads: Executor) -> None:
        self._limits = limits
        self._rehearsal = rehearsal
        self._threads = threads
        self._turn = asyncio.Lock()
        self._child: ChildProcess | None = None
        self._made = 0.0
        self._learnt: float | None = None
        self._idle: asyncio.TimerHandle | None = None
        self._ending: asyncio.Task[None] | None = None

    @property
    def alive(self) -> bool:
        """Whether there is a child here that can answer."""
        return self._child is not None and self._child.alive

    def knows_as_much_as(self, other: "Place") -> bool:
        """Whether the child here was made since that of the other place last had to load something."""
        return other._learnt is None or self._made > other._learnt

    async def make_ready(self) -> None:
        """Have a child here. Cancelling this ends it."""
        async with self._turn:
            self.stay()
            await self._ready()

    async def run(self, function: Callable[[A], R], argument: A) -> R | ReadFailed:
        """Run a module-level function. Cancelling this ends the child."""
        async with self._turn:
            self.stay()
            child = await self._ready()
            began = time.monotonic()
            result = await self._run_in(child, function, argument)
            if not isinstance(result, ReadFailed) and time.monotonic() - began > LOADING:
                self._learnt = time.monotonic()
            return result

    async def multiply(self, other: "Place") -> None:
        """Put a sibling of the child here in another place, instead of what is there, where one can be had.

        A child that doesn't come to it by the deadline of a call is ended.
        """
        async with self._turn, other._turn:
            other.stay()
            if self._child:
                late = asyncio.get_running_loop().call_later(self._limits.seconds, self._child.kill)
                try:
                    await _finished(self._in_thread(self._multiply, self._child, other))
                finally:
                    late.cancel()

    def end_after(self, seconds: float) -> None:
        """End the child, if there is one, once it has had nothing to do for so long."""
        self.stay()
        if self._child:
            self._idle = asyncio.get_running_loop().call_later(seconds, self._end_soon)

    def stay(self) -> None:
        """Take back `end_after`."""
        if self._idle:
            self._idle.cancel()
            self._idle = None

    async def end(self) -> None:
        """End the child, after the call that is under way."""
        async with self._turn:
            self.stay()
            await _finished(self._in_thread(self._end_child))

    async def _ready(self) -> ChildProcess:
        child = self._child
        if child is None or not child.alive:
            child = await self._in_thread(self._new_child)
            if self._rehearsal:
                await self._run_in(child, self._rehearsal.function, self._rehearsal.argument)
        # One that its rehearsal has ended is no reason to fail a call.
        return child if child.alive else await self._in_thread(self._new_child)

    async def _run_in(self, child: ChildProcess, function: Callable[[A], R], argument: A) -> R | ReadFailed:
        seconds = self._limits.seconds if child.knows(function) else self._limits.first_seconds
        answer = self._in_thread(child.ask, function, argument)
        try:
            done, _ = await asyncio.wait({answer}, timeout=seconds)
        finally:
            if not answer.done():
                child.kill()
                await _finished(answer)
        result: R | ReadFailed = await answer
        return result if done else ReadFailed(reason=TIMEOUT, detail=f"reading took longer than {seconds:g} s")

    def _end_soon(self) -> None:
        self._ending = asyncio.create_task(self._end_if_idle(self._idle))

    async def _end_if_idle(self, since: asyncio.TimerHandle | None) -> None:
        async with self._turn:
            if self._idle is since:
                await _finished(self._in_thread(self._end_child))

    @staticmethod
    def _multiply(child: ChildProcess, other: "Place") -> None:
        other._end_child()
        sibling = child.sibling()
        if sibling:
            other._take(sibling)

    def _new_child(self) -> ChildProcess:
        self._end_child()
        child = ChildProcess.start(self._limits.memory, self._limits.first_seconds)
        self._take(child)
        return child

    def _take(self, child: ChildProcess) -> None:
        self._child, self._made, self._learnt = child, time.monotonic(), None

    def _end_child(self) -> None:
        if self._child:
            self._child.stop()
            self._child = None

    def _in_thread(self, function: Callable[..., Any], *arguments: object) -> asyncio.Future[Any]:
        return asyncio.get_running_loop().run_in_executor(self._threads, function, *arguments)


async def _finished(work: asyncio.Future[Any]) -> None:
    """Wait for what a thread does to its end, however often this is cancelled meanwhile."""
    cancelled: asyncio.CancelledError | None = None
    while not work.done():
        try:
            await asyncio.wait({work})
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled:
        raise cancelled
    work.result()
