"""Plain text in columns, counted as a terminal shows them: a Korean syllable takes two."""

from collections.abc import Iterator
from unicodedata import east_asian_width

WIDTH = 78
"""Columns of a plain text mail (RFC 5322, 2.1.1)."""


def columns(text: str) -> int:
    """How many columns the text takes."""
    return sum(_columns_of(char) for char in text)


def wrapped(text: str, *, first: str = "", rest: str = "") -> str:
    """The text in lines of at most `WIDTH` columns, the first after `first`, the others after `rest`.

    An address stays whole, however long it is: a broken link is worse than a long line.
    """
    lines = [first]
    empty = True
    for piece in _pieces(text, WIDTH - max(columns(first), columns(rest))):
        gap = "" if empty else " "
        if not empty and columns(lines[-1] + gap + piece) > WIDTH:
            lines.append(rest)
            gap = ""
        lines[-1] += gap + piece
        empty = False
    return "\n".join(lines)


def _columns_of(char: str) -> int:
    return 2 if east_asian_width(char) in "WF" else 1


def _pieces(text: str, room: int) -> Iterator[str]:
    """The words of the text, those too long for a line cut into parts that fit."""
    for word in text.split():
        if "://" in word:
            yield word
        else:
            yield from _parts(word, room)


def _parts(word: str, room: int) -> Iterator[str]:
    start = used = 0
    for end, char in enumerate(word):
        width = _columns_of(char)
        if used + width > room:
            yield word[start:end]
            start, used = end, 0
        used += width
    yield word[start:]
