"""The values of one exchange: what is asked, what came back, and why nothing did."""

from dataclasses import dataclass
from typing import Literal

from season_watch.model.trouble import Certificate
from season_watch.outbound.addresses import Allowed

Headers = tuple[tuple[str, str], ...]
"""Names and values in the order sent. A character is a byte (Latin-1), so that values survive byte for byte."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request. `seconds` is the deadline of the whole exchange; `body_bytes` caps the answer's inflated body.

    `allow` opens to this request alone what is closed to all others.
    """

    method: Literal["GET", "POST"] = "GET"
    url: str
    headers: Headers = ()
    body: bytes = b""
    seconds: float
    body_bytes: int
    allow: tuple[Allowed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What went wrong. `reason` is a short class (`timeout`, `dns`, `blocked-address`, …), `detail` one line."""

    reason: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer of any status. `body` is inflated; `version` is such as `HTTP/1.1`.

    `certificate` is the server's, where it ends within weeks.

    `cut` says why the body is not whole (`too-large`, `incomplete`, `timeout`, …); `body` is then what had come.
    """

    status: int
    headers: Headers
    body: bytes
    version: str
    certificate: Certificate | None = None
    cut: Failure | None = None

    def header(self, name: str) -> str | None:
        """A header's value, repeats joined by commas as RFC 9110 says; None where it is absent or empty."""
        return joined(self.headers, name)


def joined(headers: Headers, name: str) -> str | None:
    """A header's value, repeats joined by commas as RFC 9110 says; None where it is absent or empty."""
    wanted = name.lower()
    return ", ".join([value for key, value in headers if key.lower() == wanted]) or None
