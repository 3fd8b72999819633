"""What a page holds and shows to nobody who reads its text: it is no part of it."""

import re
from collections.abc import Iterable
from itertools import chain, takewhile

from lxml.etree import XPath

from season_watch.parsing.markup import Element, drop

_CANDIDATES = XPath("//*[@hidden or @aria-hidden or @style or @role or @class]")
_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)(?![\w-])", re.IGNORECASE)
_DIALOGS = frozenset({"alertdialog", "dialog"})
# Names by which the common style sheets hide, and those by which they show the same again on wider screens.
_HIDDEN = re.compile(r"(?:^|\s)(?:(?:is-|u-)?hidden|d-none|hide)(?:\s|$)", re.IGNORECASE)
_SHOWN_WIDER = re.compile(r"(?<![\w-])(?:d-)?(?:sm|md|lg|xl|xxl|2xl)[:-]", re.IGNORECASE)
_READ_ALOUD = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-?reader(?:-text|-only)?|a11y-hidden|offscreen)(?:\s|$)", re.IGNORECASE
)


def drop_unseen(page: Element) -> None:
    """Take out what is hidden, or shown in a window above the page alone.

    What holds the headline or an `<article>` stays: a script will show it.
    """
    shown_later = _around(page.iter("h1", "article", "main", "body"))
    for element in _CANDIDATES(page):
        if element not in shown_later and _is_unseen(element):
            drop(element)


def _around(elements: Iterable[Element]) -> set[Element]:
    """Elements and all that they stand in."""
    around: set[Element] = set()
    for element in elements:
        higher = chain((element,), element.iterancestors())
        around.update(takewhile(lambda one: one not in around, higher))
    return around


def _is_unseen(element: Element) -> bool:
    said = element.attrib
    if "hidden" in said or _is_hidden_aloud(element) or said.get("role") in _DIALOGS:
        return True
    names, style = said.get("class"), said.get("style")
    if style and _STYLE.search(style):
        return True
    return bool(names) and _is_named_unseen(element, names)


def _is_named_unseen(element: Element, names: str) -> bool:
    if _HIDDEN.search(names):
        return not _SHOWN_WIDER.search(names)
    return bool(_READ_ALOUD.search(names)) and not any(map(_is_hidden_aloud, _neighbours(element)))


def _is_hidden_aloud(element: Element) -> bool:
    """Whether it is kept from those who have the page read to them: there is nothing to read in it."""
    return bool(element.get("aria-hidden") == "true")


def _neighbours(element: Element) -> Iterable[Element]:
    """What stands right beside it: words to be read aloud may stand for what only looks like them."""
    return (one for one in (element.getprevious(), element.getnext()) if one is not None)
