"""News sitemaps (https://www.google.com/schemas/sitemap-news/0.9): an outlet's articles of the last two days."""

from collections.abc import Iterable
from html import unescape

from lxml import etree

from season_watch.parsing.found import FoundEntry, FoundFeed, Words
from season_watch.parsing.markup import Element

_PARSER = etree.XMLParser(recover=True, resolve_entities="internal", no_network=True, remove_comments=True)


def read_sitemap(document: bytes) -> FoundFeed | None:
    """Read a sitemap in UTF-8, whatever charset it states; None where it lists pages, but none of them as news.

    The publication is its title and the outlet; addresses are believed to be absolute, as the format demands.
    """
    root = etree.fromstring(document, _PARSER)
    pages = [] if root is None else root.findall("{*}url")
    entries = tuple(_entry(page, news) for page in pages if (news := page.find("{*}news")) is not None)
    if pages and not entries:
        return None
    return FoundFeed(
        title=Words(value=_shared(entry.outlet for entry in entries)),
        language=_shared(_text(page, "{*}news/{*}publication/{*}language") for page in pages),
        entries=entries,
        malformed=root is None or len(_PARSER.error_log) > 0,
    )


def sitemaps_in(document: bytes) -> tuple[str, ...]:
    """The sitemaps that an index of them lists (https://www.sitemaps.org/protocol.html); none of any other document."""
    root = etree.fromstring(document, _PARSER) if document.strip() else None
    return () if root is None else tuple(filter(None, (_text(one, "{*}loc") for one in root.findall("{*}sitemap"))))


def _entry(page: Element, news: Element) -> FoundEntry:
    stamps = (_text(news, "{*}publication_date"), _text(page, "{*}lastmod"))
    return FoundEntry(
        link=_text(page, "{*}loc"),
        # What is escaped for HTML within CDATA is escaped twice, and many sites write so.
        title=Words(value=unescape(_text(news, "{*}title"))),
        stamps=tuple(filter(None, stamps)),
        outlet=unescape(_text(news, "{*}publication/{*}name")),
    )


def _text(element: Element, path: str) -> str:
    return (element.findtext(path) or "").strip()


def _shared(values: Iterable[str]) -> str:
    """The value that all share that have one; empty where they differ."""
    different = set(filter(None, values))
    return different.pop() if len(different) == 1 else ""
