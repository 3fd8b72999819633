"""The words of a text as they are compared: one spelling for typography, and one for each number and month."""

import re
import unicodedata
from functools import cache

from season_watch.stories.numerals import MONTHS, NUMBERS

_LONGEST = 32
"""Characters of a word that count: a text without blanks is no word that anybody wrote."""

_DAYS = 31

_THOUSANDS = re.compile(r"(?<=\d)[.,'](?=\d{3}(?!\d))")
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ´`](?=\w)")
_ACCENTS = re.compile(r"[\u0300-\u036f]")
# What is written without blanks (Thai, kana, Han) is compared character by character.
_UNSPACED = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
# Korean puts its particles behind names in Latin letters.
_HANGUL = r"\uac00-\ud7af"
_WORD = re.compile(rf"[{_UNSPACED}]|\d+|[{_HANGUL}]+|[^\W\d_{_UNSPACED}{_HANGUL}]+")
_ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})


def words(text: str) -> tuple[str, ...]:
    """The words of a text: without case, accents and apostrophes, numbers as digits, days before their month."""
    return _words(_plain(text))


def words_by_line(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of each line that has any."""
    return tuple(found for found in map(_words, _plain(text).split("\n")) if found)


def _plain(text: str) -> str:
    return _APOSTROPHES.sub("", _THOUSANDS.sub("", _folded(text)))


def _words(plain: str) -> tuple[str, ...]:
    kept: list[str] = []
    before = ""
    for word in map(_spelt, _WORD.findall(plain)):
        if word in _ORDINAL_ENDINGS and before.isdecimal():
            continue
        if _is_month(before) and word.isdecimal() and int(word) <= _DAYS:
            kept.insert(-1, word)
            continue
        kept.append(word)
        before = word
    return tuple(kept)


def is_figure(word: str) -> bool:
    """Whether a word, as `words` has it, is a number or a month: it tells when, how many, or which season."""
    return word.isdecimal() or _is_month(word)


def _is_month(word: str) -> bool:
    return word.startswith("#")


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", _ACCENTS.sub("", unicodedata.normalize("NFKD", text))).casefold()


def _spelt(word: str) -> str:
    word = word[:_LONGEST]
    return str(int(word)) if word.isdecimal() else _spellings().get(word, word)


@cache
def _spellings() -> dict[str, str]:
    numbers = {_folded(word): str(number) for number, spelt in NUMBERS.items() for word in spelt.split()}
    return numbers | {_folded(word): f"#{month}" for month, spelt in MONTHS.items() for word in spelt.split()}
