"""The fetcher: a whole body, "not modified", or a reason why not."""

import asyncio
from datetime import datetime, timedelta

from season_watch.fetching.conditions import conditions, given_by, merged, validators_for
from season_watch.fetching.freshness import fresh_for
from season_watch.fetching.hosts import HostTurns
from season_watch.fetching.redirects import Arrival, follow, shown
from season_watch.fetching.rests import LEAVE_ALONE, HostRests
from season_watch.fetching.robots import ROBOTS_BYTES, Robots
from season_watch.model.source import NO_VALIDATORS, SourceKind, Validators
from season_watch.outbound.client import HttpClient
from season_watch.outbound.exchange import Answer, Failure, Headers, Request
from season_watch.outbound.limits import Limits
from season_watch.outbound.urls import BadUrlError, host_of, web_url
from season_watch.outbound.waiting import retry_after
from season_watch.parsing.hubs import links_of_header, named_hub
from season_watch.pipeline.ports import Clock, Fetched, FetchFailed, FetchRequest, FetchResult, NotModified, SiteMemory

_ACCEPT = {
    SourceKind.FEED: "application/atom+xml, application/rss+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.8, */*;q=0.5",
    SourceKind.TVMAZE: "application/json",
    SourceKind.PAGE: "text/html, application/xhtml+xml, */*;q=0.5",
}
_WHOLE = (200, 203)


class HttpFetcher:
    """Fetches over HTTP as its port says. All fetches of the program share one, for the sake of the hosts."""

    def __init__(self, client: HttpClient, limits: Limits, clock: Clock, memory: SiteMemory) -> None:
        self._client = client
        self._limits = limits
        self._clock = clock
        self._turns = HostTurns()
        self._rests = HostRests(memory, clock)
        self._robots = Robots(clock, limits.redirects, memory)

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """Fetch one address. The deadline counts the time on the network, not the wait for a busy host."""
        try:
            web_url(request.url)
        except BadUrlError as error:
            return FetchFailed(reason="bad-url", detail=str(error))
        visit = _Visit(self._client, self._turns, self._rests, self._limits)
        arrival = await self._arrive(request, visit)
        now = self._clock()
        if isinstance(arrival, Arrival):
            return _result(request, arrival, now)
        if visit.put_off_until is not None:
            rest = max(visit.put_off_until - now, timedelta())
            return FetchFailed(reason=arrival.reason, detail=arrival.detail, retry_after=rest, asked=False)
        return FetchFailed(reason=arrival.reason, detail=arrival.detail)

    async def _arrive(self, request: FetchRequest, visit: "_Visit") -> Arrival | Failure:
        async def ask(url: str) -> Answer | Failure:
            if request.kind is SourceKind.PAGE and (refused := await self._robots.refusal(url, visit.ask_for_robots)):
                return refused
            return await visit.ask(url, _headers(request, url), self._limits.body_bytes)

        return await follow(ask, request.url, self._limits.redirects)


class _Visit:
    """One fetch under way, with what is left of its time. `put_off_until` is set once it met a host that rests."""

    def __init__(self, client: HttpClient, turns: HostTurns, rests: HostRests, limits: Limits) -> None:
        self._client = client
        self._turns = turns
        self._rests = rests
        self._seconds = limits.seconds
        self.put_off_until: datetime | None = None

    async def ask(self, url: str, headers: Headers, body_bytes: int) -> Answer | Failure:
        """One exchange, in the host's turn; none with a host that rests."""
        host = host_of(url)
        async with self._turns.turn(host):
            self.put_off_until = await self._rests.until(host)
            if self.put_off_until is not None:
                until = f"{self.put_off_until:%Y-%m-%d %H:%M:%S} UTC"
                return Failure(reason="put-off", detail=f"{host} asked to be left alone until {until}")
            answer = await self._exchange(url, headers, body_bytes)
            if isinstance(answer, Answer):
                await self._rests.hear(host, answer)
        return answer

    async def _exchange(self, url: str, headers: Headers, body_bytes: int) -> Answer | Failure:
        loop = asyncio.get_running_loop()
        began = loop.time()
        answer = await self._client.exchange(
            Request(url=url, headers=headers, seconds=self._seconds, body_bytes=body_bytes)
        )
        self._seconds -= loop.time() - began
        return answer

    async def ask_for_robots(self, url: str, validators: Validators) -> Answer | Failure:
        """One exchange about robots.txt, out of the same time."""
        accept = ("Accept", "text/plain, */*;q=0.5")
        return await self.ask(url, (accept, *conditions(validators)), ROBOTS_BYTES)


def _headers(request: FetchRequest, url: str) -> Headers:
    accept = ("Accept", _ACCEPT[request.kind])
    return (accept, *conditions(validators_for(url, request.validators, request.url)))


def _result(request: FetchRequest, arrival: Arrival, now: datetime) -> FetchResult:
    answer = arrival.answer
    if answer.status in _WHOLE:
        return _fetched(request, arrival, now)
    sent = validators_for(arrival.url, request.validators, request.url)
    if answer.status == 304 and sent != NO_VALIDATORS:
        return NotModified(
            validators=merged(sent, answer),
            moved_to=_moved_to(arrival),
            fresh_for=fresh_for(answer, now),
            certificate=answer.certificate,
        )
    return FetchFailed(
        reason=f"http-{answer.status}",
        detail=f"{shown(arrival.url)} answers {answer.status}",
        gone=answer.status == 410,
        retry_after=retry_after(answer, now) if answer.status in LEAVE_ALONE else None,
    )


def _fetched(request: FetchRequest, arrival: Arrival, now: datetime) -> Fetched | FetchFailed:
    answer = arrival.answer
    if answer.cut:
        return FetchFailed(reason=answer.cut.reason, detail=answer.cut.detail)
    return Fetched(
        url=arrival.url,
        body=answer.body,
        content_type=answer.header("Content-Type") or "",
        validators=given_by(arrival, request.url),
        moved_to=_moved_to(arrival),
        fresh_for=fresh_for(answer, now),
        certificate=answer.certificate,
        hub=named_hub(links_of_header(answer.header("Link") or ""), arrival.url),
    )


def _moved_to(arrival: Arrival) -> str | None:
    return arrival.url if arrival.permanent else None
