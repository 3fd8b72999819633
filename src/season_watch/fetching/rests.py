"""Hosts that asked to be left alone: by one answer, for all that is asked of them."""

from datetime import datetime

from season_watch.model.site import HostRest
from season_watch.outbound.exchange import Answer
from season_watch.outbound.waiting import retry_after
from season_watch.pipeline.ports import Clock, SiteMemory
from season_watch.policy.hosts import is_resting, rest_until

LEAVE_ALONE = (429, 503)
"""The answers whose Retry-After is about requests to come (RFC 9110, RFC 6585)."""


class HostRests:
    """Which hosts rest now. What was known before the start is looked up once."""

    def __init__(self, memory: SiteMemory, clock: Clock) -> None:
        self._memory = memory
        self._clock = clock
        self._until: dict[str, datetime] | None = None

    async def until(self, host: str) -> datetime | None:
        """Until when a host is left alone; None where it may be asked."""
        until = (await self._known()).get(host)
        return until if is_resting(until, self._clock()) else None

    async def hear(self, host: str, answer: Answer) -> None:
        """Take note of what a host asks by its answer, and keep it before anything else is asked."""
        if answer.status not in LEAVE_ALONE:
            return
        known, now = await self._known(), self._clock()
        until = rest_until(now, retry_after(answer, now), known.get(host))
        if until is not None:
            known[host] = until
            await self._memory.keep_rest(HostRest(host=host, until=until), now)

    async def _known(self) -> dict[str, datetime]:
        if self._until is None:
            found = await self._memory.rests(self._clock())
            if self._until is None:  # another fetch may have looked meanwhile, and heard more since
                self._until = {rest.host: rest.until for rest in found}
        return self._until
