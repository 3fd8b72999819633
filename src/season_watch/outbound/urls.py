"""Web addresses that strangers wrote."""

import re
import socket
from functools import lru_cache

import httpx
from yarl import URL

_LAST_PORT = 65_535
_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+)){0,3}\.?")

# One fetch asks about its address half a dozen times, and a parse takes 20 µs; a hundred fetches may be under way.
_REMEMBERED = 256


@lru_cache(maxsize=_REMEMBERED)
def web_url(text: str) -> httpx.URL:
    """An http or https address that can be asked. Raises `httpx.InvalidURL` for anything else, and nothing but that.

    httpx takes addresses whose host it can't say (`https://xn--/` raises idna's errors later) or whose port is none. A
    host that is a number in disguise (`2130706433`, `0x7f.1`) is written as the address that it is.
    """
    try:
        url = httpx.URL(text)
        askable = url.scheme in ("http", "https") and url.host and 0 <= (url.port or 0) <= _LAST_PORT
    except ValueError as error:
        raise httpx.InvalidURL(str(error)) from error
    if not askable:
        raise httpx.InvalidURL(f"not an http or https address: {text!r}")
    plain = _plain(url.host) if _NUMERIC.fullmatch(url.host) else url.host
    return url if plain == url.host else url.copy_with(host=plain)


def _plain(host: str) -> str:
    """A number as sockets understand it, in four parts."""
    try:
        return socket.inet_ntoa(socket.inet_aton(host.removesuffix(".")))
    except OSError as error:
        raise httpx.InvalidURL(f"not an address: {host!r}") from error


def as_sent(text: str) -> URL:
    """The same address for aiohttp, to be asked for letter by letter. Raises `httpx.InvalidURL` as `web_url` does."""
    try:
        return URL(str(web_url(text)).partition("#")[0], encoded=True)
    except ValueError as error:  # a host with a backslash in it: httpx takes it
        raise httpx.InvalidURL(str(error)) from error
