"""Run until told to stop: APScheduler ticks, SIGTERM drains, SIGHUP reloads."""

import asyncio
import gc
import logging
import signal
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from season_watch.bootstrap import Runtime
from season_watch.daemon import service
from season_watch.daemon.asking import ask_hubs
from season_watch.daemon.lean_structlog import structlog
from season_watch.daemon.occasions import look_at_the_day
from season_watch.daemon.ticks import DELIVERIES_AT_ONCE, Ticks
from season_watch.daemon.voice import Voice
from season_watch.model.errors import DatabaseFault

log = structlog.get_logger(__name__)

DRAIN_SECONDS = 8.0
"""What is under way may finish for so long; SIGTERM is answered within 10 s."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Seconds between ticks. A tick is a query on an index: it costs little, and finds work that became due since."""

    check: float = 1.0
    read: float = 2.0
    deliver: float = 1.0
    voice: float = 5.0
    beat: float = 10.0
    ask: float = 5.0
    day: float = 60.0
    clock: float = 60.0


PACE = Pace()

ALLOCATED_AT_ONCE = 2_000
"""Objects between two looks for garbage that refers to itself. Requests leave hardly any: at Python's 700, a poll of
feeds that did not change looked for it so often that it took 3 % of its processor time."""

THREADS = DELIVERIES_AT_ONCE + 4
"""For names of mail servers that hang, one a delivery, and for what else uses asyncio's threads."""


async def run(
    runtime: Runtime,
    *,
    stop: asyncio.Event,
    beat: Callable[[], None] = lambda: None,
    pace: Pace = PACE,
) -> int:
    """Tick until `stop` is set, then drain; returns how many jobs were cut short."""
    ticks = Ticks(runtime)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS, "asyncio"))
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a tick that is skipped leaves its work to the next
    scheduler = AsyncIOScheduler(timezone="UTC")
    jobs = {"check": ticks.check, "read": ticks.read, "deliver": ticks.deliver, "voice": Voice(runtime).look}
    jobs["clock"] = partial(_free_stranded, runtime)
    jobs["day"] = partial(look_at_the_day, runtime.occasions)
    if runtime.subscribing is not None:
        jobs["ask"] = partial(ask_hubs, runtime.subscribing)
    for name, job in jobs.items():
        _every(scheduler, getattr(pace, name), _put_off(job))
    _every(scheduler, pace.beat, _beat(beat))
    await runtime.store.release_leases(runtime.clock())
    callback = runtime.subscribing.callback if runtime.subscribing else None
    await runtime.store.forget_callbacks(callback, runtime.clock())
    gc.freeze()  # what start-up made stays: no full collection need look through it again, 50 ms each time
    gc.set_threshold(ALLOCATED_AT_ONCE)
    scheduler.start()
    service.tell(service.READY)
    log.info("running", database=str(runtime.database))
    try:
        await stop.wait()
    finally:
        scheduler.pause()
        service.tell(service.STOPPING)
        cut_short = await ticks.drain(DRAIN_SECONDS)
        scheduler.shutdown(wait=False)
        with suppress(DatabaseFault):  # the next start releases them
            await runtime.store.release_leases(runtime.clock())
        log.info("stopped", cut_short=cut_short)
    return cut_short


async def _free_stranded(runtime: Runtime) -> None:
    """Make due what a clock that was ahead put off, soon after it was set right."""
    await runtime.store.free_stranded(runtime.clock())


def _every(scheduler: AsyncIOScheduler, seconds: float, job: Callable[[], Awaitable[None]]) -> None:
    """Tick now and from then on. A tick that came late is not made up for: the next one finds the same work."""
    scheduler.add_job(
        job,
        "interval",
        seconds=seconds,
        next_run_time=datetime.now(UTC),
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
    )


def _put_off(job: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """A tick that finds the database at fault has nothing to do: the program's voice tells of it, once."""

    async def tick() -> None:
        with suppress(DatabaseFault):
            await job()

    return tick


def _beat(beat: Callable[[], None]) -> Callable[[], Awaitable[None]]:
    async def job() -> None:
        beat()
        service.tell(service.WATCHDOG)

    return job


def stop_on_signals(stop: asyncio.Event, reload: Callable[[], Awaitable[None]]) -> None:
    """SIGTERM and SIGINT set `stop`; SIGHUP reloads the configuration."""
    loop = asyncio.get_running_loop()
    reloads = set[asyncio.Task[None]]()

    def start_reload() -> None:
        task = asyncio.ensure_future(reload())
        reloads.add(task)
        task.add_done_callback(reloads.discard)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    loop.add_signal_handler(signal.SIGHUP, start_reload)
