"""Boxes amid an article: letters to subscribe to, other articles, what others read. They are no part of its text."""

import re

from season_watch.parsing.markup import Element

INVITATION = (
    r"\W*(?:also read|read (?:also|more|next)|related|recommended|trending|popular on|see also|more from|"
    r"you may also like|next|don.t miss|lee también|leer más|te puede interesar|mira|más información|leia também|"
    r"à lire aussi|auch interessant|baca juga|관련\s?기사)"
)
"""“Also read: …” in the languages of our sources: what invites to another article."""

# What boxes call themselves in `class` and `id`, as a word of its own: an article on a letter is no letter.
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:also[_-]?read|read[_-]?also|author[_-]?bio|mc4wp|more[_-]stories|newsletter|outbrain|promo|recirc|"
    r"recommended|related(?:articles|content|links|posts|stories)?|subscribe|taboola|trending|yarpp)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HEADED = re.compile(INVITATION + r"(?: stories| articles| posts| news| coverage)?\W*", re.IGNORECASE)
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_KINDS = ("div", "section", "ul", "ol", "p", "template")
# More than a box says, in characters and elements. Names such as `tag-trending` also stand on articles, whose headline
# or length tells them apart.
_MOST = 1_500
# A box that only its heading tells is shorter: the heading may also begin the article's own element.
_MOST_HEADED = 600


def drop_boxes(page: Element) -> None:
    """Take the boxes out of a page, a tree of `lxml.html`."""
    for element in list(page.iter(*_KINDS)):
        if element is not page and _is_box(element):
            element.drop_tree()


def _is_box(element: Element) -> bool:
    if element.tag == "template":
        return True
    if _NAMED.search(f"{element.get('class', '')} {element.get('id', '')}"):
        return _is_small(element, _MOST)
    return _is_headed(element) and _is_small(element, _MOST_HEADED)


def _is_headed(element: Element) -> bool:
    first = next(element.iterchildren(*_HEADINGS), None)
    if first is None or first.getprevious() is not None or (element.text or "").strip():
        return False
    return bool(_HEADED.fullmatch("".join(first.itertext())))


def _is_small(element: Element, most: int) -> bool:
    """Whether there is little in it, and no headline of a page. Looks no further than it must: pages may be hostile."""
    left = most
    for inner in element.iter():
        left -= 1 + len((inner.text or "").strip()) + len((inner.tail or "").strip())
        if left < 0 or inner.tag == "h1":
            return False
    return True
