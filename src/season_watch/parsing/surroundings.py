"""What stands amid an article or after it and is known by its element or its place: AMP's adverts, forms for letters,
comments, the articles that follow, and lines that are links to others.
"""

import re
from collections.abc import Iterator
from itertools import islice

from season_watch.parsing.boxes import is_small
from season_watch.parsing.markup import Element, drop

_FRAMES = (
    "amp-ad",
    "amp-auto-ads",
    "amp-consent",
    "amp-embed",
    "amp-sidebar",
    "amp-sticky-ad",
    "amp-user-notification",
)
_COMMENTED = re.compile(
    r"\W*(?:\d+ )?(?:comments?|join the conversation|leave a (?:comment|reply)|reader comments|댓글|comentarios|"
    r"comentários|commentaires|kommentare|komentar|コメント)\W*(?:\d+\W*)?",
    re.IGNORECASE,
)
_HEADINGS = ("h2", "h3", "h4")
_BOXES = frozenset({"aside", "div", "p", "section"})
_MOST_AROUND_FORM = 600
"""Characters and elements of what stands around a field for an address."""
_MOST_COMMENTS = 50_000
_MOST_ASKED = 50
_MOST_COMMENTED = 5
"""Fields and headings that are looked at: what stands around each is gone through."""
_PARAGRAPH = 80
_SHORTEST_HEADLINE = 30
"""Characters. A shorter link on a line of its own may be the heading of what follows."""


def drop_surroundings(page: Element) -> None:
    """Take out what is known by its element or its place."""
    unwanted = (page.iter(*_FRAMES), _letters(page), _comments(page), _further_articles(page), _linked_lines(page))
    for some in unwanted:
        for element in list(some):
            drop(element)


def _letters(page: Element) -> Iterator[Element]:
    """The boxes around forms that ask for an address."""
    fields = islice(filter(_asks_for_address, page.iter("input")), _MOST_ASKED)
    for field in fields:
        form = next(field.iterancestors("form"), None)
        around = None if form is None else form.getparent()
        if around is not None and around.tag in _BOXES and is_small(around, _MOST_AROUND_FORM):
            yield around


def _asks_for_address(field: Element) -> bool:
    return field.get("type") == "email" or "email" in field.get("name", "").lower()


def _comments(page: Element) -> Iterator[Element]:
    """The parts that begin with a heading that says so."""
    named = (one for one in page.iter(*_HEADINGS) if _COMMENTED.fullmatch("".join(one.itertext())))
    for heading in islice(named, _MOST_COMMENTED):
        around = heading.getparent()
        is_first = heading.getprevious() is None and not (around.text or "").strip()
        if is_first and around.tag in _BOXES and is_small(around, _MOST_COMMENTS):
            yield around


def _further_articles(page: Element) -> Iterator[Element]:
    """The other articles that follow the one with the headline: endless pages have them."""
    first = next((one for one in page.iter("article") if one.find(".//h1") is not None), None)
    if first is None or not any(len("".join(one.itertext()).strip()) >= _PARAGRAPH for one in first.iter("p")):
        return iter(())
    return filter(_is_another, first.itersiblings("article"))


def _is_another(article: Element) -> bool:
    """Whether an article has a headline, or one that leads to its own page: a chapter has neither."""
    heading = next(article.iter("h1", *_HEADINGS), None)
    if heading is None:
        return False
    return heading.tag == "h1" or next(heading.iter("a"), None) is not None or heading.getparent().tag == "a"


def _linked_lines(page: Element) -> Iterator[Element]:
    """The links that are a whole line of a text in lines, and as long as a headline."""
    for link in page.iter("a"):
        before, after = link.getprevious(), link.getnext()
        if before is None or before.tag != "br" or (after is not None and after.tag != "br"):
            continue
        beside = f"{before.tail or ''}{link.tail or ''}"
        is_line = not any(map(str.isalnum, beside))
        if is_line and len("".join(link.itertext()).strip()) >= _SHORTEST_HEADLINE:
            yield link
