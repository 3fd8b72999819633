"""Concepts: what the words of a sentence are about, looked up in a lexicon that every language has as data.

One pass finds all phrases, however many there are. A phrase is found as whole words, with any ending where it ends with
`*`, and anywhere in a text of a language that writes its words together.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from season_watch.claims.folding import whole
from season_watch.claims.home import HOME

_ENDING = "*"
_UNSPACED = frozenset({"ja", "ko"})


class Tag(NamedTuple):
    """A stretch of a folded text that stands for a concept; made for every word that tells anything."""

    start: int
    end: int
    concept: str


class Lexicon:
    """Phrases of a language under their `concepts`. Of phrases that overlap, the first and longest counts."""

    def __init__(self, concepts: Mapping[str, Iterable[str]], *, unspaced: bool = False) -> None:
        phrases: dict[str, tuple[str, ...]] = {}
        shared: dict[tuple[str, ...], tuple[str, ...]] = {}
        for concept, listed in concepts.items():
            for phrase in listed:
                both = (*phrases.get(phrase, ()), concept)
                phrases[phrase] = shared.setdefault(both, both)
        self._concepts = tuple(phrases.values())
        self._open_ended = tuple(phrase.endswith(_ENDING) for phrase in phrases)
        self._automaton = AhoCorasick((phrase.removesuffix(_ENDING) for phrase in phrases), store_patterns=False)
        self._unspaced = unspaced
        self.concepts = frozenset(concepts)

    def tags(self, folded: str) -> Iterator[Tag]:
        """The concepts of a folded text, in order; a phrase that stands for several comes once for each."""
        end_of_last = 0
        for start, end, place in sorted(self._found(folded), key=_leftmost_longest):
            if start >= end_of_last:
                end_of_last = end
                yield from [Tag(start, end, concept) for concept in self._concepts[place]]

    def _found(self, folded: str) -> Iterator[tuple[int, int, int]]:
        for place, start, end in self._automaton.find_matches_as_indexes(whole(folded), overlapping=True):
            if self._unspaced or self._is_whole(folded, start, end, place):
                yield start, end, place

    def _is_whole(self, folded: str, start: int, end: int, place: int) -> bool:
        if start and _in_word(folded[start - 1]):
            return False
        return self._open_ended[place] or end == len(folded) or not _in_word(folded[end])


def _leftmost_longest(found: tuple[int, int, int]) -> tuple[int, int]:
    start, end, _ = found
    return start, -end


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language that has rules."""
    home = HOME / "lexicon"
    table = tomllib.loads((home / f"{language}.toml").read_text("utf-8"))
    return Lexicon(table["concepts"], unspaced=language in _UNSPACED)
