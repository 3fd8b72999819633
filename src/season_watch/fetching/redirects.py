"""Redirects, followed by hand: each hop is asked for anew, so that nothing meant for one address reaches another."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urljoin

from season_watch.outbound.exchange import Answer, Failure
from season_watch.outbound.failures import BLOCKED
from season_watch.outbound.urls import web_url

Ask = Callable[[str], Awaitable[Answer | Failure]]
"""Asks for one address, without following anything."""

_PERMANENT = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """The answer at the end of a way. `permanent`: there was a hop, and every hop was permanent."""

    url: str
    answer: Answer
    permanent: bool


async def follow(ask: Ask, url: str, hops: int) -> Arrival | Failure:
    """Ask for an address and follow at most `hops` redirects; a failure beyond the first address says at which hop."""
    way = [url]
    statuses: list[int] = []
    while len(way) <= hops + 1:
        answer = await ask(way[-1])
        if isinstance(answer, Failure):
            return _failed_at(len(way), answer)
        target = next_hop(way[-1], answer)
        if isinstance(target, Failure):
            return _failed_at(len(way) + 1, target)
        if target is None:
            permanent = bool(statuses) and all(status in _PERMANENT for status in statuses)
            return Arrival(url=way[-1], answer=answer, permanent=permanent)
        way.append(target)
        statuses.append(answer.status)
    return Failure(reason="redirects", detail=f"more than {hops}: {' → '.join(map(shown, way))}")


def next_hop(url: str, answer: Answer) -> str | Failure | None:
    """Where an answer redirects to, without the fragment; None where it does not."""
    location = answer.header("Location")
    if answer.status not in _REDIRECTS or location is None:
        return None
    # Servers write UTF-8 here, whatever RFC 9110 says.
    target = location.encode("latin-1").decode("utf-8", "replace")
    try:
        return str(web_url(urljoin(url, target)))
    except ValueError as error:
        return Failure(reason="bad-url", detail=f"the redirect leads nowhere: {error}")


def shown(url: str) -> str:
    """An address for people to read: without user, password and query, which may hold secrets."""
    address = web_url(url)
    return f"{address.scheme}://{address.host_port_subcomponent}{address.raw_path}"


def _failed_at(hop: int, failure: Failure) -> Failure:
    """A failure, with its hop after the first. Of a forbidden address that is part of its class: who led us there?"""
    if hop == 1:
        return failure
    reason = f"{failure.reason}(hop {hop})" if failure.reason == BLOCKED else failure.reason
    return Failure(reason=reason, detail=f"hop {hop}: {failure.detail}")
