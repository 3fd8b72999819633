"""Canonical addresses: one article, one address, whichever way it was reached."""

import re
from hashlib import blake2b
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from season_watch.model.item import ItemId

_ID_BYTES = 8

# Parameters that say where a reader came from, never which article is meant.
_TRACKERS = re.compile(
    r"utm_\w*|mc_[ce]id|pk_\w+|mtm_\w+|at_(?:medium|campaign)|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|"
    r"ttclid|igshid|igsh|_ga|_gl|ref|ref_src|ref_url|referrer|cmpid|ncid|icid|smid|soc_src|soc_trk|oc",
    re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": 80, "https": 443}
# An escape, or any one character.
_UNIT = re.compile(r"%[0-9A-Fa-f]{2}|.", re.DOTALL)
# What RFC 3986 lets stand in a path and in a query, besides letters and digits.
_IN_PATH = "-._~/:@!$&'()*+,;="
_IN_QUERY = _IN_PATH + "?"
_UNRESERVED = re.compile(r"[A-Za-z0-9\-._~]")

_VARIANT_HOST = re.compile(r"^(?:www|m|amp)\.(?=.+\.)")
# Only as the last segment behind others: `/amp` alone may be a section about amplifiers.
_AMP_SEGMENT = re.compile(r"(?<=[^/])/amp$", re.IGNORECASE)


def canonical_url(url: str) -> str:
    """The address without tracking parameters, fragment, user and default port, its escapes and case made regular.

    `url` is absolute. What is left leads to the same page as before: scheme, host, the order of parameters and a
    trailing slash stay as given. Idempotent. Raises ValueError where `url` is no address.
    """
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    path = _regular(parts.path, _IN_PATH) or "/"
    return urlunsplit((scheme, _authority(parts, scheme), path, _query(parts.query), ""))


def item_id(url: str) -> ItemId:
    """The id of the item at an address: 16 hex digits that are the same for all of its simple variants.

    Scheme, a leading `www.`, `m.` or `amp.`, a trailing slash, and a last segment `/amp` make no difference.
    """
    return ItemId(blake2b(_identity(url).encode(), digest_size=_ID_BYTES).hexdigest())


def site_of(url_or_host: str) -> str:
    """The host of an address, or a host, without a prefix that means the same site."""
    host = urlsplit(url_or_host).netloc if "://" in url_or_host else url_or_host
    return _VARIANT_HOST.sub("", host.lower())


def _identity(url: str) -> str:
    parts = urlsplit(canonical_url(url))
    site = site_of(parts.netloc)
    path = _AMP_SEGMENT.sub("", parts.path.rstrip("/")).rstrip("/")
    return f"{site}{path}?{parts.query}"


def _authority(parts: SplitResult, scheme: str) -> str:
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    is_default = parts.port in {None, _DEFAULT_PORTS.get(scheme)}
    return host if is_default else f"{host}:{parts.port}"


def _query(query: str) -> str:
    kept = (field for field in query.split("&") if field and not _TRACKERS.fullmatch(field.split("=", 1)[0]))
    return "&".join(_regular(field, _IN_QUERY) for field in kept)


def _regular(text: str, allowed: str) -> str:
    """Text with each character escaped that must be and none that needn't, escapes in upper case."""
    return _UNIT.sub(lambda unit: _regular_unit(unit[0], allowed), text)


def _regular_unit(unit: str, allowed: str) -> str:
    if len(unit) == 1:
        return quote(unit, safe=allowed, errors="replace")
    character = chr(int(unit[1:], 16))
    return character if _UNRESERVED.fullmatch(character) else unit.upper()
