"""Background work, bounded in number, that can be drained."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from season_watch.daemon.lean_structlog import structlog
from season_watch.model.errors import DatabaseFault

log = structlog.get_logger(__name__)


class Workers:
    """At most `limit` tasks at once, each under a key of its own: the same key never runs twice at a time."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._tasks: dict[str, asyncio.Task[None]] = {}

    @property
    def free(self) -> int:
        """How many more tasks may start."""
        return self._limit - len(self._tasks)

    def start(self, key: str, work: Coroutine[Any, Any, object]) -> None:
        """Start work, unless work of that key is still under way."""
        if key in self._tasks:
            work.close()
            return
        task = asyncio.create_task(self._run(key, work), name=key)
        self._tasks[key] = task

    async def _run(self, key: str, work: Coroutine[Any, Any, object]) -> None:
        try:
            await work
        except DatabaseFault as error:  # the program's voice tells of it
            log.warning("job put off", job=key, error=str(error))
        except Exception:  # the job boundary: one job's bug must not end the others
            log.exception("job failed", job=key)
        finally:
            del self._tasks[key]

    async def drain(self, seconds: float) -> int:
        """Let what is under way finish for a while, then cancel it; returns how many were cut short."""
        tasks = set(self._tasks.values())
        if not tasks:
            return 0
        _, unfinished = await asyncio.wait(tasks, timeout=seconds)
        for task in unfinished:
            task.cancel()
        await asyncio.gather(*unfinished, return_exceptions=True)
        return len(unfinished)
