"""Mentions: which watches an item names at all. One pass over the text, however many watches there are."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from season_watch.claims.folding import fold, whole
from season_watch.claims.names import SPACED_WORD, UNSPACED_PAIR, names_of, whole_words
from season_watch.claims.page import MOST_CHARACTERS
from season_watch.model.watch import Watch

_SETS_KEPT = 4
"""A process reads for one set of watches, or for two while its configuration is reloaded."""
_PATTERNS_KEPT = 512
"""A name's pattern is compiled when a text first holds its rarest word: compiling those of 5,000 watches takes 9 s."""


class Mentions:
    """The names of a set of watches, made once to look for all of them in item after item."""

    def __init__(self, watches: Iterable[Watch]) -> None:
        self._watches = tuple(watches)
        names = [(name, place) for place, watch in enumerate(self._watches) for name in names_of(watch)]
        uses = Counter(word for name, _ in names for word in _words(name))
        self._under = defaultdict[str, list[tuple[str, int]]](list)
        for name, place in names:
            rarest = min(_words(name), key=lambda word: (uses[word], -len(word), word), default="")
            self._under[rarest].append((name, place))
        self._always = self._under.pop("", [])
        self._rarest = tuple(self._under)
        self._automaton = AhoCorasick(self._rarest)

    def in_item(self, title: str, text: str) -> tuple[Watch, ...]:
        """The watches whose title or alias stands in the item as whole words, in the order given.

        What no reader reads, for it stands too far behind, mentions nothing.
        """
        folded = fold(f"{title}\n{text}"[:MOST_CHARACTERS])
        names = (*self._always, *(name for word in self._rarest_in(folded) for name in self._under[word]))
        places = {place for name, place in names if _pattern_of(name).search(folded)}
        return tuple(self._watches[place] for place in sorted(places))

    def _rarest_in(self, folded: str) -> set[str]:
        """The words that names are kept under, of those in a text."""
        found = self._automaton.find_matches_as_indexes(whole(folded), overlapping=True)
        words = ((self._rarest[place], start, end) for place, start, end in found)
        return {word for word, start, end in words if _is_word(word, folded, start, end)}


@lru_cache(maxsize=_SETS_KEPT)
def mentions_of(watches: tuple[Watch, ...]) -> Mentions:
    """The mentions of a set of watches, kept: comparing thousands of watches is cheap beside sorting their names."""
    return Mentions(watches)


def mentioned(watches: Iterable[Watch], title: str, text: str) -> tuple[Watch, ...]:
    """The watches that one item names. Who reads many items for many watches keeps their `Mentions`."""
    return mentions_of(tuple(watches)).in_item(title, text)


def _words(folded: str) -> set[str]:
    """The words of a text, and the pairs of letters where words stand without blanks."""
    return {*SPACED_WORD.findall(folded), *UNSPACED_PAIR.findall(folded)}


def _is_word(word: str, folded: str, start: int, end: int) -> bool:
    """Whether `_words` of the text has what was found there: letters within a longer word are none."""
    within = (start and SPACED_WORD.match(folded, start - 1)) or SPACED_WORD.match(folded, end)
    return not (within and SPACED_WORD.match(word))


@lru_cache(maxsize=_PATTERNS_KEPT)
def _pattern_of(name: str) -> re.Pattern[str]:
    return re.compile(whole_words(name))
