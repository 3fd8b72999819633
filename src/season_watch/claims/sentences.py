"""Sentences: where each begins and ends in an item, and what kind of line it stands on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]+")
_END = re.compile(r"[.!?…。？！]+[\"')\]]*(?=\s|$)|[。？！][\"')\]]*")
_CLOSING = "\"')]"
"""What may stand behind the mark that ends a sentence."""
_ASKING = ("?", "？")
MOST_OF_A_SENTENCE = 2_000
"""Longer ones are tables or lost markup, and are not read."""
_HEADING_MOST = 110
"""Headings of news items are shorter; a line that long without a full stop is a cut-off sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A stretch of the folded item. `line` counts lines from 0, the title; `position` counts sentences on a line."""

    start: int
    end: int
    folded: str
    line: int
    position: int
    heading: bool
    question: bool


def split(folded: str, abbreviations: re.Pattern[str], skipped: re.Pattern[str]) -> Iterator[Sentence]:
    """The sentences of an item, in order, without lines that belong to the page rather than to the item.

    `abbreviations` matches what ends with a full stop and yet ends no sentence; `skipped` matches page furniture,
    which ends a line wherever it starts.
    """
    for number, line in enumerate(_LINE.finditer(folded)):
        furniture = skipped.search(folded, line.start(), line.end()) if number else None
        end = furniture.start() if furniture else line.end()
        yield from _of_line(folded, line.start(), end, number, abbreviations)


def _of_line(folded: str, start: int, end: int, number: int, abbreviations: re.Pattern[str]) -> Iterator[Sentence]:
    alone = end - start <= _HEADING_MOST and not folded[start:end].rstrip().endswith((".", "!", ";", ",", "。", "！"))
    begin, position = start, 0
    for stop in _END.finditer(folded, start, end):
        if abbreviations.search(folded, max(begin, stop.start() - 12), stop.end()):
            continue
        yield _sentence(folded, begin, stop.end(), number, position, alone and stop.end() == end and position == 0)
        begin, position = stop.end(), position + 1
    if folded[begin:end].strip():
        yield _sentence(folded, begin, end, number, position, alone and position == 0)


def _sentence(folded: str, start: int, end: int, number: int, position: int, heading: bool) -> Sentence:
    text = folded[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    return Sentence(
        start=start,
        end=start + len(text),
        folded=text,
        line=number,
        position=position,
        heading=heading and number > 0,
        question=text.rstrip(_CLOSING).endswith(_ASKING),
    )
