"""One place where calls run one at a time: a child that is started when needed and ended when idle."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from season_watch.isolation.calls import TIMEOUT
from season_watch.isolation.process import ChildProcess
from season_watch.pipeline.ports import ReadFailed

A = TypeVar("A")
R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLimits:
    """`seconds` is the deadline of a call, `first_seconds` of a function's first in a child.

    `memory` is what a call may take on top of what is loaded, in bytes.
    """

    seconds: float
    first_seconds: float
    memory: int


class Place:
    """Runs a call as the port says; a second one waits for it."""

    def __init__(self, limits: CallLimits, idle_seconds: float) -> None:
        self._limits = limits
        self._idle_seconds = idle_seconds
        self._turn = asyncio.Lock()
        # The kernel ties the child's life to the thread that starts it: so one thread does, and lives as long as this.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="isolation")
        self._child: ChildProcess | None = None
        self._idle: asyncio.Task[None] | None = None

    def knows(self, function: Callable[..., object]) -> bool:
        """Whether the child here has called a function before, and so has imported what that needs."""
        return self._child is not None and self._child.knows(function)

    async def run(self, function: Callable[[A], R], argument: A) -> R | ReadFailed:
        """Run a module-level function. Cancelling this ends the child."""
        async with self._turn:
            self._stay()
            try:
                return await self._run_in_child(function, argument)
            finally:
                self._idle = asyncio.create_task(self._end_when_idle())

    async def close(self) -> None:
        """End the child, after the call that is under way."""
        async with self._turn:
            self._stay()
            await self._in_thread(self._end_child)
        self._thread.shutdown()

    async def _run_in_child(self, function: Callable[[A], R], argument: A) -> R | ReadFailed:
        child = self._child
        if child is None or not child.alive:
            child = await self._in_thread(self._new_child)
        seconds = self._limits.seconds if child.knows(function) else self._limits.first_seconds
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

    def _new_child(self) -> ChildProcess:
        self._end_child()
        self._child = ChildProcess(self._limits.memory, self._limits.first_seconds)
        return self._child

    def _end_child(self) -> None:
        if self._child:
            self._child.stop()
            self._child = None

    def _in_thread(self, function: Callable[..., Any], *arguments: object) -> asyncio.Future[Any]:
        return asyncio.get_running_loop().run_in_executor(self._thread, function, *arguments)
