"""robots.txt (RFC 9309): what a site asks of programs that read its pages."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urljoin

from protego import Protego

from season_watch.fetching.conditions import given_by, merged, validators_for
from season_watch.fetching.hosts import HostTurns
from season_watch.fetching.redirects import Arrival, follow
from season_watch.model.site import RobotsFile
from season_watch.model.source import NO_VALIDATORS, Validators
from season_watch.outbound.exchange import Answer, Failure
from season_watch.pipeline.ports import Clock, SiteMemory

# RFC 9309: rules should not be kept for longer, and a file must be read this far at least.
KEPT_FOR = timedelta(hours=24)
ROBOTS_BYTES = 500 * 1024
PASSING_KEPT_FOR = timedelta(hours=1)
"""A site that is broken, or has too much to do, is not asked at every page whether it still is."""

AGENT = "season-watch"
ALL_ALLOWED = Protego.parse("")

AskForRobots = Callable[[str, Validators], Awaitable[Answer | Failure]]
"""Asks for one address, on condition that it is not as it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A file, without its text, and its rules; None where it forbids all."""

    file: RobotsFile
    rules: Protego | None


class Robots:
    """The rules of all sites that are asked, looked up in the memory and then kept at hand as long as they hold."""

    def __init__(self, clock: Clock, redirects: int, memory: SiteMemory) -> None:
        self._clock = clock
        self._redirects = redirects
        self._memory = memory
        self._known: dict[str, _Known] = {}
        self._turns = HostTurns()

    async def refusal(self, url: str, ask: AskForRobots) -> Failure | None:
        """Why a page may not be asked for; None where it may. `ask` fetches robots.txt where its rules are not known.

        No robots.txt allows all; one that can't be had for now forbids all, for now.
        """
        place = urljoin(url, "/robots.txt")
        async with self._turns.turn(place):
            known = self._at_hand(place) or await self._current(place, ask)
        if isinstance(known, Failure):
            return known
        if known.rules is None:
            return Failure(reason="robots", detail=f"{place} answers {known.file.status}, which forbids all for now")
        if known.rules.can_fetch(url, AGENT):
            return None
        return Failure(reason="robots", detail=f"{place} forbids it")

    def _at_hand(self, place: str) -> _Known | None:
        known = self._known.get(place)
        return known if known is not None and holds(known.file, self._clock()) else None

    async def _current(self, place: str, ask: AskForRobots) -> _Known | Failure:
        file = await self._memory.robots(place)
        if file is None or not holds(file, self._clock()):
            arrival = await self._look(place, file, ask)
            if isinstance(arrival, Failure):
                return Failure(reason=arrival.reason, detail=f"robots.txt: {arrival.detail}")
            file = answered(place, file, arrival, self._clock())
            await self._memory.keep_robots(file)
        return self._take(file)

    async def _look(self, place: str, before: RobotsFile | None, ask: AskForRobots) -> Arrival | Failure:
        validators = before.validators if before else NO_VALIDATORS
        return await follow(lambda url: ask(url, validators_for(url, validators, place)), place, self._redirects)

    def _take(self, file: RobotsFile) -> _Known:
        now = self._clock()
        self._known = {place: known for place, known in self._known.items() if holds(known.file, now)}
        known = _Known(file=replace(file, text=""), rules=rules_of(file))
        self._known[file.place] = known
        return known


def answered(place: str, before: RobotsFile | None, arrival: Arrival, now: datetime) -> RobotsFile:
    """What is known of a robots.txt after an answer, of one that was as it was `before` or is another."""
    answer = arrival.answer
    if answer.status == 304 and before is not None:
        return replace(before, checked_at=now, validators=merged(before.validators, answer))
    if answer.status != 200:
        return RobotsFile(place=place, checked_at=now, status=answer.status)
    validators = NO_VALIDATORS if answer.cut else given_by(arrival, place)
    text = answer.body.decode("utf-8-sig", "replace")
    return RobotsFile(place=place, checked_at=now, status=200, validators=validators, text=text)


def holds(file: RobotsFile, now: datetime) -> bool:
    """Whether what was answered may still be gone by. A clock that was set back makes nothing hold for longer."""
    is_passing = _forbids(file.status) or file.status == 429
    return timedelta(0) <= now - file.checked_at < (PASSING_KEPT_FOR if is_passing else KEPT_FOR)


def rules_of(file: RobotsFile) -> Protego | None:
    """The rules of a file, however broken; None where all is forbidden for now."""
    if _forbids(file.status):
        return None
    return Protego.parse(file.text) if file.status == 200 else ALL_ALLOWED


def _forbids(status: int) -> bool:
    return status >= 500
