"""Runs one call at a time in a child that is started when needed and ended when idle."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Any, Self, TypeVar

from season_watch.isolation.calls import TIMEOUT
from season_watch.isolation.process import ChildProcess
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


class ChildIsolation:
    """The port over one child. `seconds` is the deadline of a call, `first_seconds` of a function's first in a child.

    `memory` is what a call may take on top of what is loaded. Calls wait for their turn, first come first served; the
    wait doesn't count.
    """

    def __init__(
        self,
        *,
        seconds: float = SECONDS,
        first_seconds: float = FIRST_SECONDS,
        memory: int = MEMORY_BYTES,
        idle_seconds: float = IDLE_SECONDS,
    ) -> None:
        self._seconds = seconds
        self._first_seconds = first_seconds
        self._memory = memory
        self._idle_seconds = idle_seconds
        self._turn = asyncio.Lock()
        # The kernel ties the child's life to the thread that starts it: so one thread does, and lives as long as this.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="isolation")
        self._child: ChildProcess | None = None
        self._idle: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def run(self, function: Callable[[A], R], argument: A) -> R | ReadFailed:
        """Run a module-level function as the port says. Cancelling this ends the child."""
        async with self._turn:
            self._stay()
            try:
                return await self._run_in_child(function, argument)
            finally:
                self._idle = asyncio.create_task(self._end_when_idle())

    async def close(self) -> None:
        """End the child, after the calls that wait already."""
        async with self._turn:
            self._stay()
            await self._in_thread(self._end_child)
        self._thread.shutdown()

    async def _run_in_child(self, function: Callable[[A], R], argument: A) -> R | ReadFailed:
        child: ChildProcess = await self._in_thread(self._living_child)
        seconds = self._seconds if child.knows(function) else self._first_seconds
        answer = self._in_thread(child.ask, function, argument)
        try:
            done, _ = await asyncio.wait({answer}, timeout=seconds)
        finally:
            if not answer.done():
                child.kill()
        result: R | ReadFailed = await answer
        return result if done else ReadFailed(reason=TIMEOUT, detail=f"reading took longer than {seconds:g} s")

    async def _end_when_idle(self) -> None:
        await asyncio.sleep(self._idle_seconds)
        async with self._turn:
            await self._in_thread(self._end_child)

    def _stay(self) -> None:
        if self._idle:
            self._idle.cancel()
            self._idle = None

    def _living_child(self) -> ChildProcess:
        if self._child is None or not self._child.alive:
            self._end_child()
            self._child = ChildProcess(self._memory, self._first_seconds)
        return self._child

    def _end_child(self) -> None:
        if self._child:
            self._child.stop()
            self._child = None

    def _in_thread(self, function: Callable[..., Any], *arguments: object) -> asyncio.Future[Any]:
        return asyncio.get_running_loop().run_in_executor(self._thread, function, *arguments)
