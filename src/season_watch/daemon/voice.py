"""The program's own voice: that the database can't be written, that a channel takes nothing, and that all is well."""

import asyncio
from datetime import datetime
from functools import partial

from season_watch.bootstrap import Runtime
from season_watch.daemon.lean_structlog import structlog
from season_watch.model.delivery import Delivery, Sent
from season_watch.model.errors import DatabaseFault
from season_watch.pipeline.messages import deliveries
from season_watch.pipeline.own_notices import judged, store_failing, store_working
from season_watch.policy.upkeep import SOUND, StoreState, complaints, next_store_state

log = structlog.get_logger(__name__)


class Voice:
    """Looks after the program itself, every few seconds.

    What is to be said while nothing can be written goes out at once, past the database: it is tried again at each look
    until one recipient took it. All else is queued as every message is.
    """

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._state = SOUND
        self._unheard: tuple[Delivery, ...] = ()
        self._unqueued: tuple[Delivery, ...] = ()
        self._next_ping = 0.0
        self._complaints: tuple[str, ...] = ()

    async def look(self) -> None:
        """Look once, and say what there is to say."""
        now = self._runtime.clock()
        before, self._state = self._state, next_store_state(self._state, await self._fault(now), now)
        self._note(before, now)
        await self._speak()
        if self._state == SOUND:
            try:
                await self._tend(now)
            except DatabaseFault as error:
                log.warning("upkeep put off", error=str(error))  # the next look finds the fault

    async def _fault(self, now: datetime) -> str | None:
        """What went wrong since the last look; while something did, a write is tried."""
        fault = self._runtime.store.take_fault()
        if fault is None and self._state != SOUND:
            try:
                await self._runtime.store.beat(now)
            except DatabaseFault as error:
                fault = str(error)
            self._runtime.store.take_fault()
        return fault

    def _note(self, before: StoreState, now: datetime) -> None:
        """What there is to say of the database, once when it starts and once when it is over."""
        state, channels = self._state, self._runtime.channels
        if state.is_told and not before.is_told and state.fault is not None:
            log.error("the database can't be written", fault=state.fault)
            self._unheard = deliveries(store_failing(state.fault, now), channels, about=f"store_failing|{state.since}")
        if before.is_told and before.since is not None and not state.is_told:
            log.info("the database can be written again", since=before.since.isoformat(timespec="seconds"))
            self._unheard = ()
            message = store_working(before.since, now)
            self._unqueued = deliveries(message, channels, about=f"store_working|{before.since}")

    async def _speak(self) -> None:
        """Say to all what nobody has heard yet."""
        if await self._is_heard(self._unheard):
            self._unheard = ()

    async def _is_heard(self, unheard: tuple[Delivery, ...]) -> bool:
        channels = {channel.name: channel for channel in self._runtime.channels}
        known = (one for one in unheard if one.channel in channels)
        send, now = self._runtime.deliveries.sender.send, self._runtime.clock()
        results = await asyncio.gather(*(send(one, channels[one.channel], now) for one in known))
        return any(isinstance(result, Sent) for result in results)

    async def _tend(self, now: datetime) -> None:
        """What needs a database that can be written: what is to be queued, recipients that refuse, the ping."""
        if self._unqueued:
            await self._runtime.store.queue(self._unqueued)
            self._unqueued = ()
        await self._runtime.store.review(partial(judged, now=now))
        await self._ping(now)

    async def _ping(self, now: datetime) -> None:
        """Say that all is well, if it is time for that and all is."""
        pinger, moment = self._runtime.pinger, asyncio.get_running_loop().time()
        if pinger is None or moment < self._next_ping:
            return
        self._next_ping = moment + pinger.every.total_seconds()
        await self._runtime.store.beat(now)
        found = complaints(await self._runtime.store.pulse(now))
        if not found:
            failure = await pinger.ping()
            found = (f"the ping was not heard: {failure}",) if failure else ()
        if found != self._complaints:
            log.warning("not all is well", complaints=found) if found else log.info("all is well")
        self._complaints = found
