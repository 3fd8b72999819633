"""The limits of every outgoing HTTP request."""

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`allow` lists networks that may be reached though they are private; `contact` stands in the user agent.

    `seconds` is the total deadline of a fetch, name resolution to last byte; `body_bytes` caps the inflated body.
    """

    contact: str
    allow: tuple[IPv4Network | IPv6Network, ...] = ()
    seconds: float = 30.0
    body_bytes: int = 10 * 1024 * 1024
    redirects: int = 5
