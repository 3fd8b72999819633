"""Cast names: the people that an item names, and the lists it names them in."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from season_watch.claims.cast_hangul import HangulWords, hangul_names, hyphenated

_UPPER = "".join(filter(str.isupper, map(chr, range(0x0530))))
"""The capitals of the Latin, Greek and Cyrillic scripts."""
_CAPITAL = re.compile(rf"(?<![\w'’‑-])(?:(?:[{_UPPER}]\.)+|[{_UPPER}][\w'’‑-]*)")
_OWNS = re.compile(r"['’]s? ")
_LETTERS = re.compile(r"\D+")
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
_BLANKS = (" ", "\u00a0")
_OPENING = ("‘", "“", '"', "'", "«")
_CLOSING = ("’", "”", '"', "'", "»")
_BRACKET = re.compile(r" ?\([^()\n]{1,80}\)")
_ENDS = re.compile(r"['’”\"]?(?:[.,;:!?)]|$| (?:and|y|in|for|on|from|with|at)\b)", re.MULTILINE)
"""What stands behind a part: a verb there would make it a person, `as Nora Falk returns`."""
_QUOTED = re.compile(r"[‘“\"«][^‘’“”\"«»\n]{1,50}[’”\"»] ")
_BEGINS = re.compile(r"(?:^|[\n.!?…]['’”\"»)]?\s*)$")
"""What stands before the first word of a sentence."""
_PLAYED = re.compile(r" ?\(")
"""Opens a bracket behind a part, `Reese (Nora Falk)`."""
_MOST_BEFORE = 3
"""Characters of what ends the sentence before, a quotation mark and a blank with it."""
_MOST_WORDS = 5
_MOST_BETWEEN = 90
"""Characters between two names of one list: `, and the Parasite star `."""
_INNER_CAPITAL = re.compile(rf"^\w{{3,}}?[^\W{_UPPER}_][{_UPPER}]")
"""McAvoy, MacLachlan and DiCaprio are names; a capital further inside makes a brand: StarNews."""
_MOST_PARTICLES = len(" de los san ")
_MOST_OF_A_POST = 45
"""Characters of what makes somebody crew, right before the name: `executive producer and writer `."""
_MOST_IN_LIST = 40


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NameWords:
    """What a language writes around names.

    `beside`: words with a capital that stand next to a name and are no part of it. `things`: words that no person
    has in the name. `particles`: small words inside a name. `links`: what joins the names of a list. `role`: what
    leads to the part somebody plays, right after the name; `plays` what does so as a verb, which is left to the rules
    behind the last name of a list; `part` what leads to it elsewhere. `place`: what leads to a
    place, if one word follows. `crew` and
    `crew_after`: what stands right before and right after somebody who makes the show. `hangul`: how Korean names
    are read, in a language that has them in Hangul.
    """

    beside: frozenset[str]
    things: frozenset[str]
    particles: frozenset[str]
    links: re.Pattern[str]
    role: re.Pattern[str]
    plays: re.Pattern[str]
    part: re.Pattern[str]
    place: re.Pattern[str]
    crew: re.Pattern[str]
    crew_after: re.Pattern[str]
    hangul: HangulWords | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A stretch of the item that names people, one or more, with the parts they play."""

    start: int
    end: int
    names: tuple[str, ...]


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


def listed(raw: str, taken: Sequence[tuple[int, int]], words: NameWords) -> tuple[Listed, ...]:
    """The people of an item, list by list, in order; a surname alone is told as the full name it stands for.

    `taken` are the stretches that name shows and seasons, in order. A single word is a person only in a list with a
    full name, or where the item has named that person in full.
    """
    found = sorted((*_runs(raw, taken, words), *_hangul_runs(raw, taken, words)), key=_start)
    runs = tuple(_with_players(raw, found))
    crew = {run.name for run in runs if run.person and _is_crew(raw, run, words)}
    groups = tuple(_groups(raw, runs, words))
    players = (run for run in runs if run.lead < run.start)
    known = _Roster((*(run for group in groups if group.people for run in group.runs), *players))
    named = (_listed(raw, group, known, crew, words) for group in groups)
    return tuple(one for one in named if one.names)


def _with_players(raw: str, runs: Sequence[Run]) -> Iterator[Run]:
    """The runs, a part of one word together with its player in brackets behind it: `Reese (Nora Falk)`.

    Where a full name stands before the first bracket of a line, those in brackets are the parts: `Nora Falk (Reese)`.
    """
    part: Run | None = None
    parts_until = 0
    for run, follower in zip_longest(runs, runs[1:]):
        played = follower and run.end > parts_until and _is_player(raw, run, follower)
        if played and len(run.words) == 1:
            part = run
            continue
        if played and not part:
            parts_until = raw.find("\n", run.end) % (len(raw) + 1)
        yield replace(run, lead=part.start) if part else run
        part = None


def _is_player(raw: str, part: Run, run: Run) -> bool:
    named = run.person and len(run.words) > 1
    return named and raw[run.end : run.end + 1] == ")" and bool(_PLAYED.fullmatch(raw, part.end, run.start))


def _listed(raw: str, group: "_Group", known: "_Roster", crew: set[str], words: NameWords) -> Listed:
    runs = group.runs[1:] if _is_adverb(raw, group) else group.runs
    names = [known.full(run) for run in runs]
    kept = dict.fromkeys(name for name in names if name and name not in crew)
    end = runs[-1].end if words.plays.match(raw, runs[-1].end) else group.end
    return Listed(start=runs[0].start, end=end, names=tuple(kept))


def _is_adverb(raw: str, group: "_Group") -> bool:
    """Whether a list of two begins with no person but with the first word of the sentence: `Sadly, Nora Falk`."""
    if len(group.runs) != 2:
        return False
    first, second = group.runs
    begins = len(first.words) == 1 and _BEGINS.search(raw, max(first.start - _MOST_BEFORE, 0), first.start)
    return bool(begins) and raw[first.end : second.start] == ", "


class _Roster:
    """The people whom an item names in full, or by their one name in a list; each spelt with all its accents."""

    def __init__(self, runs: Iterable[Run]) -> None:
        names = dict.fromkeys(run.words for run in runs)
        self._names: dict[str, str] = {}
        for words in sorted(names, key=_accents):
            self._names[_plain(" ".join(words))] = " ".join(words)
        self._parts = {**_told_by(names, 0), **_told_by(names, -1)}

    def full(self, run: Run) -> str | None:
        """The full name of whoever a run names, if the item tells it."""
        name = self._parts.get(_plain(run.name), run.name) if len(run.words) == 1 else run.name
        return self._names.get(_plain(name))


def _told_by(names: Iterable[tuple[str, ...]], place: int) -> dict[str, str]:
    """The full names by their first or last word, where that is one person's alone."""
    full = {_plain(" ".join(words)): words for words in names if len(words) > 1}
    counted = Counter(_plain(words[place]) for words in full.values())
    told = ((_plain(words[place]), words) for words in full.values())
    return {part: " ".join(words) for part, words in told if counted[part] == 1}


def _plain(name: str) -> str:
    """A name without its accents, in small letters."""
    if not name.isascii():
        name = "".join(one for one in unicodedata.normalize("NFD", name) if not unicodedata.combining(one))
    return name.casefold()


def _accents(words: Sequence[str]) -> int:
    return sum(not one.isascii() for word in words for one in word)


def _runs(raw: str, taken: Sequence[tuple[int, int]], words: NameWords) -> Iterator[Run]:
    held: list[re.Match[str]] = []
    place, body = 0, raw.find("\n")
    for match in _CAPITAL.finditer(raw):
        while place < len(taken) and taken[place][1] <= match.start():
            place += 1
        free = place == len(taken) or match.end() <= taken[place][0]
        if held and not (free and _goes_on(raw, held[-1], match, words)):
            yield _run(raw, held, words)
            held = []
        if free and _belongs(match[0], words, begun=bool(held), title=match.start() < body):
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


def _belongs(word: str, words: NameWords, *, begun: bool, title: bool) -> bool:
    """Whether a word may be of a name. In a title all words have capitals, so that only their meaning tells."""
    if (title or not begun) and _POSSESSIVE.sub("", word.lower()) in words.beside:
        return False
    if "." in word:
        return True
    inner = _INNER_CAPITAL.search(word)
    return (len(word) == 1 or not word.isupper()) and not inner and bool(_LETTERS.fullmatch(word))


def _run(raw: str, held: Sequence[re.Match[str]], words: NameWords) -> Run:
    start, end = held[0].start(), held[-1].end()
    text = _POSSESSIVE.sub("", raw[start:end])
    end = start + len(text)
    said = hyphenated(tuple(text.replace("’", "'").replace("‑", "-").split()))
    quoted = raw[max(start - 1, 0) : start] in _OPENING and raw[end : end + 1] in _CLOSING
    thing = any(word.lower() in words.things for word in said)
    person = not quoted and not thing and len(said) <= _MOST_WORDS and len(said[-1]) > 1
    return Run(start=start, end=end, lead=start, words=said, person=person)


def _hangul_runs(raw: str, taken: Sequence[tuple[int, int]], words: NameWords) -> Iterator[Run]:
    found = hangul_names(raw, taken, words.hangul) if words.hangul else ()
    return (Run(start=one.start, end=one.end, lead=one.start, words=one.words, person=True) for one in found)


def _start(run: Run) -> int:
    return run.start


def _is_crew(raw: str, run: Run, words: NameWords) -> bool:
    before = raw[max(run.start - _MOST_OF_A_POST, 0) : run.start].lower()
    return bool(words.crew.search(before) or words.crew_after.match(raw, run.end))


def _owned(raw: str, group: "_Group", run: Run) -> bool:
    """Whether a name belongs to what stands before it: `Nora Falk's Jane Reese`, `Lanterns' Idris Vane`."""
    return bool(group.runs) and bool(_OWNS.fullmatch(raw, group.end, run.start))


def _surnames(runs: Iterable[Run]) -> set[str]:
    return {run.words[-1] for run in runs if run.person and len(run.words) > 1}


def _is_part(raw: str, run: Run, words: NameWords) -> bool:
    """Whether what stands before a name makes a part of it, or a place."""
    before = raw[max(run.start - _MOST_BETWEEN, 0) : run.start].lower()
    if len(run.words) == 1 and words.place.search(before):
        return True
    return bool(_ENDS.match(raw, run.end) and words.part.search(before))


@dataclass(slots=True, kw_only=True)
class _Group:
    """Runs of one list. `end`: where it ends, its last bracket and part with it; `parted`: with a part.

    `people`: one of them has a full name or a part, so that single words among them are people too.
    """

    runs: list[Run]
    end: int
    parted: bool
    people: bool

    def ends_with_a_show(self, surnames: Collection[str]) -> bool:
        """Whether the last name is one word and nobody's: `Lanterns` in `Lanterns' Idris Vane`."""
        return len(self.runs[-1].words) == 1 and self.runs[-1].name not in surnames

    def take(self, run: Run, end: int, *, parted: bool) -> None:
        """Add a run that ends, with its part, at `end`."""
        self.runs.append(run)
        self.end, self.parted = end, parted
        self.people = self.people or parted or len(run.words) > 1


def _groups(raw: str, runs: Sequence[Run], words: NameWords) -> Iterator[_Group]:
    group, surnames = _Group(runs=[], end=0, parted=False, people=False), _surnames(runs)
    for run, follower in zip_longest(runs, runs[1:]):
        if run.start < group.end or not run.person or _is_part(raw, run, words):
            continue
        if _owned(raw, group, run):
            if len(run.words) == 1 or not group.ends_with_a_show(surnames):
                continue
            group.runs.pop()
        elif group.runs and not _goes_on_with(raw, group, run, words):
            yield group
            group = _Group(runs=[], end=0, parted=False, people=False)
        end, parted = _with_part(raw, run, follower, words)
        group.take(run, end, parted=parted)
    if group.runs:
        yield group


def _with_part(raw: str, run: Run, follower: Run | None, words: NameWords) -> tuple[int, bool]:
    """Where a name ends with its bracket and its part, and whether a part was named."""
    bracket = _BRACKET.match(raw, run.end)
    end = run.end + 1 if run.lead < run.start else bracket.end() if bracket else run.end
    if follower and 0 < follower.start - end <= _MOST_BETWEEN and words.role.fullmatch(raw, end, follower.start):
        return follower.end, True
    return end, False


def _goes_on_with(raw: str, group: _Group, run: Run, words: NameWords) -> bool:
    """Whether a name goes on with the list; after `as X and Y` a single word is one more part, not a person."""
    between = run.lead - group.end
    if not 0 < between <= _MOST_BETWEEN or len(group.runs) == _MOST_IN_LIST or (group.parted and len(run.words) == 1):
        return False
    return bool(words.links.fullmatch(_QUOTED.sub("", raw[group.end : run.lead]).lower()))
