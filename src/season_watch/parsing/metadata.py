"""What an article page states about itself: JSON-LD (schema.org), OpenGraph, and HTML's own elements."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import chain, islice
from typing import Any
from urllib.parse import urlsplit

from lxml.etree import XPath

from season_watch.parsing.addresses import absolute, host
from season_watch.parsing.boxes import is_named_box
from season_watch.parsing.dates import stated_instant
from season_watch.parsing.keeping import is_in_sentence, said_before
from season_watch.parsing.markup import Element
from season_watch.parsing.text import PARAGRAPH, one_line, plain, primary_language

# Objects looked at in a page's JSON-LD: real pages have tens.
_MAX_OBJECTS = 1_000
_META_CONTENTS = XPath("//meta[@property = $name or @name = $name or @itemprop = $name]/@content")
_LISTED = "itemListElement"
_ARTICLE_TYPES = re.compile(r"(?:Article|(?<!Job)(?<!Media)Posting|Report|Review)$")
_VIDEO_TYPE = re.compile(r"^VideoObject$")
_PUBLISHED_NAMES = (
    *("article:published_time", "og:article:published_time", "datePublished", "date", "parsely-pub-date"),
    *("article.published", "pubdate", "DC.date.issued", "sailthru.date"),
)
_MODIFIED_NAMES = ("article:modified_time", "og:updated_time", "dateModified")
# Of a time that is shown: what it calls itself, or what stands right before it.
_MODIFIED = re.compile(
    r"updated|modified|last-?mod|actualizad|atualizad|mis à jour|aktualisiert|diperbarui|수정|최종|更新", re.IGNORECASE
)
_SAID_BEFORE = 40
_MOST_TIMES = 20
_TITLE_SEPARATOR = re.compile(r"\s+[-–—|·]\s+")

Json = Mapping[str, Any]


def stated_article(page: Element) -> Json:
    """The page's first JSON-LD object of an article type, or of a video's where the page is one; empty where none is.

    A video on any other page is beside its article, and may be older; so is what the page lists.
    """
    kinds = _VIDEO_TYPE if _is_video(page) else _ARTICLE_TYPES
    for found in stated_objects(page, but=_LISTED):
        if any(kinds.search(kind) for kind in strings(found.get("@type"))):
            return found
    return {}


def states_article(page: Element) -> bool:
    """Whether a page says for machines that it is an article or a video."""
    is_article = _meta(page, "og:type") == "article" or bool(_meta(page, "article:published_time"))
    return is_article or _is_video(page) or bool(stated_article(page))


def is_article(page: Element) -> bool:
    """Whether a page is one article or video as a whole. OpenGraph's word for the page counts before what stands on it:
    lists state each of their articles.
    """
    stated = _meta(page, "og:type")
    return stated == "article" or stated.startswith("video") if stated else states_article(page)


def is_live(article: Json) -> bool:
    """Whether an article is told post by post, as it happens."""
    return "LiveBlogPosting" in strings(article.get("@type"))


def stated_objects(page: Element, *, but: str | None = None) -> Iterator[Json]:
    """All objects of the page's JSON-LD, outermost first in each script, without those under the name `but`."""
    for script in page.iter("script"):
        if script.get("type") == "application/ld+json":
            yield from _objects(_json_of(script.text or ""), but)


def _is_video(page: Element) -> bool:
    return _meta(page, "og:type").startswith("video")


def title_of(page: Element, article: Json) -> str:
    """The headline: as shown in the article's `<h1>`, else as stated for machines; empty where there is none."""
    window = window_title(page)
    inside = map(text_of, page.xpath("//h1[ancestor::article or ancestor::main]"))
    shown = tuple(map(text_of, page.iter("h1")))
    # A site's own name may be an `<h1>` too: the headline is the longest that the window's title repeats.
    repeated = max((text for text in shown if text in window), key=len, default="")
    named = (one_line(_string(article.get(name))) for name in ("headline", "name"))
    stated = (*named, _meta(page, "og:title"), _without_site(window))
    return next(filter(None, chain(inside, (repeated, *stated), shown)), "")


def canonical_of(page: Element, url: str) -> str:
    """The address the page gives itself, where it is believable; else `url`.

    A page may speak for its own site alone, and a front page is no article's address.
    """
    links = (link.get("href") for link in page.iter("link") if "canonical" in link.get("rel", "").split())
    stated = (next(links, None), _meta(page, "og:url"))
    for href in stated:
        address = absolute(href, url)
        if address and host(address) == host(url) and urlsplit(address).path.strip("/"):
            return address
    return url


def published_of(page: Element, article: Json) -> datetime | None:
    """When the page says it was published; None where it doesn't say. Never guessed from text or address."""
    stated = (_string(article.get(name)) for name in ("datePublished", "uploadDate"))
    for_machines = (_meta(page, name) for name in _PUBLISHED_NAMES)
    return _first_instant(chain(stated, for_machines, _shown_stamps(page)))


def modified_of(page: Element, article: Json) -> datetime | None:
    """When the page says for machines that it was changed last; None where it doesn't say."""
    for_machines = (_meta(page, name) for name in _MODIFIED_NAMES)
    return _first_instant(chain((_string(article.get("dateModified")),), for_machines))


def _first_instant(stamps: Iterable[str]) -> datetime | None:
    return next(filter(None, map(stated_instant, stamps)), None)


def _shown_stamps(page: Element) -> Iterator[str]:
    """The first time that an article shows as a stamp of its own: neither of a change, nor in a sentence or a box."""
    shown = islice(page.xpath("//time[@datetime][ancestor::article or ancestor::main]"), _MOST_TIMES)
    yield from islice((time.get("datetime") for time in shown if _is_stamp(time)), 1)


def _is_stamp(time: Element) -> bool:
    if is_in_sentence(time) or any(map(is_named_box, time.iterancestors())):
        return False
    named = f"{time.get('class', '')} {time.get('itemprop', '')}"
    return "published" in named.lower() or not _MODIFIED.search(f"{said_before(time)[-_SAID_BEFORE:]} {named}")


def language_of(page: Element, article: Json) -> str | None:
    """The page's language as a two- or three-letter code."""
    languages = (root.get("lang") for root in page.iter("html"))
    stated = (next(languages, None), _string(article.get("inLanguage")), _meta(page, "og:locale"))
    return next(filter(None, map(primary_language, stated)), None)


def outlet_of(page: Element, article: Json) -> str | None:
    """The name of the site, as it states it."""
    publisher = article.get("publisher")
    name = publisher.get("name") if isinstance(publisher, Mapping) else publisher
    return _meta(page, "og:site_name") or one_line(_string(name)) or None


def body_of(page: Element, article: Json) -> tuple[str, ...]:
    """The paragraphs of the full text that JSON-LD carries, of a video its description; none where it has no text."""
    described = (_string(article.get("description")), _meta(page, "og:description")) if _is_video(page) else ()
    text = next(filter(None, (_string(article.get("articleBody")), *described)), "")
    return tuple(plain(text).split(PARAGRAPH))


def window_title(page: Element) -> str:
    """What the page has its window called; empty where it doesn't say."""
    return text_of(next(page.iter("title"), None))


def text_of(element: Element | None) -> str:
    """An element's text on one line; empty where there is none."""
    return "" if element is None else one_line("".join(element.itertext()))


def _without_site(title: str) -> str:
    separators = tuple(_TITLE_SEPARATOR.finditer(title))
    return title[: separators[-1].start()] if separators else title


def _meta(page: Element, name: str) -> str:
    return one_line(next(iter(_META_CONTENTS(page, name=name)), ""))


def _json_of(text: str) -> object:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: object, but: str | None) -> Iterator[Json]:
    """All objects within a JSON value, outermost first, without recursion."""
    waiting = [value]
    seen = 0
    while waiting and seen < _MAX_OBJECTS:
        seen += 1
        current = waiting.pop(0)
        if isinstance(current, dict):
            yield current
            waiting.extend(inner for name, inner in current.items() if name != but)
        elif isinstance(current, list):
            waiting.extend(current)


def strings(value: object) -> tuple[str, ...]:
    """The texts of a JSON value that is one, or a list of some."""
    values = value if isinstance(value, list) else [value]
    return tuple(kind for kind in values if isinstance(kind, str))


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""
