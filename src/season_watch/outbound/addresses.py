"""Which addresses may be reached: a judgement of numbers alone, made after a name was resolved and before a dial.

`ipaddress`'s own `is_private` and `is_global` differ between interpreters and let embedded IPv4 through
(`::127.0.0.1`, `64:ff9b::7f00:1`, `2002:7f00:1::` count as public on 3.11), so the networks are listed here. They
follow IANA's registries of special-purpose addresses.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPort:
    """One port of every address in a network."""

    network: Network
    port: int


Allowed = Network | NetworkPort
"""What the owner opens though it is closed otherwise: a network at all its ports, or at one."""

_SPECIAL_4: tuple[tuple[IPv4Network, str], ...] = tuple(
    (IPv4Network(network), name)
    for network, name in (
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared by carriers"),
        ("127.0.0.0/8", "loopback"),
        ("168.63.129.16/32", "a cloud's own service"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "protocol assignments"),
        ("192.0.2.0/24", "documentation"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("255.255.255.255/32", "broadcast"),
        ("240.0.0.0/4", "reserved"),
    )
)

_SPECIAL_6: tuple[tuple[IPv6Network, str], ...] = tuple(
    (IPv6Network(network), name)
    for network, name in (
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("::/96", "IPv4-compatible"),
        ("::ffff:0:0:0/96", "IPv4-translated"),
        ("64:ff9b:1::/48", "local NAT64"),
        ("100::/64", "discard"),
        ("2001::/23", "protocol assignments"),
        ("2001:db8::/32", "documentation"),
        ("3fff::/20", "documentation"),
        ("5f00::/16", "segment routing"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
    )
)

_NAT64 = IPv6Network("64:ff9b::/96")
_GLOBAL_6 = IPv6Network("2000::/3")
# The middle of an interface id that carries an IPv4 address in its last 32 bits (ISATAP, RFC 5214).
_ISATAP = (0x00005EFE, 0x02005EFE)


def refusal(address: Address, allow: tuple[Allowed, ...] = (), port: int | None = None) -> str | None:
    """Why this address may not be reached, in two or three words; None where it may.

    An IPv6 address that carries an IPv4 address is judged as both. `allow` opens networks that are closed otherwise;
    what it opens at one port is closed where no `port` is given.
    """
    networks = _open_at(port, allow)
    for form in (address, *_embedded(address)):
        reason = None if _within(form, networks) else _special(form)
        if reason:
            return reason
    return None


def _open_at(port: int | None, allow: tuple[Allowed, ...]) -> tuple[Network, ...]:
    whole = tuple(each for each in allow if not isinstance(each, NetworkPort))
    return whole + tuple(each.network for each in allow if isinstance(each, NetworkPort) and each.port == port)


def _within(address: Address, networks: tuple[Network, ...]) -> bool:
    return any(address.version == network.version and address in network for network in networks)


def _special(address: Address) -> str | None:
    if isinstance(address, IPv4Address):
        return next((name for network, name in _SPECIAL_4 if address in network), None)
    if address in _NAT64 or address.ipv4_mapped:
        return None  # as good as the IPv4 address inside, which is judged beside it
    named = next((name for network, name in _SPECIAL_6 if address in network), None)
    return named or (None if address in _GLOBAL_6 else "not global")


def _embedded(address: Address) -> Iterator[IPv4Address]:
    if isinstance(address, IPv4Address):
        return
    number = int(address)
    if address.ipv4_mapped or address in _NAT64 or (number >> 32) & 0xFFFFFFFF in _ISATAP:
        yield IPv4Address(number & 0xFFFFFFFF)
    if address.sixtofour:
        yield address.sixtofour
