"""What requests travel over: two pools of guarded HTTP/1.1 connections, one that keeps them and one that closes them.

What a request alone is allowed has a pool of its own, which keeps nothing: no other request may find its connections.

aiohttp keeps every connection for a while, whatever their number. A round of a thousand sources would hold a thousand
open sockets, which is all that a process may have, for nothing: the next round comes in an hour.
"""

import asyncio
import ssl

from aiohttp import ClientSession, ClientTimeout, DummyCookieJar, TCPConnector
from yarl import URL

from season_watch.outbound.addresses import Allowed
from season_watch.outbound.guard import Guard, GuardedResolver, Resolve

# In each of the two pools. With those that are kept it stays well under 1,024, the usual bound of open files.
MAX_CONNECTIONS = 100
KEPT_HOSTS = 200
# Long enough for robots.txt and then its page, or for a redirect on one host.
KEEP_SECONDS = 5.0
# aiohttp looks for what is to be closed once in that time: a connection may live twice as long.
_LIVES_SECONDS = 2 * KEEP_SECONDS
# Some sites send policies of 10 kB in one header, and some send a hundred of them.
_HEADER_BYTES = 64 * 1024
_HEADERS = 256
_AUTOMATIC = ("Accept", "Accept-Encoding", "Content-Type", "User-Agent")


class Connections:
    """The open connections of one client. To be made within a running event loop."""

    def __init__(self, resolve: Resolve, guard: Guard, tls: ssl.SSLContext) -> None:
        tls.set_alpn_protocols(["http/1.1"])
        self._resolve, self._guard, self._tls = resolve, guard, tls
        self._keeping = _session(_connector(resolve, guard, tls, KEEP_SECONDS))
        self._closing = _session(_connector(resolve, guard, tls, None))
        self._opened: dict[tuple[Allowed, ...], ClientSession] = {}
        self._clock = asyncio.get_running_loop().time
        self._kept: dict[tuple[str, str | None, int | None], float] = {}

    def session_for(self, url: URL, allow: tuple[Allowed, ...] = ()) -> ClientSession:
        """What to send a request over. Only so many hosts' connections are kept at a time.

        There are as many different `allow` as channels that have one.
        """
        if allow:
            return self._session_with(allow)
        self._forget()
        origin = (url.scheme, url.raw_host, url.port)
        if self._kept.pop(origin, None) is None and len(self._kept) >= KEPT_HOSTS:
            return self._closing
        self._kept[origin] = self._clock() + _LIVES_SECONDS
        return self._keeping

    def _session_with(self, allow: tuple[Allowed, ...]) -> ClientSession:
        if allow not in self._opened:
            self._opened[allow] = _session(_connector(self._resolve, self._guard.also(allow), self._tls, None))
        return self._opened[allow]

    def _forget(self) -> None:
        """Let go of hosts whose connections are closed by now; the first was asked longest ago."""
        now = self._clock()
        while self._kept and self._kept[first := next(iter(self._kept))] < now:
            del self._kept[first]

    async def close(self) -> None:
        """Close them all."""
        for session in (self._keeping, self._closing, *self._opened.values()):
            await session.close()


def _connector(resolve: Resolve, guard: Guard, tls: ssl.SSLContext, keep: float | None) -> TCPConnector:
    return TCPConnector(
        resolver=GuardedResolver(resolve, guard),
        socket_factory=guard.socket_for,
        use_dns_cache=False,  # a name is resolved, and judged, at each connection
        ssl=tls,
        limit=MAX_CONNECTIONS,
        keepalive_timeout=keep,
        force_close=keep is None,
    )


def _session(connector: TCPConnector) -> ClientSession:
    return ClientSession(
        connector=connector,
        cookie_jar=DummyCookieJar(),
        trust_env=False,
        auto_decompress=False,
        skip_auto_headers=_AUTOMATIC,
        timeout=ClientTimeout(),  # none of aiohttp's: the deadline of an exchange covers all
        max_line_size=_HEADER_BYTES,
        max_field_size=_HEADER_BYTES,
        max_headers=_HEADERS,
    )
