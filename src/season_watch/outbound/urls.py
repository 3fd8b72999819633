"""Web addresses that strangers wrote."""

import httpx

_LAST_PORT = 65_535


def web_url(text: str) -> httpx.URL:
    """An http or https address that can be asked. Raises `httpx.InvalidURL` for anything else, and nothing but that.

    httpx takes addresses whose host it can't say (`https://xn--/` raises idna's errors later) or whose port is none.
    """
    try:
        url = httpx.URL(text)
        askable = url.scheme in ("http", "https") and url.host and 0 <= (url.port or 0) <= _LAST_PORT
    except ValueError as error:
        raise httpx.InvalidURL(str(error)) from error
    if not askable:
        raise httpx.InvalidURL(f"not an http or https address: {text!r}")
    return url
