"""OPML 2.0 (http://opml.org/spec2.opml): the feeds of a subscription list, as other readers write it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from season_watch.model.errors import ParseError
from season_watch.parsing.decoding import decode_body
from season_watch.parsing.feeds import harmless
from season_watch.parsing.markup import Element
from season_watch.parsing.text import one_line

MOST_OUTLINES = 10_000
"""Feeds taken from one file: more than anybody follows, and fewer than would hold the program up."""

# Entities are off, and libxml2's own bounds on depth and growth are on.
_PARSER = etree.XMLParser(encoding="utf-8", recover=True, resolve_entities=False, load_dtd=False, no_network=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A feed of a list, as written: `name` is one line and may be empty, `url` may be anything.

    `categories` are what its `category` attribute lists, such as `/tv/drama`.
    """

    name: str
    url: str
    categories: tuple[str, ...] = ()


def read_opml(body: bytes) -> tuple[Outline, ...]:
    """The feeds of a list, in its order and out of their folders, `MOST_OUTLINES` at most.

    Raises ParseError `not-opml`, or `cut-off` where the list has no end: of half a list none is taken.
    """
    document = harmless(decode_body(body, "").text)
    root = etree.fromstring(document, _PARSER) if document.strip() else None
    if root is None or not isinstance(root.tag, str) or root.tag.lower() != "opml":
        raise ParseError("not-opml", "It holds no <opml> element.")
    if len(root) and _is_cut(document):
        raise ParseError("cut-off", "It breaks off before its </opml>: export it once more.")
    outlines = (_outline(one) for one in root.iter("outline"))
    return tuple(islice(filter(None, outlines), MOST_OUTLINES))


def _is_cut(document: bytes) -> bool:
    """Whether a list has no end, or goes on behind what looks like one."""
    _, end, behind = document.lower().rpartition(b"</opml")
    return not end or b"<outline" in behind


def _outline(element: Element) -> Outline | None:
    """A feed's outline; None for a folder or a link. Attribute names are often written in another case."""
    stated = {name.lower(): value for name, value in element.attrib.items()}
    url = "".join(stated.get("xmlurl", "").split())
    if not url:
        return None
    return Outline(
        name=one_line(stated.get("text") or stated.get("title") or ""),
        url=url,
        categories=tuple(_categories(stated.get("category", ""))),
    )


def _categories(written: str) -> Iterator[str]:
    yield from filter(None, (one_line(each) for each in written.split(",")))
