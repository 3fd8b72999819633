"""Plain titles: whether a word of running text, a weekday or a year is a show's title where it stands.

`You`, `From`, `Wednesday`, `1899`: such a name is the show's where it stands in quotes or beside its season, or where
the word or year would be written otherwise.
"""

import re
from dataclasses import dataclass

from season_watch.claims.alternation import NEVER

_OPENING, _CLOSING = frozenset("\"'“„‘«»「『《<*_"), frozenset("\"'”“’»«」』》>*_")
_STARTS = re.compile(r"""(?:^|[.!?:;…\n|•·-])["“„‘’«»(\s–—]*$""")
"""What stands before a word that begins a sentence, whose capital says nothing."""
_STARTS_MOST = 8
_SMALL = re.compile(r"(?<![\w’'])[^\W\d_A-Z]\w{4,}")
"""A long word with a small first letter: a headline that capitalises each word has none."""
_BEFORE_MOST = 24
"""How much before a number tells that it is a year."""
_YEAR_SIGNS = frozenset("년年")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainWords:
    """The words of a language's running text, as it writes them, and what fits before a year: `in`, `winter of`."""

    words: frozenset[str]
    before_years: re.Pattern[str]

    def hold(self, word: str) -> bool:
        """Whether a word is plain, however it is written."""
        return word in self.words or word.lower() in self.words


NO_PLAIN_WORDS = PlainWords(words=frozenset(), before_years=NEVER)


def may_be_a_title(raw: str, start: int, end: int, plain: PlainWords) -> bool:
    """Whether a name may be meant between two offsets: a plain word with a small first letter is only the word."""
    if raw[start:end].isdecimal():
        return raw[end : end + 1] not in _YEAR_SIGNS
    return not (raw[start].islower() and plain.hold(raw[start:end]))


def is_surely_a_title(raw: str, start: int, end: int, plain: PlainWords) -> bool:
    """Whether what stands between two offsets, a name and its season if that is beside it, can only be a title."""
    name = raw[start:end]
    if _is_quoted(raw, start, end):
        return True
    if name.isdecimal():
        return not plain.before_years.search(raw[max(0, start - _BEFORE_MOST) : start].lower())
    return not plain.hold(name) or (name not in plain.words and _capital_tells(raw, start, end))


def _is_quoted(raw: str, start: int, end: int) -> bool:
    return raw[max(0, start - 1) : start] in _OPENING and not _CLOSING.isdisjoint(raw[end : end + 2])


def _capital_tells(raw: str, start: int, end: int) -> bool:
    """Whether a capital is there for the title's sake: within a sentence that writes other words small."""
    line = raw[raw.rfind("\n", 0, start) + 1 : start] + raw[end:].partition("\n")[0]
    return not _STARTS.search(raw, max(0, start - _STARTS_MOST), start) and bool(_SMALL.search(line))
