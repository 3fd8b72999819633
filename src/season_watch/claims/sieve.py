"""The sieve: of many patterns, those that a text may fit, found by its words in one pass."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from season_watch.claims.literals import literals

_MESHES = 2
"""How many sets of literals are looked for: a third one stops hardly a pattern more."""
_WORDS_KEPT = 1 << 15
"""What is known of a word is kept: news has a few ten thousand of them, which take some megabytes."""


class Sieve:
    """Patterns under their literals: a text lets through those of which it holds a literal of each set."""

    def __init__(self, patterns: Iterable[re.Pattern[str]]) -> None:
        needs = list(map(literals, patterns))
        self._places = frozenset(range(len(needs)))
        ranks = ([some[rank] if rank < len(some) else frozenset() for some in needs] for rank in range(_MESHES))
        self._meshes = [_Mesh(some) for some in ranks if any(some)]

    def let_through(self, text: str) -> list[int]:
        """The places of the patterns that a text may fit, in order; it fits none of the others."""
        words, places = text.split(), self._places
        for mesh in self._meshes:
            places &= mesh.let_through(words)
        return sorted(places)


class _Mesh:
    """One set of literals for each pattern; a pattern without any always comes through."""

    def __init__(self, needs: Iterable[frozenset[str]]) -> None:
        places = defaultdict[str, set[int]](set)
        for place, need in enumerate(needs):
            for literal in need or {""}:
                places[literal].add(place)
        self._always = frozenset(places.pop("", ()))
        self._of_word = _WordsKnown(places)

    def let_through(self, words: Iterable[str]) -> frozenset[int]:
        return self._always.union(*map(self._of_word.__getitem__, words))


class _WordsKnown(dict[str, frozenset[int]]):
    """The places under each word that was met, by the literals in it."""

    def __init__(self, places: Mapping[str, set[int]]) -> None:
        self._places = places
        self._lengths = sorted({len(literal) for literal in places})

    def __missing__(self, word: str) -> frozenset[int]:
        if len(self) >= _WORDS_KEPT:
            self.clear()
        parts = {word[start : start + n] for n in self._lengths for start in range(len(word) - n + 1)}
        found = self[word] = frozenset().union(*(self._places[part] for part in parts & self._places.keys()))
        return found
