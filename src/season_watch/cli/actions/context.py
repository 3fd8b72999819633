"""Quoted words where they stood: the sentence around a piece of evidence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from season_watch.model.claim import Evidence
from season_watch.model.item import Item

_ENDS = re.compile(r"[.!?…]['\"”’)\]]*(?=\s)|\n|(?<=다\.)|[。！？]")
"""Where a sentence is over, near enough to show one; the reader's own rules decide what is claimed."""

_ROOM = 300
"""Characters shown on either side at most: lists without full stops have long sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A quote, and the rest of its sentence on either side."""

    before: str
    quote: str
    after: str

    def marked(self) -> str:
        """The sentence with the quote in guillemets."""
        return f"{self.before}«{self.quote}»{self.after}"


def in_context(item: Item, evidence: Evidence) -> Quoted:
    """Evidence in its sentence; alone where the item has changed since and the words are no longer there."""
    whole = f"{item.title}\n{item.text}"
    if whole[evidence.start : evidence.end] != evidence.quote:
        return Quoted(before="", quote=evidence.quote, after="")
    earlier = whole[max(0, evidence.start - _ROOM) : evidence.start]
    later = whole[evidence.end : evidence.end + _ROOM]
    starts = [end.end() for end in _ENDS.finditer(earlier)]
    end = None if _is_over(evidence.quote) else _ENDS.search(later)
    return Quoted(
        before=earlier[starts[-1] if starts else 0 :].lstrip(),
        quote=evidence.quote,
        after="" if _is_over(evidence.quote) else later[: end.end() if end else _ROOM].rstrip(),
    )


def marked(item: Item, evidence: Evidence, words: Iterable[Evidence]) -> str:
    """The sentence of some evidence with words of it in guillemets; words that overlap share a pair."""
    shown, at, quoted = "", evidence.start, in_context(item, evidence)
    for start, end in _spans(evidence, words):
        shown += f"{_slice(evidence, at, start)}«{_slice(evidence, start, end)}»"
        at = end
    return f"{quoted.before}{shown}{_slice(evidence, at, evidence.end)}{quoted.after}"


def _slice(evidence: Evidence, start: int, end: int) -> str:
    return evidence.quote[start - evidence.start : end - evidence.start]


def _spans(evidence: Evidence, words: Iterable[Evidence]) -> list[tuple[int, int]]:
    """Where the words stand within the evidence, in order and apart from each other."""
    spans: list[tuple[int, int]] = []
    for one in sorted(words, key=lambda one: one.start):
        start, end = max(one.start, evidence.start), min(one.end, evidence.end)
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        elif start < end:
            spans.append((start, end))
    return spans


def _is_over(quote: str) -> bool:
    return bool(re.search(r"[.!?…。！？]['\"”’)\]]*$", quote))
