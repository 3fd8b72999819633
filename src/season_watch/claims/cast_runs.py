"""Cast runs: the words with capitals that stand in a row in an item, and which of them may be a person's name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from season_watch.claims.cast_hangul import HangulWords, hangul_names, hyphenated

_UPPER = "".join(filter(str.isupper, map(chr, range(0x0530))))
"""The capitals of the Latin, Greek and Cyrillic scripts."""
_CAPITAL = re.compile(rf"(?<![\w'’‑-])(?:(?:[{_UPPER}]\.)+|[{_UPPER}][\w'’‑-]*)")
_LETTERS = re.compile(r"\D+")
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
_SHORTENED = re.compile(r"['’](?:s|S|m|d|t|ll|re|ve)?$")
_PLAIN = str.maketrans("’‑ōŌūŪ", "'-oOuU")
"""English news writes Japanese names without their macrons."""
_BLANKS = (" ", "\u00a0")
_OPENING = ("‘", "“", '"', "'", "«")
_CLOSING = ("’", "”", '"', "'", "»")
BEGINS = re.compile(r"(?:^|[\n.!?…]['’”\"»)]?\s*)$")
"""What stands before the first word of a sentence."""
MOST_BEFORE = 3
"""Characters of what ends the sentence before, a quotation mark and a blank with it."""
_ENDS_ASKING = re.compile(r"[^.!?\n]*\?")
_FOLLOWING = re.compile(rf" ([{_UPPER}][\w-]*)(?: ([{_UPPER}][\w-]*))?")
_INITIALS = 2
"""CC Castillo, JJ Feild; more capitals in a row are a brand."""
_MOST_WORDS = 5
_INNER_CAPITAL = re.compile(rf"^\w{{3,}}?[^\W{_UPPER}_][{_UPPER}]")
"""McAvoy, MacLachlan and DiCaprio are names; a capital further inside makes a brand: StarNews."""
_MOST_PARTICLES = len(" de los san ")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NameWords:
    """What a language writes around names.

    `beside`: words with a capital that stand next to a name and are no part of it; `given`: those among them that are
    names too, Will Arnett and Young Mazino. `things`: words that no person has in the name. `particles`: small words
    inside a name. `links`: what joins the names of a list. `role`: what leads to the part somebody plays, right after
    the name; `plays` what does so as a verb, which is left to the rules behind the last name of a list; `part` what
    leads to it elsewhere. `place`: what leads to a place, if one word follows. `crew` and `crew_after`: what stands
    right before and right after somebody who makes the show. `lone` and `lone_after`: what does so with a single word
    that is a person, `singer Rosalía`. `hangul`: how Korean names are read, in a language that has them in Hangul.
    """

    beside: frozenset[str]
    given: frozenset[str]
    things: frozenset[str]
    particles: frozenset[str]
    links: re.Pattern[str]
    role: re.Pattern[str]
    plays: re.Pattern[str]
    part: re.Pattern[str]
    place: re.Pattern[str]
    crew: re.Pattern[str]
    crew_after: re.Pattern[str]
    lone: re.Pattern[str]
    lone_after: re.Pattern[str]
    hangul: HangulWords | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words with capitals in a row. `person`: nothing in it speaks against a person's name.

    `lead` is where what belongs to it begins: `start`, or the part before the bracket that it stands in.
    """

    start: int
    end: int
    lead: int
    words: tuple[str, ...]
    person: bool

    @property
    def name(self) -> str:
        return " ".join(self.words)


def runs(raw: str, taken: Sequence[tuple[int, int]], words: NameWords) -> tuple[Run, ...]:
    """The runs of an item, in order. `taken` are the stretches that name shows and seasons, in order."""
    calm = _calmed(raw)
    return tuple(sorted((*_latin_runs(calm, taken, words), *_hangul_runs(calm, taken, words)), key=_start))


def _calmed(raw: str) -> str:
    """The item, a headline of capitals alone written as others are: `NORA FALK RETURNS` is Nora Falk Returns."""
    title, line, text = raw.partition("\n")
    calm = title.title() if title.isupper() else title
    return calm + line + text if len(calm) == len(title) else raw


def _latin_runs(raw: str, taken: Sequence[tuple[int, int]], words: NameWords) -> Iterator[Run]:
    held: list[re.Match[str]] = []
    place, body = 0, raw.find("\n")
    for match in _CAPITAL.finditer(raw):
        while place < len(taken) and taken[place][1] <= match.start():
            place += 1
        free = place == len(taken) or match.end() <= taken[place][0]
        if held and not (free and _goes_on(raw, held[-1], match, words)):
            yield _run(raw, held, words)
            held = []
        if free and _belongs(raw, match, words, begun=bool(held), title=match.start() < body):
            held.append(match)
        elif held:
            yield _run(raw, held, words)
            held = []
    if held:
        yield _run(raw, held, words)


def _goes_on(raw: str, last: re.Match[str], match: re.Match[str], words: NameWords) -> bool:
    """Whether a word belongs to the one before: nothing but a blank or particles in between, `Tomás de la Cruz`."""
    if match.start() - last.end() > _MOST_PARTICLES or _POSSESSIVE.search(last[0]):
        return False
    between = raw[last.end() : match.start()]
    return between in _BLANKS or (between[:1] + between[-1:] == "  " and words.particles.issuperset(between.split()))


def _belongs(raw: str, match: re.Match[str], words: NameWords, *, begun: bool, title: bool) -> bool:
    """Whether a word may be of a name. In a title all words have capitals, so that only their meaning tells."""
    word = match[0]
    if (title or not begun) and _SHORTENED.sub("", word.lower()) in words.beside:
        return word.lower() in words.given and _is_given(raw, match, words, title=title)
    if "." in word:
        return True
    inner = _INNER_CAPITAL.search(word)
    return (len(word) <= _INITIALS or not word.isupper()) and not inner and bool(_LETTERS.fullmatch(word))


def _is_given(raw: str, match: re.Match[str], words: NameWords, *, title: bool) -> bool:
    """Whether a common word begins a name: a capital follows, in a title only one that is no common word."""
    follow = _FOLLOWING.match(raw, match.end())
    if not follow or _asks(raw, match):
        return False
    first, second = (word.lower() for word in follow.groups(""))
    return not title or (first not in words.beside and (not second or second in words.beside))


def _asks(raw: str, match: re.Match[str]) -> bool:
    """Whether a word begins a question: `Will Nora Falk return?`."""
    begins = BEGINS.search(raw, max(match.start() - MOST_BEFORE, 0), match.start())
    return bool(begins and _ENDS_ASKING.match(raw, match.end()))


def _run(raw: str, held: Sequence[re.Match[str]], words: NameWords) -> Run:
    start, end = held[0].start(), held[-1].end()
    text = _POSSESSIVE.sub("", raw[start:end])
    end = start + len(text)
    said = hyphenated(tuple(text.translate(_PLAIN).split()))
    quoted = raw[max(start - 1, 0) : start] in _OPENING and raw[end : end + 1] in _CLOSING
    thing = any(word.lower() in words.things and word.lower() not in words.given for word in said)
    person = not quoted and not thing and len(said) <= _MOST_WORDS and len(said[-1]) > 1
    return Run(start=start, end=end, lead=start, words=said, person=person)


def _hangul_runs(raw: str, taken: Sequence[tuple[int, int]], words: NameWords) -> Iterator[Run]:
    found = hangul_names(raw, taken, words.hangul) if words.hangul else ()
    return (Run(start=one.start, end=one.end, lead=one.start, words=one.words, person=True) for one in found)


def _start(run: Run) -> int:
    return run.start
