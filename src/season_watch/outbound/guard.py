"""The guard at connect: each address is judged where its socket is made, so only a judged address is dialled.

What the host name looked like never matters (`2130706433`, `0x7f.1` and `127。0。0。1` all lead to loopback), and a
name that answers differently the second time (DNS rebinding) gains nothing.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address

from aiohttp import AddrInfoType
from aiohttp.abc import AbstractResolver, ResolveResult

from season_watch.outbound.addresses import Address, Allowed, refusal

Resolve = Callable[[str, int], Awaitable[tuple[Address, ...]]]
"""Addresses of a host, best first; raises `UnknownHostError` where there are none."""

# Name servers that hang hold a thread each; asyncio's own pool has 6 on two cores, and others need it too.
_LOOKUPS = 20
_OPENED_BY = " (`allow` in [network] opens a network of your own)"


class BlockedAddressError(OSError):
    """A host has no address that may be reached. An `OSError`, as what goes wrong at a dial is to asyncio."""


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


class Guard:
    """Makes sockets to permitted addresses alone."""

    def __init__(self, allow: tuple[Allowed, ...]) -> None:
        self._allow = allow

    def also(self, allow: tuple[Allowed, ...]) -> "Guard":
        """A guard that permits this too."""
        return Guard(self._allow + allow)

    def socket_for(self, target: AddrInfoType) -> socket.socket:
        """A socket for a dial to this target. aiohttp asks for every one, of names and of literal addresses."""
        family, kind, protocol, _, place = target
        reason = refusal(ip_address(place[0]), self._allow, place[1])
        if reason:
            raise BlockedAddressError(f"{place[0]} is not to be reached: {reason}{_OPENED_BY}")
        return socket.socket(family, kind, protocol)

    def permitted(self, host: str, port: int, addresses: tuple[Address, ...]) -> tuple[Address, ...]:
        """The addresses worth a dial. Raises `BlockedAddressError`, which names the host, where there are none."""
        judged = {address: refusal(address, self._allow, port) for address in addresses}
        permitted = tuple(address for address, reason in judged.items() if reason is None)
        if not permitted:
            address, reason = next(iter(judged.items()))
            raise BlockedAddressError(f"{host} is {address}, which is not to be reached: {reason}{_OPENED_BY}")
        return permitted


class GuardedResolver(AbstractResolver):
    """Tells aiohttp the permitted addresses of a name. It is not asked about literal addresses."""

    def __init__(self, resolve: Resolve, guard: Guard) -> None:
        self._resolve = resolve
        self._guard = guard

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002 - aiohttp's signature
    ) -> list[ResolveResult]:
        found = await self._resolve(host, port)
        if not found:
            raise UnknownHostError(f"{host} has no address")
        return [_result(host, port, address) for address in self._guard.permitted(host, port, found)]

    async def close(self) -> None:
        """Nothing to let go of."""


def _result(host: str, port: int, address: Address) -> ResolveResult:
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    return ResolveResult(hostname=host, host=str(address), port=port, family=family, proto=0, flags=0)
