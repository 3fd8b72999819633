"""The fetcher: a whole body, "not modified", or a reason why not."""

import asyncio
from dataclasses import replace
from datetime import datetime

from season_watch.fetching.freshness import fresh_for, merged, validators_of
from season_watch.fetching.hosts import HostTurns
from season_watch.fetching.redirects import Arrival, follow, shown
from season_watch.fetching.robots import ROBOTS_BYTES, Robots
from season_watch.model.source import NO_VALIDATORS, SourceKind, Validators
from season_watch.outbound.client import HttpClient
from season_watch.outbound.exchange import Answer, Failure, Headers, Request
from season_watch.outbound.limits import Limits
from season_watch.outbound.urls import BadUrlError, host_of, web_url
from season_watch.outbound.waiting import retry_after
from season_watch.parsing.hubs import links_of_header, named_hub
from season_watch.pipeline.ports import Clock, Fetched, FetchFailed, FetchRequest, FetchResult, NotModified

_ACCEPT = {
    SourceKind.FEED: "application/atom+xml, application/rss+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.8, */*;q=0.5",
    SourceKind.TVMAZE: "application/json",
    SourceKind.PAGE: "text/html, application/xhtml+xml, */*;q=0.5",
}
_WHOLE = (200, 203)
_LEAVE_ALONE = (429, 503)


class HttpFetcher:
    """Fetches over HTTP as its port says. All fetches of the program share one, for the sake of the hosts."""

    def __init__(self, client: HttpClient, limits: Limits, clock: Clock) -> None:
        self._client = client
        self._limits = limits
        self._clock = clock
        self._turns = HostTurns()
        self._robots = Robots(clock, limits.redirects)

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """Fetch one address. The deadline counts the time on the network, not the wait for a busy host."""
        try:
            web_url(request.url)
        except BadUrlError as error:
            return FetchFailed(reason="bad-url", detail=str(error))
        arrival = await self._arrive(request)
        if isinstance(arrival, Failure):
            return FetchFailed(reason=arrival.reason, detail=arrival.detail)
        return _result(request, arrival, self._clock())

    async def _arrive(self, request: FetchRequest) -> Arrival | Failure:
        visit = _Visit(self._client, self._turns, self._limits)

        async def ask(url: str) -> Answer | Failure:
            if request.kind is SourceKind.PAGE and (refused := await self._robots.refusal(url, visit.ask_for_robots)):
                return refused
            return await visit.ask(url, _headers(request, url), self._limits.body_bytes)

        return await follow(ask, request.url, self._limits.redirects)


class _Visit:
    """One fetch under way, with what is left of its time."""

    def __init__(self, client: HttpClient, turns: HostTurns, limits: Limits) -> None:
        self._client = client
        self._turns = turns
        self._seconds = limits.seconds

    async def ask(self, url: str, headers: Headers, body_bytes: int) -> Answer | Failure:
        """One exchange, in the host's turn."""
        loop = asyncio.get_running_loop()
        async with self._turns.turn(host_of(url)):
            began = loop.time()
            answer = await self._client.exchange(
                Request(url=url, headers=headers, seconds=self._seconds, body_bytes=body_bytes)
            )
            self._seconds -= loop.time() - began
        return answer

    async def ask_for_robots(self, url: str) -> Answer | Failure:
        """One exchange about robots.txt, out of the same time."""
        return await self.ask(url, (("Accept", "text/plain, */*;q=0.5"),), ROBOTS_BYTES)


def _validators_for(request: FetchRequest, url: str) -> Validators:
    """Validators are a matter between the address that gave them and us: another has bodies, and dates, of its own."""
    return request.validators if url == (request.validators.given_by or request.url) else NO_VALIDATORS


def _headers(request: FetchRequest, url: str) -> Headers:
    validators = _validators_for(request, url)
    return (
        ("Accept", _ACCEPT[request.kind]),
        *((("If-None-Match", validators.etag),) if validators.etag else ()),
        *((("If-Modified-Since", validators.last_modified),) if validators.last_modified else ()),
    )


def _result(request: FetchRequest, arrival: Arrival, now: datetime) -> FetchResult:
    answer = arrival.answer
    if answer.status in _WHOLE:
        return _fetched(request, arrival, now)
    sent = _validators_for(request, arrival.url)
    if answer.status == 304 and sent != NO_VALIDATORS:
        return NotModified(
            validators=merged(sent, validators_of(answer)),
            moved_to=_moved_to(arrival),
            fresh_for=fresh_for(answer, now),
            certificate=answer.certificate,
        )
    return FetchFailed(
        reason=f"http-{answer.status}",
        detail=f"{shown(arrival.url)} answers {answer.status}",
        gone=answer.status == 410,
        retry_after=retry_after(answer, now) if answer.status in _LEAVE_ALONE else None,
    )


def _fetched(request: FetchRequest, arrival: Arrival, now: datetime) -> Fetched | FetchFailed:
    answer = arrival.answer
    if answer.cut:
        return FetchFailed(reason=answer.cut.reason, detail=answer.cut.detail)
    return Fetched(
        url=arrival.url,
        body=answer.body,
        content_type=answer.header("Content-Type") or "",
        validators=_given(request, arrival),
        moved_to=_moved_to(arrival),
        fresh_for=fresh_for(answer, now),
        certificate=answer.certificate,
        hub=named_hub(links_of_header(answer.header("Link") or ""), arrival.url),
    )


def _given(request: FetchRequest, arrival: Arrival) -> Validators:
    given = validators_of(arrival.answer)
    elsewhere = given != NO_VALIDATORS and arrival.url != request.url
    return replace(given, given_by=arrival.url) if elsewhere else given


def _moved_to(arrival: Arrival) -> str | None:
    return arrival.url if arrival.permanent else None
