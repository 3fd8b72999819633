"""Names of a watched show as a text may write them: its title and aliases, folded."""

import re
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


@lru_cache(maxsize=_WATCHES_KEPT)
def pattern_of(watch: Watch) -> re.Pattern[str]:
    """Any name of the watch, as whole words, in folded text."""
    return re.compile("|".join(map(whole_words, names_of(watch))) or r"(?!)")


def whole_words(name: str) -> str:
    """The pattern of one folded name, not inside a longer word, over any blanks."""
    written = r"\s+".join(map(re.escape, name.split()))
    before = f"(?<!{_SPACED})" if SPACED_WORD.match(name[0]) else ""
    after = f"(?!{_SPACED})" if SPACED_WORD.match(name[-1]) else ""
    return before + written + after
