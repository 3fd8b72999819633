"""Canonical addresses: one article, one address, whichever way it was reached."""

import re
from hashlib import blake2b
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from season_watch.model.item import ItemId

_ID_BYTES = 8

# Parameters that say where a reader came from, never which article is meant.
_TRACKERS = re.compile(
    r"utm_\w*|mc_[ce]id|pk_\w+|mtm_\w+|at_(?:medium|campaign)|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|"
    r"ttclid|igshid|igsh|_ga|_gl|ref|ref_src|ref_url|referrer|cmpid|ncid|icid|smid|soc_src|soc_trk|oc|"
    r"mkt_tok|_hsenc|_hsmi|vero_\w+|wt_mc|wt_zmc|intcmp|ftag|mbid|s_kwcid|epik|dicbo|srsltid|__twitter_impression|"
    r"fb_(?:action_ids|action_types|source|ref)|guccounter|guce_referrer(?:_sig)?|xing_share|share_?from|"
    r"amp_\w+",
    re.IGNORECASE,
)
# Which form of the page is shown: the same article, but at an address of its own.
_FORMS = re.compile(r"amp|outputtype", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}
# What RFC 3986 lets stand in a path and in a query, besides letters and digits.
_IN_PATH = "-._~/:@!$&'()*+,;="
_IN_QUERY = _IN_PATH + "?"
# An escape, or any one character that may not stand there.
_ODD_IN_PATH, _ODD_IN_QUERY = (
    re.compile(rf"%[0-9A-Fa-f]{{2}}|[^A-Za-z0-9{re.escape(allowed)}]") for allowed in (_IN_PATH, _IN_QUERY)
)
_UNRESERVED = re.compile(r"[A-Za-z0-9\-._~]")

_VARIANT_HOST = re.compile(r"^(?:www|m|mobile|amp)\.(?=.+\.)")
# Only beside other segments: `/amp` alone may be a section about amplifiers.
_AMP_SEGMENT = re.compile(r"(?<=[^/])/amp$|^/amp(?=/[^/])|\.amp(?=\.html?$|$)", re.IGNORECASE)
# How Google hands out a page: /c for a document, /s where the outlet's own is behind TLS.
_CACHED = re.compile(
    r"^https?://(?:[\w-]+\.cdn\.ampproject\.org/[cv]|(?:www\.)?google\.[a-z.]+/amp)/(s/)?(?=[^/?#]+\.)", re.IGNORECASE
)


def canonical_url(url: str) -> str:
    """The address without tracking parameters, fragment, user and default port, its escapes and case made regular.

    `url` is absolute. What is left leads to the same page as before: scheme, host, the order of parameters and a
    trailing slash stay as given. What Google's AMP cache holds is named by its outlet's own address. Idempotent. Raises
    ValueError where `url` is no address.
    """
    return urlunsplit(_canonical(url))


def item_id(url: str) -> ItemId:
    """The id of the item at an address: 16 hex digits that are the same for all of its simple variants.

    Scheme, a leading `www.`, `m.`, `mobile.` or `amp.`, a trailing slash, and what asks for AMP make no difference.
    """
    return ItemId(blake2b(_identity(url).encode(), digest_size=_ID_BYTES).hexdigest())


def site_of(url_or_host: str) -> str:
    """The host of an address, or a host, without a prefix that means the same site."""
    host = urlsplit(url_or_host).netloc if "://" in url_or_host else url_or_host
    return _VARIANT_HOST.sub("", host.lower())


def _identity(url: str) -> str:
    parts = _canonical(url)
    site = site_of(parts.netloc)
    path = _AMP_SEGMENT.sub("", parts.path.rstrip("/")).rstrip("/")
    return f"{site}{path}?{_without(_FORMS, parts.query)}"


def _canonical(url: str) -> SplitResult:
    parts = urlsplit(_of_outlet(url))
    scheme = parts.scheme.lower()
    path = _regular(parts.path, _ODD_IN_PATH) or "/"
    return SplitResult(scheme, _authority(parts, scheme), path, _query(parts.query), "")


def _of_outlet(url: str) -> str:
    """An address out of the cache, however often it was put there."""
    while (cached := _CACHED.match(url)) is not None:
        url = f"http{'s' if cached[1] else ''}://{url[cached.end() :]}"
    return url


def _authority(parts: SplitResult, scheme: str) -> str:
    host = _in_ascii((parts.hostname or "").rstrip("."))
    if ":" in host:
        host = f"[{host}]"
    is_default = parts.port in {None, _DEFAULT_PORTS.get(scheme)}
    return host if is_default else f"{host}:{parts.port}"


def _in_ascii(host: str) -> str:
    """A host as DNS has it; one that can't be written so stays as it is."""
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return host


def _query(query: str) -> str:
    return "&".join(_regular(field, _ODD_IN_QUERY) for field in _without(_TRACKERS, query).split("&") if field)


def _without(names: re.Pattern[str], query: str) -> str:
    return "&".join(field for field in query.split("&") if not names.fullmatch(field.split("=", 1)[0]))


def _regular(text: str, odd: re.Pattern[str]) -> str:
    """Text with each character escaped that must be and none that needn't, escapes in upper case."""
    return odd.sub(lambda unit: _regular_unit(unit[0]), text)


def _regular_unit(unit: str) -> str:
    if len(unit) == 1:
        return quote(unit, safe="", errors="replace")
    character = chr(int(unit[1:], 16))
    return character if _UNRESERVED.fullmatch(character) else unit.upper()
