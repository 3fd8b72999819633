"""XML namespaces in feeds, and which of them mean nothing to feedparser.

Elements are written as ElementTree has them: `{address}name`.
"""

import re
from collections.abc import Set as AbstractSet

ATOM_ADDRESS = "http://www.w3.org/2005/Atom"
SYNDICATION_ADDRESS = "http://purl.org/rss/1.0/modules/syndication/"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_MEDIA = "http://search.yahoo.com/mrss/"

ATOM = f"{{{ATOM_ADDRESS}}}"
CONTENT = f"{{{_CONTENT}}}"
DC = f"{{{_DC}}}"
MEDIA = f"{{{_MEDIA}}}"
WORDPRESS = "{com-wordpress:feed-additions:1}"
XML = "{http://www.w3.org/XML/1998/namespace}"

Declared = AbstractSet[tuple[str | None, str]]
"""The namespaces that a document declares: prefix (None for the default) and address."""

# To feedparser an element is its prefix and its name. Addresses that it knows, in lower case, have one prefix there,
# and under another some feeds could mislead it: so these are the prefixes under which they are taken here.
_KNOWN = {
    ATOM_ADDRESS.lower(): frozenset({None, "atom", "atom10", "a10", "a"}),
    _CONTENT: frozenset({"content"}),
    _DC: frozenset({"dc"}),
    "http://purl.org/dc/terms/": frozenset({"dcterms"}),
    _MEDIA: frozenset({"media"}),
    _MEDIA.rstrip("/"): frozenset({"media"}),
    "http://www.itunes.com/dtds/podcast-1.0.dtd": frozenset({"itunes"}),
    "http://www.georss.org/georss": frozenset({"georss"}),
    "http://www.opengis.net/gml": frozenset({"gml"}),
    "http://www.w3.org/2003/01/geo/wgs84_pos#": frozenset({"geo"}),
    "http://rssnamespace.org/feedburner/ext/1.0": frozenset({"feedburner"}),
    "http://purl.org/rss/1.0/modules/slash/": frozenset({"slash"}),
    SYNDICATION_ADDRESS: frozenset({"sy"}),
    "http://purl.org/syndication/thread/1.0": frozenset({"thr"}),
    "http://wellformedweb.org/commentapi/": frozenset({"wfw"}),
    "http://www.w3.org/1999/xhtml": frozenset({"xhtml"}),
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": frozenset({"rdf"}),
}
# What marks the address of another feed format: beside that of the root it would change how a document is read.
_FORMATS = re.compile(
    r"backend\.userland\.com/rss|blogs\.law\.harvard\.edu/tech/rss|purl\.org/rss/1\.0/(?:modules/rss091#)?$|"
    r"my\.netscape\.com/rdf|example\.com/ne|purl\.org/(?:echo|pie|atom)/|uri/of/echo/"
)
# Prefixes under which an element can have a meaning to feedparser, whatever its address.
# fmt: off
_MEANINGFUL = frozenset({
    "admin", "atom", "cc", "content", "creativecommons", "date", "dc", "dcterms", "description", "feedburner", "geo",
    "georss", "gml", "itunes", "media", "psc", "rdf", "summary", "title", "xhtml", "xml",
})
# fmt: on


def harmless_namespaces(declared: Declared) -> frozenset[str] | None:
    """The namespaces whose elements mean nothing to feedparser, as they are written in front of a name.

    None where the declarations themselves could mislead it.
    """
    prefixes = [prefix for prefix, _ in declared if prefix is not None]
    if len(set(prefixes)) < len(prefixes) or not all(_is_sound(prefix, uri.lower()) for prefix, uri in declared):
        return None
    defaults = {uri for prefix, uri in declared if prefix is None}
    return frozenset(f"{{{uri}}}" for prefix, uri in declared if uri not in defaults and _is_harmless(prefix))


def _is_sound(prefix: str | None, uri: str) -> bool:
    if uri in _KNOWN:
        return prefix in _KNOWN[uri]
    return not _FORMATS.search(uri) and (prefix is None or _is_harmless(prefix))


def _is_harmless(prefix: str | None) -> bool:
    return prefix is not None and prefix.lower() not in _MEANINGFUL
