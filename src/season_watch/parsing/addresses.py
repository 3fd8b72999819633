"""Web addresses as documents write them: relative, with white space, or of a kind that is no page."""

from urllib.parse import urljoin, urlsplit

_PREFIXES = ("www.", "m.", "amp.")


def absolute(href: str | None, base: str) -> str | None:
    """The http or https address that `href` means on the page `base`; None where it means no such thing."""
    if not href or not href.strip():
        return None
    try:
        url = urljoin(base, "".join(href.split()))
        parts = urlsplit(url)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # urllib's word for a bad port or bracket
        return None
    return url if is_web and url.isprintable() else None


def host(url: str) -> str:
    """The host of an address, without the prefixes that mean the same site; empty where there is none."""
    name = (urlsplit(url).hostname or "").rstrip(".")
    for prefix in _PREFIXES:
        name = name.removeprefix(prefix)
    return name
