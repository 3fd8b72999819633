"""Which selectors would read a page as a list: told from the links that look like articles, and what repeats there."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from season_watch.model.source import Selectors
from season_watch.parsing.addresses import absolute, host
from season_watch.parsing.markup import attribute
from season_watch.parsing.text import one_line

FEWEST_ENTRIES = 3
"""Fewer of a kind are a coincidence, or the three links of a footer."""

_MOST_LINKS = 300
_MOST_SELECTORS = 15
_LEVELS = 5
"""How far up an entry's box is looked for: cards nest a link in a heading in a body in a card in an item."""

_FEWEST_LETTERS = 12
_SLUG = re.compile(r"(?:[^\W_]+[-_]){3,}[^\W_]+|\d{5,}|[-_/]\d{4,}")
"""What tells an article's path from a section's: words joined by hyphens, or a number."""
_TAG = re.compile(r"[a-z][a-z0-9-]*", re.ASCII)
"""Names that need no escape in a selector: a page may call its elements anything."""
_CLASS = re.compile(r"[A-Za-z_][\w-]{0,60}", re.ASCII)
_BESIDE = ("nav", "header", "footer", "aside", "form")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SHORTEST_TEASER = 40


def suggest_selectors(page: BeautifulSoup, url: str) -> Selectors | None:
    """The selectors that find most of a page's articles, each in a box of its own; None where nothing repeats."""
    links = tuple(islice((link for link in page.find_all("a", href=True) if _leads_to_article(link, url)), _MOST_LINKS))
    articles = {_address(link, url) for link in links}
    votes = Counter(selector for link in links for selector in dict.fromkeys(_boxes(link)))
    likely = (selector for selector, count in votes.most_common(_MOST_SELECTORS) if count >= FEWEST_ENTRIES)
    scored = ((_score(page.select(selector), articles, url), selector) for selector in likely)
    # Of two that find the same, the one that was voted for later stands further out, and holds date and teaser too.
    best = max(enumerate(scored), key=lambda one: (one[1][0], one[0]), default=None)
    if best is None or best[1][0] < FEWEST_ENTRIES:
        return None
    selector = best[1][1]
    return _described(selector, page.select(selector))


def _leads_to_article(link: Tag, url: str) -> bool:
    address = _address(link, url)
    if address is None or host(address) != host(url) or len(_text_of(link)) < _FEWEST_LETTERS:
        return False
    return bool(_SLUG.search(urlsplit(address).path)) and link.find_parent(_BESIDE) is None


def _address(link: Tag | None, url: str) -> str | None:
    address = absolute(attribute(link, "href"), url)
    return address.partition("#")[0] if address else None


def _boxes(link: Tag) -> Iterator[str]:
    """Selectors of the boxes around a link, innermost first."""
    for box in islice((link, *link.parents), _LEVELS):
        if box.name in {"body", "html", "main"}:
            return
        yield from _selectors_of(box)


def _selectors_of(box: Tag) -> Iterator[str]:
    if not _TAG.fullmatch(box.name):
        return
    if box.name in {"article", "li"}:
        yield box.name
    yield from (f"{box.name}.{name}" for name in _classes(box))
    around = box.parent
    if around is not None and _TAG.fullmatch(around.name):
        yield from (f"{around.name}.{name} > {box.name}" for name in _classes(around))


def _classes(tag: Tag) -> tuple[str, ...]:
    names = tag.get("class")
    return tuple(name for name in names if _CLASS.fullmatch(name)) if isinstance(names, list) else ()


def _score(boxes: Sequence[Tag], articles: set[str | None], url: str) -> float:
    """How many articles have a box of their own, less where boxes hold none: a box that holds two hides one."""
    reached = {_address(_first_link(box), url) for box in boxes} & articles
    return len(reached) ** 2 / len(boxes) if boxes else 0.0


def _first_link(box: Tag) -> Tag | None:
    link = box if box.name == "a" else box.find("a", href=True)
    return link if isinstance(link, Tag) else None


def _described(selector: str, boxes: Sequence[Tag]) -> Selectors:
    """The selector of the boxes, with those of what most of them hold."""
    heading = _common((tag.name for box in boxes for tag in box.find_all(_HEADINGS, limit=1)), boxes)
    has_words = heading or _common((_text_of(_first_link(box))[:1] and "a" for box in boxes), boxes)
    return Selectors(
        entry=selector,
        link=None if has_words else _common((name for box in boxes for name in _worded_links(box)), boxes),
        title=heading,
        summary=_common(("p" for box in boxes if _has_teaser(box)), boxes),
        published=_common(("time" for box in boxes if box.find("time")), boxes),
    )


def _common(names: Iterable[str], boxes: Sequence[Tag]) -> str | None:
    """The name that was found most often, where that is in more than half of the boxes."""
    found = Counter(filter(None, names)).most_common(1)
    return found[0][0] if found and found[0][1] * 2 > len(boxes) else None


def _worded_links(box: Tag) -> Iterator[str]:
    """Selectors of the links in a box that say something: the first may be a picture's."""
    worded = (link for link in box.find_all("a", href=True) if len(_text_of(link)) >= _FEWEST_LETTERS)
    yield from (f"a.{name}" for link in islice(worded, 1) for name in _classes(link))


def _has_teaser(box: Tag) -> bool:
    paragraph = box.find("p")
    return isinstance(paragraph, Tag) and len(_text_of(paragraph)) >= _SHORTEST_TEASER


def _text_of(tag: Tag | None) -> str:
    return one_line(tag.get_text()) if tag else ""
