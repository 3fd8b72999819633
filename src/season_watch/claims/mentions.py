"""Mentions: which watches an item names at all. One pass over the text, however many watches there are."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from season_watch.claims.folding import fold
from season_watch.claims.names import SPACED_WORD, UNSPACED_PAIR, names_of, whole_words
from season_watch.model.watch import Watch

_SETS_KEPT = 4
"""A process reads for one set of watches, or for two while its configuration is reloaded."""

_Index = Mapping[str, tuple[tuple[re.Pattern[str], int], ...]]
"""The names to look for, each with the place of its watch, under the one word that makes it worth looking."""


def mentioned(watches: Iterable[Watch], title: str, text: str) -> tuple[Watch, ...]:
    """The watches whose title or alias stands in the item as whole words, in the order given."""
    given = tuple(watches)
    folded = fold(f"{title}\n{text}")
    index = _index(given)
    words = {*SPACED_WORD.findall(folded), *UNSPACED_PAIR.findall(folded), ""}
    named = {place for word in words & index.keys() for name, place in index[word] if name.search(folded)}
    return tuple(given[place] for place in sorted(named))


@lru_cache(maxsize=_SETS_KEPT)
def _index(watches: tuple[Watch, ...]) -> _Index:
    found: defaultdict[str, list[tuple[re.Pattern[str], int]]] = defaultdict(list)
    for place, watch in enumerate(watches):
        for name in names_of(watch):
            found[_rarest_word(name)].append((re.compile(whole_words(name)), place))
    return {word: tuple(names) for word, names in found.items()}


def _rarest_word(name: str) -> str:
    """The longest word of a name: a text that lacks it can't hold the name. Empty where a name has no word."""
    words: list[str] = [*SPACED_WORD.findall(name), *UNSPACED_PAIR.findall(name)]
    return max(words, key=len, default="")
