"""The real daemon in the test's own process, on a calendar that the test moves."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from season_watch.bootstrap import open_runtime
from season_watch.config.loading import load
from season_watch.daemon.run import Pace, run
from season_watch.storage.queries import backlog, reading
from season_watch.storage.schema import migrate

PACE = Pace(check=0.05, read=0.05, deliver=0.05, clock=0.05)
PATIENCE = 20.0
"""Seconds that the daemon may take over all that is due at one time; it takes half a one."""


class CalendarDaemon:
    """Moves the calendar, and waits until the daemon has nothing left to do at that time."""

    def __init__(self, start: datetime, database: Path) -> None:
        self.now = start
        self.database = database

    def __call__(self) -> datetime:
        return self.now

    async def move_to(self, now: datetime) -> None:
        """Let it be `now`, and wait until all is done that is due then."""
        self.now = now
        async with asyncio.timeout(PATIENCE):
            while True:
                with reading(self.database) as connection:
                    if not backlog(connection, self.now):
                        return
                await asyncio.sleep(0.02)


@asynccontextmanager
async def calendar_daemon(configuration: Path, start: datetime) -> AsyncIterator[CalendarDaemon]:
    """Run the daemon of a configuration file until the block ends; its sources count as added at `start`."""
    settings = load(configuration, {})
    migrate(settings.database)
    calendar = CalendarDaemon(start, settings.database)
    async with open_runtime(settings, clock=calendar) as runtime:
        stop = asyncio.Event()
        daemon = asyncio.create_task(run(runtime, stop=stop, pace=PACE))
        try:
            yield calendar
        finally:
            stop.set()
            await daemon
