"""Every way to a forbidden address that we know of, tried in a network where every address answers.

Run by `test_ssrf.py` as a program, in a network namespace whose routes lead each address there is to this process:
a dial that the guard lets through is accepted here, and counted, whatever it was to. Prints one JSON object.
"""

import asyncio
import json
import socket
import sys
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from itertools import chain

from season_watch.fetching.fetcher import HttpFetcher
from season_watch.fetching.forgetting import NoMemory
from season_watch.fetching.hubs import HttpHub
from season_watch.model.delivery import ChannelName, Sent
from season_watch.model.source import SourceKind
from season_watch.model.subscription import Hub, Subscription, SubscriptionState
from season_watch.notifying.accounts import WebhookAccount
from season_watch.notifying.webhook import post
from season_watch.outbound.addresses import Address, NetworkPort
from season_watch.outbound.client import HttpClient
from season_watch.outbound.guard import SystemResolver
from season_watch.outbound.limits import Limits
from season_watch.pipeline.ports import FetchFailed, FetchRequest
from tests.unit.notifying.samples import AT, delivery, update

LIMITS = Limits(contact="test", seconds=5.0, body_bytes=10_000)
ACCOUNT = WebhookAccount(channel=ChannelName("hook"), secrets=("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",), seconds=5)

HOME = "192.168.1.5"
"""Where one channel's receiver lives, which that channel alone may reach, at one port."""

PUBLIC = (
    *("8.8.8.8", "1.1.1.1", "93.184.216.34", "151.101.1.140", "172.32.0.1", "100.128.0.1", "192.169.0.1"),
    *("11.0.0.1", "126.1.2.3", "223.255.255.254", "2606:4700::1111", "2a00:1450:4001::1", "2001:4860:4860::8888"),
)
PRIVATE_4 = ("127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.1.1", "172.16.0.1", "100.64.0.1", "0.0.0.0")
PRIVATE = (
    *PRIVATE_4,
    *("10.255.255.255", "100.100.100.200", "127.255.255.254", "168.63.129.16", "172.31.255.255", "192.0.0.8"),
    *("192.0.0.192", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.7", "203.0.113.7", "224.0.0.1"),
    *("239.255.255.250", "240.0.0.1", "255.255.255.255", "0.1.2.3", "::", "::1", "100::1", "2001::1", "2001:db8::1"),
    *("3fff::1", "4000::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1"),
)
"""Cloud metadata, routers, multicast, and whatever else IANA lists as special."""

_CARRIER = ".carrier.example"
"""A name server that answers with the address in the name, as there are some for everyone to use."""

Way = Callable[["Campaign", str], Awaitable[bool]]
"""Tries one address; tells whether anything came of it."""


class Campaign:
    """The network under watch. `dialled` holds the addresses that accepted a connection in the case under way."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.names: dict[str, Iterator[tuple[str, ...]]] = {}
        self.location: str | None = None
        self.lasting = False
        self.dialled: set[str] = set()
        self.system = SystemResolver()
        self.client = HttpClient(LIMITS, resolve=self.resolve)

    async def close(self) -> None:
        await self.client.close()
        self.system.close()

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Accept, remember who was meant, and send on where that is asked for."""
        self.dialled.add(_plain(writer.get_extra_info("sockname")[0]))
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                writer.write(self._reply())
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def _reply(self) -> bytes:
        if self.location is None:
            end = "keep-alive" if self.lasting else "close"
            return f"HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: {end}\r\n\r\n<rss/>".encode()
        head = f"HTTP/1.1 302 Found\r\nLocation: {self.location}\r\nConnection: close\r\n"
        return f"{head}Content-Length: 0\r\n\r\n".encode()

    async def resolve(self, host: str, port: int) -> tuple[Address, ...]:
        """Names of the campaign by its table, each answer once; carriers by what they carry; all others as usual."""
        if host.endswith(_CARRIER):
            return (ip_address(host.removesuffix(_CARRIER)),)
        if host not in self.names:
            return await self.system(host, port)
        return tuple(ip_address(text) for text in next(self.names[host]))

    def name(self, *answers: tuple[str, ...]) -> str:
        """An address with a new name that resolves so, one answer at a lookup."""
        host = f"name-{len(self.names)}.example"
        self.names[host] = iter(answers)
        return f"http://{host}:{self.port}/"


async def fetching(campaign: Campaign, url: str) -> bool:
    return await _fetched(campaign, SourceKind.FEED, url)


async def paging(campaign: Campaign, url: str) -> bool:
    return await _fetched(campaign, SourceKind.PAGE, url)


async def posting(campaign: Campaign, url: str) -> bool:
    return await post(delivery(update(), to=url, id="msg_1"), ACCOUNT, AT, campaign.client) == Sent()


async def subscribing(campaign: Campaign, url: str) -> bool:
    """As a hub that a feed names."""
    hub = Hub(url=url, topic="http://8.8.8.8/feed")
    state, callback = SubscriptionState.ASKED, "https://me.example/hubs/1"
    subscription = Subscription(hub=hub, state=state, next_ask_at=AT, callback=callback, secret="unguessable")
    return await HttpHub(campaign.client).ask(subscription) is None


async def posting_home(campaign: Campaign, url: str) -> bool:
    """As the one channel that may reach its home."""
    home = NetworkPort(network=ip_network(HOME), port=campaign.port)
    account = replace(ACCOUNT, channel=ChannelName("home"), allow=(home,))
    return await post(delivery(update(), to=url, id="msg_1"), account, AT, campaign.client) == Sent()


def beside(way: Way) -> Way:
    """The same while the channel that may has a connection there, which its receiver keeps open."""

    async def tried_beside(campaign: Campaign, url: str) -> bool:
        campaign.lasting = True
        try:
            assert await posting_home(campaign, url)
            campaign.dialled = set()
            return await way(campaign, url)
        finally:
            campaign.lasting = False

    return tried_beside


def led_by(way: Way) -> Way:
    """The same by way of a public host that redirects there."""

    async def led(campaign: Campaign, url: str) -> bool:
        campaign.location = url
        try:
            return await way(campaign, f"http://8.8.8.8:{campaign.port}/")
        finally:
            campaign.location = None

    return led


async def again(campaign: Campaign, url: str) -> bool:
    """Two fetches, each with a connection of its own: what was public at the first look need not be at the second."""
    await fetching(campaign, url)
    return await fetching(campaign, url)


async def _fetched(campaign: Campaign, kind: SourceKind, url: str) -> bool:
    fetcher = HttpFetcher(campaign.client, LIMITS, lambda: datetime(2026, 3, 1, tzinfo=UTC), NoMemory())
    return not isinstance(await fetcher.fetch(FetchRequest(url=url, kind=kind)), FetchFailed)


def spellings(address: str) -> Iterator[str]:
    """How a host of IPv4 can be written so that some library takes it for something else."""
    number = int(IPv4Address(address))
    parts = address.split(".")
    yield from (address, f"{address}.", str(number), hex(number), f"0{number:o}", address.replace(".", "%2e"))
    yield from (".".join(f"0{int(part):o}" for part in parts), ".".join(hex(int(part)) for part in parts))
    yield from (f"{parts[0]}.{number & 0xFFFFFF}", f"{parts[0]}.{parts[1]}.{number & 0xFFFF}", hex(number).upper())
    yield from (address.replace(".", "。"), "".join(chr(0xFF10 + int(c)) if c.isdigit() else c for c in address))
    yield from (f"{address}{_CARRIER}", f"8.8.8.8@{address}", f"{address}%00.example", f"{address}\\.example")


def embedded(address: str) -> Iterator[str]:
    """IPv6 addresses that carry it: mapped, compatible, translated, NAT64, 6to4, Teredo, ISATAP."""
    number = int(IPv4Address(address))
    whole = {"::ffff:0:0": 0, "::": 0, "::ffff:0:0:0": 0, "64:ff9b::": 0, "64:ff9b:1::": 0, "2606:4700::5efe:0:0": 0}
    for prefix in whole:
        yield str(IPv6Address(int(IPv6Address(prefix)) + number))
    yield str(IPv6Address(int(IPv6Address("2002::")) + (number << 80)))
    yield str(IPv6Address(int(IPv6Address("2001::")) + (number ^ 0xFFFFFFFF)))


def literals(port: int) -> tuple[str, ...]:
    hosts = (*chain.from_iterable(map(spellings, PRIVATE_4)), *map(_bracketed, PRIVATE))
    carried = (f"[{each}]" for address in PRIVATE_4 for each in embedded(address))
    return tuple(
        f"http://{host}:{port}/" for host in (*hosts, *carried, "localhost", "LOCALHOST", "[::ffff:127.0.0.1]")
    )


def other_schemes(port: int) -> tuple[str, ...]:
    rests = ("file:///etc/passwd", "file://127.0.0.1/etc/passwd", f"gopher://127.0.0.1:{port}/_GET", "data:,<rss/>")
    more = (f"ftp://127.0.0.1:{port}/", f"dict://127.0.0.1:{port}/", f"ws://127.0.0.1:{port}/", "jar:http://10.0.0.1!/")
    return (*rests, *more, f"//127.0.0.1:{port}/", f"http:127.0.0.1:{port}/", f"http:///127.0.0.1:{port}/")


def cases(campaign: Campaign) -> Iterator[tuple[Way, str]]:
    """Each forbidden try: how, and at which address."""
    written = literals(campaign.port)
    yield from ((fetching, url) for url in written)
    yield from ((way, url) for url in written[::3] for way in (posting, subscribing, led_by(fetching)))
    yield from (
        (way, url) for url in other_schemes(campaign.port) for way in (fetching, led_by(fetching), posting, subscribing)
    )
    yield from (
        (way, campaign.name((address,))) for address in PRIVATE for way in (fetching, paging, posting, subscribing)
    )
    yield from ((way, campaign.name(PRIVATE_4)) for way in (fetching, paging, posting))
    for address in PRIVATE[::2]:
        yield led_by(paging), f"http://{_bracketed(address)}:{campaign.port}/"
        yield led_by(posting), f"http://{_bracketed(address)}:{campaign.port}/"
        yield led_by(subscribing), f"http://{_bracketed(address)}:{campaign.port}/"
        yield led_by(fetching), campaign.name((address,))
        yield again, campaign.name(("1.1.1.1",), (address,))
        yield fetching, campaign.name((address,), ("1.1.1.1",))
    yield from of_home(campaign)


def of_home(campaign: Campaign) -> Iterator[tuple[Way, str]]:
    """What the allowance of one channel opens to nobody else, and to that channel nowhere else."""
    home = f"http://{HOME}:{campaign.port}/"
    for way in (fetching, paging, posting, subscribing):
        yield from ((tried, home) for tried in (way, led_by(way), beside(way)))
        yield way, campaign.name((HOME,))
    for address in PRIVATE:
        yield posting_home, f"http://{_bracketed(address)}:{campaign.port}/"
        yield posting_home, campaign.name((address,))
    yield led_by(posting_home), f"http://10.0.0.1:{campaign.port}/"
    yield posting_home, f"http://{HOME}:{campaign.port + 1}/"


def mixed(campaign: Campaign) -> Iterator[tuple[Way, str]]:
    """Names with permitted and forbidden answers: they pass, to the permitted ones alone."""
    for address in PRIVATE_4:
        yield fetching, campaign.name((address, "8.8.8.8"))
        yield posting, campaign.name(("8.8.8.8", address, "::1"))


def controls(campaign: Campaign) -> Iterator[tuple[Way, str]]:
    """What must pass: public literals, names, and a redirect from one to the other."""
    yield from ((fetching, f"http://{_bracketed(address)}:{campaign.port}/") for address in PUBLIC)
    yield from ((way, campaign.name((address,))) for address in PUBLIC[::2] for way in (fetching, posting, subscribing))
    yield fetching, f"http://{int(IPv4Address('8.8.8.8'))}:{campaign.port}/"
    yield posting_home, f"http://{HOME}:{campaign.port}/"
    yield posting_home, f"http://[::ffff:{HOME}]:{campaign.port}/"
    yield posting_home, campaign.name((HOME,))


async def run(campaign: Campaign) -> dict[str, object]:
    """Try everything, one after the other."""
    reached, answered, count = [], [], 0
    for way, url in cases(campaign):
        came, dialled = await _tried(campaign, way, url)
        count += 1
        reached += [[url, sorted(dialled)]] if dialled - set(PUBLIC) else []
        answered += [url] if came else []
    strayed = [url for way, url in mixed(campaign) if await _strayed(campaign, way, url)]
    allowed = tuple(controls(campaign))
    refused = [url for way, url in allowed if not (await _tried(campaign, way, url))[0]]
    return {
        "cases": count,
        "reached": reached,
        "answered": answered,
        "strayed": strayed,
        "controls": len(allowed),
        "refused": refused,
        "canaries": await _heard(campaign),
    }


async def _strayed(campaign: Campaign, way: Way, url: str) -> bool:
    came, dialled = await _tried(campaign, way, url)
    return not came or not dialled <= set(PUBLIC)


async def _heard(campaign: Campaign) -> int:
    """How many forbidden addresses are seen to be dialled once the owner opens them: the canaries are awake."""
    campaign.dialled = set()
    opened = Limits(contact="test", allow=(ip_network("0.0.0.0/0"), ip_network("::/0")), seconds=5.0)
    async with HttpClient(opened) as client:
        fetcher = HttpFetcher(client, opened, lambda: datetime(2026, 3, 1, tzinfo=UTC), NoMemory())
        for address in PRIVATE:
            url = f"http://{_bracketed(address)}:{campaign.port}/"
            await fetcher.fetch(FetchRequest(url=url, kind=SourceKind.FEED))
    return len(campaign.dialled)


async def _tried(campaign: Campaign, way: Way, url: str) -> tuple[bool, set[str]]:
    campaign.dialled = set()
    return await way(campaign, url), campaign.dialled


def _bracketed(address: str) -> str:
    return f"[{address}]" if ":" in address else address


def _plain(address: str) -> str:
    six = ip_address(address)
    return str((six.ipv4_mapped if isinstance(six, IPv6Address) else None) or six)


async def main() -> None:
    listener = socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True)
    campaign = Campaign(listener.getsockname()[1])
    async with await asyncio.start_server(campaign.answer, sock=listener):
        json.dump(await run(campaign), sys.stdout)
        await campaign.close()


if __name__ == "__main__":
    asyncio.run(main())
