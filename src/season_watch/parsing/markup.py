"""HTML as trees, within bounds that hostile markup can't stretch."""

import re
import warnings
from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

Element = Any
"""An lxml element; lxml has no types of its own."""

# libxml2 compares each attribute of a tag with all others: 50,000 of them took 22 s. Long tags are pictures written
# into their page, or an attack; neither is missed.
_LONG_TAG = re.compile(r"<(/?[A-Za-z][\w:-]{0,40})[^<>]{10000,}>")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_REPLACEMENT = "\ufffd"
HTML_ROOT = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
"""What a document begins with that is a web page."""
_HTML_PARSER = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)


def bounded(markup: str) -> str:
    """Markup whose tags of more than 10,000 characters have lost their attributes."""
    return _LONG_TAG.sub(r"<\1>", markup)


def parse_html(markup: str) -> "BeautifulSoup":
    """A page as a tree for CSS selectors. By lxml: `html.parser` needs quadratic time on hostile input."""
    # What reads feeds has none of its 5 MB to do with.
    from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning

    with warnings.catch_warnings():
        # A page that opens with an XML declaration is read as HTML all the same, and an address finds nothing.
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        return BeautifulSoup(bounded(markup), "lxml")


def html_tree(markup: str) -> Element:
    """Markup as an lxml tree without comments, 256 levels deep at most: for text and metadata, where speed counts."""
    # Without the element in front, markup without any would have no tree.
    return etree.fromstring(b"<div>" + _encoded(bounded(markup)), _HTML_PARSER)


def drop(element: Element) -> None:
    """Take an element out of its tree, if it is in one; text that follows it stays, behind an empty element.

    Joined to the text before, the text would be copied once for each element that a hostile page has dropped.
    """
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        element.clear(keep_tail=True)
        element.tag = "span"
    else:
        parent.remove(element)


def _encoded(markup: str) -> bytes:
    whole = markup.replace("\x00", _REPLACEMENT)
    try:
        return whole.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub(_REPLACEMENT, whole).encode()


def attribute(tag: "Tag | None", name: str) -> str | None:
    """An attribute's value; None where the tag or the attribute is missing, or holds a list."""
    value = tag.get(name) if tag else None
    return value if isinstance(value, str) else None
