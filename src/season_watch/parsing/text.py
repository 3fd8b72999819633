"""Plain text: from HTML, and from strings whose controls must not reach a mail header, a terminal or a log."""

import html
import re
from collections.abc import Iterable

from lxml import etree

from season_watch.parsing.markup import Element, html_tree

PARAGRAPH = "\n\n"

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
# Marks, embeddings, overrides and isolates: invisible, and able to turn the words around them.
_BIDI = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_REPLACEMENT = "\ufffd"
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")

NOT_TEXT = frozenset(["head", "iframe", "noscript", "object", "script", "style", "svg", "template"])
# fmt: off
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "legend",
    "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "td", "th", "tr", "ul",
})
# fmt: on
# `lb` is what trafilatura makes of `br`.
_LINE_BREAKS = frozenset({"br", "lb"})
# Stand-ins for breaks while white space is folded. A text that held one itself would get a break there.
_BLOCK_MARK = "\x02"
_LINE_MARK = "\x03"


def one_line(text: str) -> str:
    """Text on one line: no controls, no bidi marks, no lone surrogates, white space folded to single spaces."""
    if "  " not in text and text.isprintable():  # as most lines are, and it takes a tenth of the time to know
        return text.strip()
    shown = _BIDI.sub("", _SURROGATES.sub(_REPLACEMENT, text))
    return " ".join(_CONTROLS.sub(" ", shown).split())


def paragraphs(text: str) -> str:
    """Plain text with its blank lines kept as paragraph breaks, and each line as `one_line` has it."""
    return _join_paragraphs(_BLANK_LINE.split(text.replace("\r\n", "\n")))


def _join_paragraphs(blocks: Iterable[str]) -> str:
    """Paragraphs joined by a blank line; the empty ones are left out, lines within one stay lines."""
    return PARAGRAPH.join(filter(None, map(_lines, filter(str.strip, blocks))))


def _lines(block: str) -> str:
    if "\n" not in block:
        return one_line(block)
    return "\n".join(filter(None, map(one_line, block.split("\n"))))


def plain(markup: str) -> str:
    """The text of an HTML fragment: blocks become paragraphs, `<br>` a line break; scripts and styles are dropped."""
    if "<" not in markup:
        return paragraphs(html.unescape(markup))
    return _text_of(html_tree(markup), _BLOCKS, NOT_TEXT)


def element_paragraphs(
    root: Element, *, blocks: frozenset[str] = _BLOCKS, dropped: frozenset[str] = NOT_TEXT
) -> tuple[str, ...]:
    """The paragraphs of an lxml element: each of `blocks` begins and ends one."""
    text = _text_of(root, blocks, dropped)
    return tuple(text.split(PARAGRAPH)) if text else ()


def _text_of(root: Element, blocks: frozenset[str], dropped: frozenset[str]) -> str:
    """The words of an element: its line ends mean as much as spaces, and its breaks are what its tags say."""
    text = "".join(_pieces(root, blocks, dropped)).replace("\n", " ").replace(_LINE_MARK, "\n")
    return _join_paragraphs(text.split(_BLOCK_MARK))


def _pieces(root: Element, blocks: frozenset[str], dropped: frozenset[str]) -> list[str]:
    pieces: list[str] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if element.tag in blocks:
            pieces.append(_BLOCK_MARK)
        if event == "start" and element.tag in dropped:
            walker.skip_subtree()
        elif event == "start":
            pieces.append(_LINE_MARK if element.tag in _LINE_BREAKS else element.text or "")
        elif element is not root:
            pieces.append(element.tail or "")
    return pieces


def primary_language(tag: str | None) -> str | None:
    """The language of a tag such as `en-GB` or `pt_BR`, in lower case; None where it isn't one."""
    found = re.match(r"\s*([A-Za-z]{2,3})(?![A-Za-z])", tag or "")
    return found[1].lower() if found else None
