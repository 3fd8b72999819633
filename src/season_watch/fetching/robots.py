"""robots.txt (RFC 9309): what a site asks of programs that read its pages."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urljoin

from protego import Protego

from season_watch.fetching.hosts import HostTurns
from season_watch.fetching.redirects import Ask, follow
from season_watch.outbound.exchange import Failure
from season_watch.pipeline.ports import Clock

# RFC 9309: rules should not be kept for longer, and a file must be read this far at least.
KEPT_FOR = timedelta(hours=24)
ROBOTS_BYTES = 500 * 1024
AGENT = "season-watch"
ALL_ALLOWED = Protego.parse("")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    rules: Protego
    until: datetime


class Robots:
    """The rules of all sites asked lately, in memory."""

    def __init__(self, clock: Clock, redirects: int) -> None:
        self._clock = clock
        self._redirects = redirects
        self._known: dict[str, _Rules] = {}
        self._turns = HostTurns()

    async def refusal(self, url: str, ask: Ask) -> Failure | None:
        """Why a page may not be asked for; None where it may. `ask` fetches robots.txt where it is not known.

        No robots.txt allows all; one that can't be had for now forbids all, for now.
        """
        place = urljoin(url, "/robots.txt")
        async with self._turns.turn(place):
            rules = self._kept(place) or await self._look(place, ask)
        if isinstance(rules, Failure):
            return rules
        if rules.can_fetch(url, AGENT):
            return None
        return Failure(reason="robots", detail=f"{place} forbids it")

    def _kept(self, place: str) -> Protego | None:
        kept = self._known.get(place)
        return kept.rules if kept and self._clock() < kept.until else None

    async def _look(self, place: str, ask: Ask) -> Protego | Failure:
        arrival = await follow(ask, place, self._redirects)
        if isinstance(arrival, Failure):
            return Failure(reason=arrival.reason, detail=f"robots.txt: {arrival.detail}")
        status = arrival.answer.status
        if status >= 500:
            return Failure(reason="robots", detail=f"{place} answers {status}, which forbids all for now")
        rules = parsed(arrival.answer.body) if status == 200 else ALL_ALLOWED
        self._keep(place, rules)
        return rules

    def _keep(self, place: str, rules: Protego) -> None:
        now = self._clock()
        self._known = {at: kept for at, kept in self._known.items() if now < kept.until}
        self._known[place] = _Rules(rules=rules, until=now + KEPT_FOR)


def parsed(body: bytes) -> Protego:
    """Rules from the bytes of a robots.txt, however broken."""
    return Protego.parse(body.decode("utf-8-sig", "replace"))
