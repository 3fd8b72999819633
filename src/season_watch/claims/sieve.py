"""The sieve: of many patterns, those that a text may fit, found by its words in one pass."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import chain, islice, repeat
from operator import or_

from season_watch.claims.known_literals import MESHES, Needs, read_needs

_INSIDE = re.compile(r"(?<=\S)\b(?=\S)")
"""The edges inside of what stands between blanks: `isn't` has three words."""
_NO_NEED = frozenset({""})
_WORDS_KEPT = 1 << 15
"""What is known of a word is kept: news has a few ten thousand of them, which take some megabytes."""


class Sieve:
    """Patterns under their literals: a text lets through those of which it holds a literal of each set.

    Sets of places are the bits of a number, those of each mesh above those of the one before: one lookup a word finds
    them all.
    """

    def __init__(self, patterns: Iterable[str], needs_of: Needs = read_needs) -> None:
        listed = tuple(patterns)
        self._size = len(listed)
        self._places = (1 << self._size) - 1
        bits = _bits_by_literal(map(needs_of, listed), self._size)
        self._always = bits.pop("", 0)
        self._of_word = _WordsKnown(bits)

    def let_through(self, text: str) -> list[int]:
        """The places of the patterns that a text may fit, in order; it fits none of the others."""
        held = reduce(or_, map(self._of_word.__getitem__, text.split()), self._always)
        places = self._places
        for _ in range(MESHES):
            places &= held
            held >>= self._size
        return list(_set_bits(places))


def _bits_by_literal(needs: Iterable[Sequence[frozenset[str]]], size: int) -> dict[str, int]:
    bits = defaultdict[str, int](int)
    for place, meshes in enumerate(needs):
        for mesh, need in enumerate(islice(chain(meshes, repeat(_NO_NEED)), MESHES)):
            for literal in need:
                bits[_INSIDE.sub(" ", literal)] |= 1 << (mesh * size + place)
    return bits


def _set_bits(number: int) -> Iterator[int]:
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


class _WordsKnown(dict[str, int]):
    """The bits under each word that was met, by the literals in it."""

    def __init__(self, bits: Mapping[str, int]) -> None:
        self._bits = bits
        self._lengths = sorted({len(literal) for literal in bits})

    def __missing__(self, word: str) -> int:
        if len(self) >= _WORDS_KEPT:
            self.clear()
        edged = _INSIDE.sub(" ", f" {word} ")
        parts = {edged[start : start + n] for n in self._lengths for start in range(len(edged) - n + 1)}
        found = self[word] = reduce(or_, (self._bits[part] for part in parts & self._bits.keys()), 0)
        return found
