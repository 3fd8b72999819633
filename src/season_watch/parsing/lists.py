"""Which selectors would read a page as a list: told from the links that look like articles, and what repeats there."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from season_watch.model.source import Selectors
from season_watch.parsing.addresses import absolute, host, is_home
from season_watch.parsing.markup import attribute
from season_watch.parsing.text import one_line

FEWEST_ENTRIES = 3
"""Fewer of a kind are a coincidence, or the three links of a footer."""

_MOST_LINKS = 300
_MOST_SELECTORS = 15
_LEVELS = 5
"""How far up an entry's box is looked for: cards nest a link in a heading in a body in a card in an item."""

_FEWEST_LETTERS = 12
_SLUG = re.compile(r"(?:[^\W_]+[-_]){3,}[^\W_]+|\d{5,}|[-_/]\d{4,}|/\d{3,}(?:[/.]|$)")
"""What tells an article's path from a section's: words joined by hyphens, or a number."""
_NUMBERED = re.compile(
    r"(?:^|&)(?:a?id|article_?id|art_?id|idx|idxno|news_?id|no|p|seq|sn|wr_id)=\d{2,}", re.IGNORECASE
)
"""An article's number in an address whose path is that of a program: `/view.php?idx=81`."""
_SECTION = re.compile(
    r"/(?:author|categor(?:y|ies)|label|login|page|search|tags?|topics?|users?)/|"
    r"/(?:privacy|terms-(?:and|of)|cookie-(?:notice|policy|settings)|imprint|impressum|legal-notice)[^/]*/?$",
    re.IGNORECASE,
)
"""What lists articles, or tells of the site itself."""
_FEWEST_PLAIN = 5
"""Entries of a list whose addresses tell nothing: then there are more of them, and all are called as articles are."""
_FEWEST_WORDS = 4
_FEWEST_SIGNS = 8
"""Signs of a script that puts several letters into each."""
_TAG = re.compile(r"[a-z][a-z0-9-]*", re.ASCII)
"""Names that need no escape in a selector: a page may call its elements anything."""
_CLASS = re.compile(r"[A-Za-z_][\w-]{0,60}", re.ASCII)
_BESIDE = frozenset({"nav", "header", "footer", "aside", "form"})
_WHOLE = frozenset({"[document]", "html", "body", "main", "article"})
"""What stands around a page's articles, whatever it is called."""
_NAMED_BESIDE = re.compile(
    r"(?:\S*[-_])?(?:breadcrumbs?|footer|menu|nav|navbar|navigation|pager|pagination|tag-?cloud|tag-?list|tags)|"
    r"(?:menu|nav|navbar)[-_]\S*|(?:left-|right-|primary-|secondary-)?sidebar",
    re.IGNORECASE,
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SHORTEST_TEASER = 40


def suggest_selectors(page: BeautifulSoup, url: str) -> Selectors | None:
    """The selectors that find most of a page's articles, each in a box of its own; None where nothing repeats.

    Articles are told by their addresses, and where those tell nothing by what they are called.
    """
    beside: dict[int, bool] = {}
    worded = [link for link in page.find_all("a", href=True) if _is_worded(link, url) and not _is_beside(link, beside)]
    likely = (link for link in worded if _is_articles(_address(link, url)))
    called = (link for link in worded if _is_called_as_articles_are(link))
    return _suggest(page, url, likely, FEWEST_ENTRIES) or _suggest(page, url, called, _FEWEST_PLAIN)


def _suggest(page: BeautifulSoup, url: str, leading: Iterable[Tag], fewest: int) -> Selectors | None:
    links = tuple(islice(leading, _MOST_LINKS))
    articles = {_address(link, url) for link in links}
    votes = Counter(selector for link in links for selector in dict.fromkeys(_boxes(link)))
    likely = (selector for selector, count in votes.most_common(_MOST_SELECTORS) if count >= fewest)
    scored = ((_score(page.select(selector), articles, url), selector) for selector in likely)
    # Of two that find the same, the one that was voted for later stands further out, and holds date and teaser too.
    best = max(enumerate(scored), key=lambda one: (one[1][0], one[0]), default=None)
    if best is None or best[1][0] < fewest:
        return None
    selector = best[1][1]
    return _described(selector, page.select(selector))


def _is_worded(link: Tag, url: str) -> bool:
    """Whether it leads to a page of the same site, and says so in some words."""
    address = _address(link, url)
    if address is None or host(address) != host(url) or len(_text_of(link)) < _FEWEST_LETTERS:
        return False
    return not is_home(address) and not _SECTION.search(urlsplit(address).path)


def _is_articles(address: str | None) -> bool:
    parts = urlsplit(address or "")
    return bool(_SLUG.search(parts.path) or _NUMBERED.search(parts.query))


def _is_called_as_articles_are(link: Tag) -> bool:
    words = _text_of(link).split()
    return len(words) >= _FEWEST_WORDS or sum(sign > "\u2e80" for word in words for sign in word) >= _FEWEST_SIGNS


def _is_beside(tag: Tag, known: dict[int, bool]) -> bool:
    """Whether a tag stands in a menu or what else is beside a page's articles. `known`: what was found of others."""
    around = tag.parent
    if around is None or around.name in {"html", "body"}:
        return False
    if id(around) not in known:
        known[id(around)] = _is_frame(around) or _is_beside(around, known)
    return known[id(around)]


def _is_frame(tag: Tag) -> bool:
    """Whether a tag says of itself that it holds no articles."""
    if tag.name in _BESIDE or attribute(tag, "role") in {"navigation", "contentinfo"}:
        return True
    names = (*_names(tag, "class"), *_names(tag, "id"))
    return tag.name not in _WHOLE and any(map(_NAMED_BESIDE.fullmatch, names))


def _names(tag: Tag, of: str) -> tuple[str, ...]:
    names = tag.get(of)
    return tuple(names) if isinstance(names, list) else tuple((names or "").split())


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
        # Where both find the same, the shorter one is taken.
        yield from (f"main {box.name}",) if box.find_parent("main") is not None else ()
        yield box.name
    yield from (f"{box.name}.{name}" for name in _classes(box))
    around = box.parent
    if around is not None and _TAG.fullmatch(around.name):
        yield from (f"{around.name}.{name} > {box.name}" for name in _classes(around))


def _classes(tag: Tag) -> tuple[str, ...]:
    return tuple(name for name in _names(tag, "class") if _CLASS.fullmatch(name))


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
