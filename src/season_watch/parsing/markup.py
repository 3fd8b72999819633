"""HTML pages as BeautifulSoup trees."""

import warnings

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning


def parse_html(markup: str) -> BeautifulSoup:
    """A page as a tree. By lxml: `html.parser` needs quadratic time on hostile input."""
    with warnings.catch_warnings():
        # A page that opens with an XML declaration is read as HTML all the same.
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        return BeautifulSoup(markup, "lxml")


def attribute(tag: Tag | None, name: str) -> str | None:
    """An attribute's value; None where the tag or the attribute is missing, or holds a list."""
    value = tag.get(name) if tag else None
    return value if isinstance(value, str) else None


def stated_language(page: BeautifulSoup) -> str | None:
    """What `<html lang>` says."""
    return attribute(page.find("html"), "lang")
