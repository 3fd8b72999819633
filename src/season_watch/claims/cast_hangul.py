"""Korean names: found in Hangul, told in Latin letters as the English news writes them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[가-힣]+")
_FIRST, _MEDIALS, _FINALS = ord("가"), 21, 28
_INITIAL = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_MEDIAL = (
    *("a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae"),
    *("oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"),
)
_FINAL = (
    *("", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l"),
    *("p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t"),
)
_GIVEN = 2
"""Nearly all Korean given names have two syllables."""
_MOST_FOREIGN = 3
_MOST_OF_A_PARTICLE = 3
_STAGE_NAME = range(2, 4)
_LISTED_BEFORE = re.compile(r"[,·] ?$")
_LISTED_AFTER = re.compile(r"[,·]| 등|\((?:[^)\n]{1,20} )?[^)\n]{0,10}역\)")
_SURNAME = re.compile(
    r"ahn|bae|baek|bang|byun|cha|chae|chang|cho|choi|chun|chung|do|eom|eun|gil|go|gong|gu|gwak|ha|ham|han|"
    r"heo|hong|huh|hwang|hyun|im|jang|jeon|jeong|jin|jo|joo|ju|jun|jung|kang|kil|kim|ko|kong|koo|kwak|kwon|"
    r"lee|lim|ma|min|moon|na|nam|namkoong|no|noh|oh|pak|park|pyo|ra|roh|ryoo|ryu|seo|seok|seol|shim|shin|"
    r"sim|sin|so|son|song|suh|sun|sung|tak|uhm|um|wang|wi|won|woo|yang|yeo|yeom|yeon|yi|yoo|yoon|you|yu|"
    r"yun",
    re.IGNORECASE,
)
"""Korean surnames as English news spells them."""
_SPELT = re.compile(
    r"(?:kk|tt|pp|ss|jj|ch|kw|gw|hw|sh|[bcdghjkmnprstwy])?"
    r"(?:y?(?:eo|eu|ae|oo|ou|ah|oh|a|e|o|u)|ee|oe|wa|we|wi|wo|ui|i)(?:ng|ck|[nmlkptrhb])?",
    re.IGNORECASE,
)
"""A syllable of a Korean given name in Latin letters, by any of the usual spellings."""
_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class HangulWords:
    """Surnames with their usual spelling, syllables of given names spelt by custom, and particles behind a name.

    `given_syllables` are those that given names are made of: 스 and 찰 are in none, so 오스카 and 경찰청 are no people.
    `things` are words that look like names and are none, `endings` what words end in that are no stage names;
    `foreign` are words of names from abroad with their spelling.
    """

    surnames: Mapping[str, str]
    syllables: Mapping[str, str]
    given_syllables: frozenset[str]
    particles: frozenset[str]
    things: frozenset[str]
    endings: tuple[str, ...]
    foreign: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HangulName:
    """A name at its place. One word only: a stage name, which is one only among other names."""

    start: int
    end: int
    words: tuple[str, ...]


def hangul_names(raw: str, taken: Sequence[tuple[int, int]], words: HangulWords) -> Iterator[HangulName]:
    """What may be a name, in order: surname and given name, a name from abroad, or a single word in a list.

    `taken` are other things.
    """
    free = tuple(_free(raw, taken))
    read_until = 0
    for place, match in enumerate(free):
        if match.start() < read_until:
            continue
        foreign = _foreign(raw, free[place : place + _MOST_FOREIGN], words)
        if foreign:
            read_until = foreign.end
            yield foreign
        elif _is_half_known(raw, free[place : place + _GIVEN], words):
            read_until = free[place + 1].end()
        else:
            yield from _name(raw, match, words)


def _free(raw: str, taken: Sequence[tuple[int, int]]) -> Iterator[re.Match[str]]:
    place = 0
    for match in _WORD.finditer(raw):
        while place < len(taken) and taken[place][1] <= match.start():
            place += 1
        if place == len(taken) or match.end() <= taken[place][0]:
            yield match


def _foreign(raw: str, found: Sequence[re.Match[str]], words: HangulWords) -> HangulName | None:
    """A name from abroad at the first of some words in a row, as many of them as there are in it."""
    held: list[str] = []
    name, end = None, 0
    for match in found:
        if held and raw[end : match.start()] != " ":
            break
        stem = next((stem for stem in _stems(match[0], words) if stem in words.foreign), None)
        if stem is None:
            break
        held.append(words.foreign[stem])
        end = match.end()
        if len(held) > 1:
            name = HangulName(start=found[0].start(), end=match.start() + len(stem), words=tuple(held))
        if stem != match[0]:
            break
    return name


def _is_half_known(raw: str, found: Sequence[re.Match[str]], words: HangulWords) -> bool:
    """Whether two words are a name from abroad of which only the first can be spelt: no name beats a wrong one."""
    if len(found) < _GIVEN or len(found[0][0]) < _GIVEN or found[0][0] not in words.foreign:
        return False
    if raw[found[0].end() : found[1].start()] != " " or not _LISTED_AFTER.match(raw, found[1].end()):
        return False
    return not any(_has_surname(stem, words) for stem in _stems(found[1][0], words))


def _stems(word: str, words: HangulWords) -> list[str]:
    """A word as it stands, and without each of the particles that it may end in, the longest first."""
    ends = range(min(_MOST_OF_A_PARTICLE, len(word)), 0, -1)
    return [word, *(word[:-end] for end in ends if word[-end:] in words.particles)]


def _name(raw: str, match: re.Match[str], words: HangulWords) -> Iterator[HangulName]:
    stems = _stems(match[0], words)
    listed = _is_listed(raw, match)
    full = next((stem for stem in stems if _has_surname(stem, words)), None)
    if full and (full != match[0] or len(_stems(full, words)) == 1 or _LISTED_AFTER.match(raw, match.end())):
        spelt = (words.surnames[full[:-_GIVEN]], _given(full[-_GIVEN:], words))
        yield HangulName(start=match.start(), end=match.start() + len(full), words=spelt)
        return
    single = (stem for stem in stems if len(stem) in _STAGE_NAME and stem not in words.things)
    stem = min(single, key=len, default=None)
    if stem and listed and not match[0].endswith(words.endings):
        yield HangulName(start=match.start(), end=match.start() + len(stem), words=_short(stem, words))


def _is_listed(raw: str, match: re.Match[str]) -> bool:
    """Whether a word stands among others, or has a part in brackets behind it."""
    before = raw[max(match.start() - 2, 0) : match.start()]
    return bool(_LISTED_BEFORE.search(before) or _LISTED_AFTER.match(raw, match.end()))


def _short(name: str, words: HangulWords) -> tuple[str, ...]:
    """A name of a surname and one syllable, a word of names from abroad, or a stage name."""
    if len(name) == _GIVEN and name[0] in words.surnames:
        return words.surnames[name[0]], (words.syllables.get(name[1]) or romanised(name[1])).capitalize()
    return (words.foreign.get(name) or _stage_name(name),)


def _has_surname(stem: str, words: HangulWords) -> bool:
    if stem[:-_GIVEN] not in words.surnames or not words.given_syllables.issuperset(stem[-_GIVEN:]):
        return False
    return words.things.isdisjoint(_stems(stem, words))


def _given(name: str, words: HangulWords) -> str:
    first, last = name[0], name[1]
    begun = words.syllables.get(f"{first}-") or words.syllables.get(first) or romanised(first)
    return f"{begun.capitalize()}-{words.syllables.get(last) or romanised(last)}"


def _stage_name(name: str) -> str:
    """A word taken from abroad as a rule, whose first ㄹ stands for an L, unless it is Korean as in 려운."""
    spelt = "".join(map(romanised, name))
    return f"L{spelt[1:]}" if spelt.startswith("r") and not spelt.startswith("ry") else spelt.capitalize()


def hyphenated(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name, a Korean given name as one: `Kim Ha Neul` and `Kim Ha-Neul` are Kim Ha-neul."""
    if not _SURNAME.fullmatch(words[0]) or len(words) > _WORDS:
        return words
    given = words[1:] if len(words) == _WORDS else tuple(words[-1].split("-"))
    if len(given) != _GIVEN or not all(_SPELT.fullmatch(syllable) for syllable in given):
        return words
    return words[0], f"{given[0]}-{given[1].lower()}"


def romanised(syllable: str) -> str:
    """A syllable in the Revised Romanisation."""
    place = ord(syllable) - _FIRST
    initial, rest = divmod(place, _MEDIALS * _FINALS)
    medial, final = divmod(rest, _FINALS)
    return _INITIAL[initial] + _MEDIAL[medial] + _FINAL[final]
