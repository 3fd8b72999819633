"""Bodies: inflated here, not by a client, which would inflate a whole chunk before anyone could look at its size.

A `br` bomb of 405 bytes or a stacked `gzip, gzip` of 590 arrives from one as a piece of 256 MB. So only gzip is
offered, anything else is refused unread, and zlib is told how much it may put out.
"""

import zlib

_GZIP = 16 + zlib.MAX_WBITS
_FIRST_BYTE = b"\x1f"

MEMBERS = 16
"""Gzips in a row that are read: servers send one, and thousands of empty ones would cost time and put out no byte."""

_CODINGS = {"": False, "identity": False, "gzip": True, "x-gzip": True}


class UnexpectedEncodingError(Exception):
    """A body is in a content coding that was not offered, or is not what its coding says."""


class TooLargeError(Exception):
    """A body is larger than its cap."""


class IncompleteError(Exception):
    """A body ended before its end."""


class Body:
    """A body as it arrives. `coding` is the Content-Encoding; at most `limit` bytes are kept."""

    def __init__(self, coding: str | None, limit: int) -> None:
        self._gzipped = _CODINGS.get((coding or "").strip().lower())
        self._coding = coding
        self._inflate = zlib.decompressobj(_GZIP)
        self._members = 1
        self._over = False
        self._left = limit
        self._limit = limit
        self._parts: list[bytes] = []

    def check(self) -> None:
        """Raise `UnexpectedEncodingError` where the coding was not offered; nothing needs to be read then."""
        if self._gzipped is None:
            raise UnexpectedEncodingError(f"only gzip was offered, the answer is in {self._coding!r}")

    def add(self, chunk: bytes) -> None:
        """Take what arrived. Raises `TooLargeError` at the cap, with the body kept up to it."""
        plain = self._inflated(chunk) if self._gzipped else chunk
        self._parts.append(plain[: self._left])
        if len(plain) > self._left:
            raise TooLargeError(f"the body is larger than {self._limit} bytes")
        self._left -= len(plain)

    def end(self) -> None:
        """Nothing more comes. Raises `IncompleteError` where gzip had not ended."""
        if self._gzipped and self._parts and not self._inflate.eof:
            raise IncompleteError("the gzipped body ends in the middle")

    def content(self) -> bytes:
        """All that was kept."""
        return b"".join(self._parts)

    def _inflated(self, chunk: bytes) -> bytes:
        """What a piece holds. A body may be several gzips in a row (RFC 1952, 2.2); what else follows is ignored."""
        plain = b""
        while chunk and len(plain) <= self._left and self._goes_on(chunk):
            try:
                plain += self._inflate.decompress(chunk, self._left - len(plain) + 1)
            except zlib.error as error:
                raise UnexpectedEncodingError(f"the body is not gzip: {error}") from error
            chunk = self._inflate.unused_data
        return plain

    def _goes_on(self, chunk: bytes) -> bool:
        """Whether a piece belongs to the gzip under way, or begins another one."""
        if self._inflate.eof and not self._over:
            self._over = not chunk.startswith(_FIRST_BYTE)
            self._inflate = self._inflate if self._over else self._next_member()
        return not self._over

    def _next_member(self) -> "zlib._Decompress":
        self._members += 1
        if self._members > MEMBERS:
            raise IncompleteError(f"the body is more than {MEMBERS} gzips in a row")
        return zlib.decompressobj(_GZIP)
