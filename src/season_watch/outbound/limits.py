"""The limits of every outgoing HTTP request."""

from dataclasses import dataclass

from season_watch.outbound.addresses import Allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`allow` lists networks, or single ports of them, that may be reached though they are private.

    `contact` stands in the user agent. `seconds` is the total deadline of a fetch, name resolution to last byte;
    `body_bytes` caps the inflated body.
    """

    contact: str
    allow: tuple[Allowed, ...] = ()
    seconds: float = 30.0
    body_bytes: int = 10 * 1024 * 1024
    redirects: int = 5
