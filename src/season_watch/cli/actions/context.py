"""Quoted words where they stood: the sentence around a piece of evidence."""

import re
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


def _is_over(quote: str) -> bool:
    return bool(re.search(r"[.!?…。！？]['\"”’)\]]*$", quote))
