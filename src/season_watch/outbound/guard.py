"""The guard at connect: a name is resolved once, each address is judged, and only a judged address is dialled.

What the host name looked like never matters (`2130706433`, `0x7f.1` and `127。0。0。1` all resolve to loopback), and
a name that answers differently the second time (DNS rebinding) gains nothing.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address

import httpcore

from season_watch.outbound.addresses import Address, Allowed, refusal

Resolve = Callable[[str, int], Awaitable[tuple[Address, ...]]]
"""Addresses of a host, best first; raises `UnknownHostError` where there are none."""

# One address of several may be a black hole: the next one gets its chance well within a fetch's 30 s.
CONNECT_SECONDS = 5.0
# Name servers that hang hold a thread each; asyncio's own pool has 6 on two cores, and others need it too.
_LOOKUPS = 20


class BlockedAddressError(Exception):
    """A host has no address that may be reached."""


class UnknownHostError(Exception):
    """A host name has no address at all."""


class SystemResolver:
    """Resolves names as the machine does, in threads of its own."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(max_workers=_LOOKUPS, thread_name_prefix="lookup")

    async def __call__(self, host: str, port: int) -> tuple[Address, ...]:
        return await asyncio.get_running_loop().run_in_executor(self._threads, _look_up, host, port)

    def close(self) -> None:
        """Let go of the threads; a lookup under way ends by itself."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _look_up(host: str, port: int) -> tuple[Address, ...]:
    try:
        # As bytes: the codec for str raises UnicodeError for labels that are too long.
        found = socket.getaddrinfo(host.encode("ascii"), port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        raise UnknownHostError(f"{host}: {error.strerror}") from error
    return tuple(ip_address(address[4][0]) for address in found)


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Opens connections for the pool, to permitted addresses alone."""

    def __init__(self, resolve: Resolve, allow: tuple[Allowed, ...]) -> None:
        self._resolve = resolve
        self._allow = allow
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first permitted address that answers."""
        seconds = CONNECT_SECONDS if timeout is None else timeout
        last: Exception = BlockedAddressError(f"{host} has no address")
        for address in self._permitted(host, port, await self._resolve(host, port)):
            try:
                return await self._network.connect_tcp(str(address), port, seconds, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last

    def _permitted(self, host: str, port: int, addresses: tuple[Address, ...]) -> tuple[Address, ...]:
        judged = {address: refusal(address, self._allow, port) for address in addresses}
        permitted = tuple(address for address, reason in judged.items() if reason is None)
        if judged and not permitted:
            address, reason = next(iter(judged.items()))
            raise BlockedAddressError(f"{host} is {address}, which is not to be reached: {reason}")
        return permitted
