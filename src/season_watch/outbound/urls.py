"""Web addresses that strangers wrote."""

import re
import socket
from functools import lru_cache
from urllib.parse import SplitResult, quote, urlsplit

from yarl import URL

# No server takes a line of half as many letters.
_MOST_LETTERS = 65_536
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+)){0,3}\.?")
_LABEL = "(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_PLAIN = re.compile(rf"(?:{_LABEL}\.)*(?=[a-z]){_LABEL}")
"""A name that name servers know as it is written, as most are: to have it encoded, decoded and compared takes 17 µs."""

# What stands as it is written, as browsers have it (URL Standard, percent-encode sets); all else is percent-encoded.
_IN_QUERY = "%!$&'()*+,;=:@/?[]\\^|`{}"
_IN_PATH = "%!$&'()*+,;=:@/[]\\^|"
_IN_USER = "%!$&'()*+,:"

# One fetch asks about its address half a dozen times, and a parse takes 20 µs; a hundred fetches may be under way.
_REMEMBERED = 256


class BadUrlError(ValueError):
    """An address that can't be asked for."""


@lru_cache(maxsize=_REMEMBERED)
def web_url(text: str) -> URL:
    """An http or https address as it is asked for: letter by letter, but without its fragment.

    What no request may hold is percent-encoded, and a host that is a number in disguise (`2130706433`, `0x7f.1`) is
    written as the address that it is. Raises `BadUrlError` for anything that can't be asked for, and nothing but that.
    """
    if len(text) > _MOST_LETTERS or _CONTROLS.search(text):
        raise BadUrlError("the address is too long, or holds a control character")
    try:
        return _url(urlsplit(text))
    except ValueError as error:
        raise BadUrlError(str(error)) from error


def host_of(text: str) -> str:
    """The host of an address, as it is asked for. Raises `BadUrlError`."""
    host = web_url(text).raw_host
    assert host is not None, "there is no web address without"
    return host


def _url(parts: SplitResult) -> URL:
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadUrlError(f"not an http or https address: {parts.geturl()!r}")
    user, at, _ = parts.netloc.rpartition("@")
    place = _place(parts.scheme, parts.hostname, parts.port)
    path, query = quote(parts.path, safe=_IN_PATH), quote(parts.query, safe=_IN_QUERY)
    asked = f"{path}?{query}" if query else path
    return URL(f"{parts.scheme}://{quote(user, safe=_IN_USER)}{at}{place}{asked}", encoded=True)


def _place(scheme: str, host: str, port: int | None) -> str:
    """Where an address leads, its host as name servers know it; raises ValueError where that can't be said."""
    if port is None and _PLAIN.fullmatch(host):
        return host
    named = URL.build(scheme=scheme, host=host, port=port)
    ascii_host = named.raw_host or ""
    if named.host is None or not ascii_host:  # to read a host decodes it: some stand for nothing
        raise BadUrlError(f"no host: {host!r}")
    plain = named.with_host(_plain(ascii_host)) if _NUMERIC.fullmatch(ascii_host) else named
    return plain.raw_authority


def _plain(host: str) -> str:
    """A number as sockets understand it, in four parts."""
    try:
        return socket.inet_ntoa(socket.inet_aton(host.removesuffix(".")))
    except OSError as error:
        raise BadUrlError(f"not an address: {host!r}") from error
