"""The client: one exchange, with one deadline, over guarded connections."""

import asyncio
import os
import re
import ssl
from importlib.metadata import version
from types import TracebackType
from typing import Self

import certifi
from aiohttp import ClientConnectionError, ClientPayloadError, ClientResponse

from season_watch.model.trouble import Certificate
from season_watch.outbound.bodies import Body, IncompleteError
from season_watch.outbound.certificates import Certificates
from season_watch.outbound.connections import Connections
from season_watch.outbound.exchange import Answer, Failure, Request, joined
from season_watch.outbound.failures import EXPECTED, failure_of
from season_watch.outbound.guard import Guard, Resolve, SystemResolver
from season_watch.outbound.limits import Limits
from season_watch.outbound.urls import web_url

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
        coming: _Coming | None = None
        failure: Failure | None = None
        try:
            async with asyncio.timeout(request.seconds):
                coming = _Coming(request, await self._send(request))
                await coming.read()
        except TimeoutError:
            failure = Failure(reason="timeout(total)", detail="the total deadline passed")
        except EXPECTED as error:
            failure = failure_of(error)
        finally:
            if coming is not None:
                coming.response.close()
        if coming is None:
            assert failure is not None, "else something came"
            return failure
        return coming.answer(self._certificates.ending(coming.response.url), failure)

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


class _Coming:
    """An answer that has begun to come."""

    def __init__(self, request: Request, response: ClientResponse) -> None:
        self.response = response
        self._headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.raw_headers)
        self._body = Body(joined(self._headers, "Content-Encoding"), _body_limit(request, response))

    async def read(self) -> None:
        """Take the body as it comes."""
        self._body.check()
        try:
            async for chunk in self.response.content.iter_any():
                self._body.add(chunk)
        except (ClientPayloadError, ClientConnectionError) as error:
            raise IncompleteError(str(error)) from error
        self._body.end()

    def answer(self, certificate: Certificate | None, cut: Failure | None) -> Answer:
        """The answer with as much of its body as has come; `cut` says why that is not all."""
        return Answer(
            status=self.response.status,
            headers=self._headers,
            body=self._body.content(),
            version=_version(self.response),
            certificate=certificate,
            cut=cut,
        )


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
    if value.isascii() and value.isprintable():
        return value
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
