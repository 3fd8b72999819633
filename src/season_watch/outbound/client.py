"""The client: one exchange, with one deadline, over guarded connections."""

import asyncio
from collections.abc import Awaitable
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib.metadata import version
from types import TracebackType
from typing import Self, TypeVar

import httpcore
import httpx

from season_watch.outbound.bodies import Body, IncompleteError
from season_watch.outbound.exchange import Answer, Failure, Request
from season_watch.outbound.failures import EXPECTED, failure_of
from season_watch.outbound.guard import GuardedBackend, Resolve, SystemResolver
from season_watch.outbound.limits import Limits
from season_watch.outbound.transport import GuardedTransport
from season_watch.outbound.urls import web_url

T = TypeVar("T")

# An error page or a redirect's text is of no use to us: so much is read that the connection can be kept.
ERROR_BODY_BYTES = 64 * 1024


class HttpClient:
    """All HTTP that leaves the program goes through one of these, built once: a TLS context costs 18 ms.

    Follows no redirects, keeps no cookies, knows no proxies. `resolve` replaces the machine's name resolution.
    """

    def __init__(self, limits: Limits, *, resolve: Resolve | None = None) -> None:
        self._agent = user_agent(limits.contact)
        self._resolver = SystemResolver()
        backend = GuardedBackend(resolve or self._resolver, limits.allow)
        self._client = httpx.AsyncClient(
            transport=GuardedTransport(backend, httpx.create_ssl_context()),
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
            trust_env=False,
            timeout=None,  # noqa: S113 - httpx's are for each read and never end a drip: the deadline does
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close all connections."""
        await self._client.aclose()
        self._resolver.close()

    async def exchange(self, request: Request) -> Answer | Failure:
        """Send one request and read its answer. A `Failure` means that no status came; nothing is raised for it."""
        deadline = asyncio.get_running_loop().time() + request.seconds
        response = await _by(deadline, self._send(request))
        if isinstance(response, Failure):
            return response
        body = Body(response.headers.get("Content-Encoding"), _body_limit(request, response))
        try:
            cut = await _by(deadline, _read(response, body))
        finally:
            await response.aclose()
        return Answer(
            status=response.status_code,
            headers=tuple((key.decode("latin-1"), value.decode("latin-1")) for key, value in response.headers.raw),
            body=body.content(),
            version=response.http_version,
            cut=cut,
        )

    async def _send(self, request: Request) -> httpx.Response:
        return await self._client.send(self._built(request), stream=True, follow_redirects=False)

    def _built(self, request: Request) -> httpx.Request:
        coding = "gzip" if request.method == "GET" else "identity"
        headers = (("User-Agent", self._agent), ("Accept-Encoding", coding), *request.headers)
        encoded = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        return httpx.Request(request.method, web_url(request.url), headers=encoded, content=request.body or None)


def user_agent(contact: str) -> str:
    """Who asks: the program, its version, and where its owner can be reached, if that was told."""
    product = f"season-watch/{version('season-watch')}"
    return f"{product} (+{contact})" if contact else product


def _body_limit(request: Request, response: httpx.Response) -> int:
    return request.body_bytes if response.is_success else min(request.body_bytes, ERROR_BODY_BYTES)


async def _by(deadline: float, step: Awaitable[T]) -> T | Failure:
    try:
        async with asyncio.timeout_at(deadline):
            return await step
    except TimeoutError:
        return Failure(reason="timeout", detail="the total deadline passed")
    except EXPECTED as error:
        return failure_of(error)


async def _read(response: httpx.Response, body: Body) -> None:
    body.check()
    try:
        async for chunk in response.aiter_raw():
            body.add(chunk)
    except (httpcore.RemoteProtocolError, httpcore.ReadError) as error:
        raise IncompleteError(str(error)) from error
    body.end()
