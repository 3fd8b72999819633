"""Names of a watched show as a text may write them: its title and aliases, folded."""

import re
from collections.abc import Iterator
from functools import lru_cache

from season_watch.claims.folding import fold
from season_watch.model.watch import Watch

_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Thai, Japanese, Chinese, Korean: words there stand without blanks, or carry particles, so they have no edges."""
SPACED_WORD = re.compile(rf"[^\W{_UNSPACED}]+")
UNSPACED_PAIR = re.compile(rf"(?=([{_UNSPACED}]{{2}}))")
_SPACED = rf"[^\W{_UNSPACED}]"
_WATCHES_KEPT = 8192
"""More than the 5,000 watches that the program is measured with."""


@lru_cache(maxsize=_WATCHES_KEPT)
def names_of(watch: Watch) -> tuple[str, ...]:
    """Title and aliases, folded, the longest first, so that the longest of several that fit is found."""
    folded = {" ".join(fold(name).split()) for name in (watch.title, *watch.aliases)}
    return tuple(sorted((name for name in folded if name), key=lambda name: (-len(name), name)))


def named_in(watch: Watch, folded: str) -> Iterator[re.Match[str]]:
    """Where a folded text has any name of the watch, as whole words. Only names all of whose words it has are tried."""
    held = tuple(name for name in names_of(watch) if all(word in folded for word in name.split()))
    return _pattern_of(held).finditer(folded)


@lru_cache(maxsize=_WATCHES_KEPT)
def _pattern_of(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(whole_words, names)) or r"(?!)")


def whole_words(name: str) -> str:
    """The pattern of one folded name, not inside a longer word, over any blanks.

    It looks back only where the first letter stands: a pattern that starts with letters is searched for many times
    faster.
    """
    first, rest = re.escape(name[0]), r"\s+".join(map(re.escape, name[1:].split(" ")))
    before = f"(?<!{_SPACED}{first})" if SPACED_WORD.match(name[0]) else ""
    after = f"(?!{_SPACED})" if SPACED_WORD.match(name[-1]) else ""
    return first + before + rest + after
