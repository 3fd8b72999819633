"""The client: one exchange, with one deadline, over guarded connections."""

import asyncio
import os
import re
import ssl
from collections.abc import Awaitable
from importlib.metadata import version
from types import TracebackType
from typing import Self, TypeVar

import certifi
from aiohttp import ClientConnectionError, ClientPayloadError, ClientResponse

from season_watch.outbound.bodies import Body, IncompleteError
from season_watch.outbound.certificates import Certificates
from season_watch.outbound.connections import Connections
from season_watch.outbound.exchange import Answer, Failure, Request, joined
from season_watch.outbound.failures import EXPECTED, failure_of
from season_watch.outbound.guard import Guard, Resolve, SystemResolver
from season_watch.outbound.limits import Limits
from season_watch.outbound.urls import web_url

T = TypeVar("T")

# What aiohttp refuses to write, and what no header may hold (RFC 9110, 5.5).
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
# An error page or a redirect's text is of no use to us: so much is read that the connection can be kept.
ERROR_BODY_BYTES = 64 * 1024


class HttpClient:
    """All HTTP that leaves the program goes through one of these, built once: a TLS context costs 18 ms.

    Follows no redirects, keeps no cookies, knows no proxies. `resolve` replaces the machine's name resolution. To be
    made within a running event loop.
    """

    def __init__(self, limits: Limits, *, resolve: Resolve | None = None) -> None:
        self._agent = user_agent(limits.contact)
        self._resolver = SystemResolver()
        tls = trusted()
        self._certificates = Certificates(tls)
        self._connections = Connections(resolve or self._resolver, Guard(limits.allow), tls)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close all connections."""
        await self._connections.close()
        self._resolver.close()

    async def exchange(self, request: Request) -> Answer | Failure:
        """Send one request and read its answer. A `Failure` means that no status came; nothing is raised for it."""
        deadline = asyncio.get_running_loop().time() + request.seconds
        response = await _by(deadline, self._send(request))
        if isinstance(response, Failure):
            return response
        headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.raw_headers)
        body = Body(joined(headers, "Content-Encoding"), _body_limit(request, response))
        try:
            cut = await _by(deadline, _read(response, body))
        finally:
            response.close()
        return Answer(
            status=response.status,
            headers=headers,
            body=body.content(),
            version=_version(response),
            certificate=self._certificates.ending(response.url),
            cut=cut,
        )

    async def _send(self, request: Request) -> ClientResponse:
        url = web_url(request.url)
        session = self._connections.session_for(url, request.allow)
        headers = self._headers(request)
        return await session.request(
            request.method, url, headers=headers, data=request.body or None, allow_redirects=False
        )

    def _headers(self, request: Request) -> list[tuple[str, str]]:
        coding = "gzip" if request.method == "GET" else "identity"
        headers = (("User-Agent", self._agent), ("Accept-Encoding", coding), *request.headers)
        return [(name, text) for name, value in headers if (text := _sendable(value)) is not None]


def trusted() -> ssl.SSLContext:
    """Whom to believe who they are: as SSL_CERT_FILE or SSL_CERT_DIR say, otherwise whom Mozilla believes.

    A small image or a bare machine has no list of its own.
    """
    told = os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR")
    return ssl.create_default_context(cafile=None if told else certifi.where())


def user_agent(contact: str) -> str:
    """Who asks: the program, its version, and where its owner can be reached, if that was told."""
    product = f"season-watch/{version('season-watch')}"
    return f"{product} (+{contact})" if contact else product


def _sendable(value: str) -> str | None:
    """A value that reaches the wire byte for byte; None for one that can't: aiohttp writes UTF-8 without controls."""
    try:
        text = value.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if _CONTROLS.search(text) else text


def _body_limit(request: Request, response: ClientResponse) -> int:
    return request.body_bytes if 200 <= response.status < 300 else min(request.body_bytes, ERROR_BODY_BYTES)


def _version(response: ClientResponse) -> str:
    assert response.version is not None, "it came with the status"
    return f"HTTP/{response.version.major}.{response.version.minor}"


async def _by(deadline: float, step: Awaitable[T]) -> T | Failure:
    try:
        async with asyncio.timeout_at(deadline):
            return await step
    except TimeoutError:
        return Failure(reason="timeout(total)", detail="the total deadline passed")
    except EXPECTED as error:
        return failure_of(error)


async def _read(response: ClientResponse, body: Body) -> None:
    body.check()
    try:
        async for chunk in response.content.iter_any():
            body.add(chunk)
    except (ClientPayloadError, ClientConnectionError) as error:
        raise IncompleteError(str(error)) from error
    body.end()
