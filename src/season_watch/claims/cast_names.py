"""Cast names: the people that an item names, and the lists it names them in."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from season_watch.claims.cast_runs import BEGINS, MOST_BEFORE, NameWords, Run, runs

_OWNS = re.compile(r"['’]s? ")
_BRACKET = re.compile(r" ?\([^()\n]{1,80}\)")
_ENDS = re.compile(
    r"['’”\"]?(?:[.,;:!?)]|$| (?:and|y|e|et|und|dan|serta|bersama|in|for|on|from|with|at|mit|auf|vor|zu|dabei)\b)",
    re.MULTILINE,
)
"""What stands behind a part: a verb there would make it a person, `as Nora Falk returns`."""
_QUOTED = re.compile(r"[‘“\"«][^‘’“”\"«»\n]{1,50}[’”\"»] ")
_PLAYED = re.compile(r" ?\(")
"""Opens a bracket behind a part, `Reese (Nora Falk)`."""
_MOST_BETWEEN = 90
"""Characters between two names of one list: `, and the Parasite star `."""
_MOST_OF_A_POST = 45
"""Characters of what makes somebody crew, right before the name: `executive producer and writer `."""
_MOST_IN_LIST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A stretch of the item that names people, one or more. `parted`: with the parts they play."""

    start: int
    end: int
    names: tuple[str, ...]
    parted: bool = False


def listed(raw: str, taken: Sequence[tuple[int, int]], words: NameWords) -> tuple[Listed, ...]:
    """The people of an item, list by list, in order; a surname alone is told as the full name it stands for.

    `taken` are the stretches that name shows and seasons, in order. A single word is a person only in a list with a
    full name, where the item has named that person in full, or where it says that it is one: `singer Rosalía`.
    """
    found = tuple(_with_players(raw, runs(raw, taken, words)))
    crew = {run.name for run in found if run.person and _is_crew(raw, run, words)}
    groups = tuple(_groups(raw, found, words))
    alone = (run for run in found if run.lead < run.start or _is_lone(raw, run, words))
    known = _Roster((*(run for group in groups if group.people for run in group.runs), *alone))
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
    return Listed(start=runs[0].start, end=end, names=tuple(kept), parted=group.parted)


def _is_adverb(raw: str, group: "_Group") -> bool:
    """Whether a list of two begins with no person but with the first word of the sentence: `Sadly, Nora Falk`."""
    if len(group.runs) != 2:
        return False
    first, second = group.runs
    begins = len(first.words) == 1 and BEGINS.search(raw, max(first.start - MOST_BEFORE, 0), first.start)
    return bool(begins) and raw[first.end : second.start] == ", "


class _Roster:
    """The people whom an item names in full, or by their one name in a list; each spelt with all its accents."""

    def __init__(self, runs: Iterable[Run]) -> None:
        names = dict.fromkeys(run.words for run in runs)
        self._names: dict[str, str] = {}
        for words in sorted(names, key=_accents):
            self._names[_plain(" ".join(words))] = " ".join(words)
        self._parts = {**_told_by(names, 0), **_told_by(names, -1)}
        self._begun = _begun_by(self._names)

    def full(self, run: Run) -> str | None:
        """The full name of whoever a run names, if the item tells it."""
        plain = _plain(run.name)
        name = self._parts.get(plain, run.name) if len(run.words) == 1 else self._begun.get(plain, run.name)
        return self._names.get(_plain(name))


def _told_by(names: Iterable[tuple[str, ...]], place: int) -> dict[str, str]:
    """The full names by their first or last word, where that is one person's alone."""
    full = {_plain(" ".join(words)): words for words in names if len(words) > 1}
    counted = Counter(_plain(words[place]) for words in full.values())
    told = ((_plain(words[place]), words) for words in full.values())
    return {part: " ".join(words) for part, words in told if counted[part] == 1}


def _begun_by(names: Iterable[str]) -> dict[str, str]:
    """The names of three syllables by their first two, for a headline that lost the last: `Kim Jae Won Joins`."""
    return {name.rpartition("-")[0]: name for name in names if name.count(" ") == name.count("-") == 1}


def _plain(name: str) -> str:
    """A name without its accents, in small letters."""
    if not name.isascii():
        name = "".join(one for one in unicodedata.normalize("NFD", name) if not unicodedata.combining(one))
    return name.casefold()


def _accents(words: Sequence[str]) -> int:
    return sum(not one.isascii() for word in words for one in word)


def _is_lone(raw: str, run: Run, words: NameWords) -> bool:
    """Whether a single word is said to be a person."""
    if not run.person or len(run.words) > 1:
        return False
    before = raw[max(run.start - _MOST_OF_A_POST, 0) : run.start].lower()
    return bool(words.lone.search(before) or words.lone_after.match(raw, run.end))


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


def _is_next_part(raw: str, part_until: int, run: Run, words: NameWords) -> bool:
    """Whether a single word goes on with a list of parts: `voices Vi, Jinx and Otto`."""
    return len(run.words) == 1 and bool(part_until and words.links.fullmatch(raw[part_until : run.start].lower()))


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
    part_until = 0
    for run, follower in zip_longest(runs, runs[1:]):
        if run.start < group.end or not run.person:
            continue
        if _is_part(raw, run, words) or _is_next_part(raw, part_until, run, words):
            part_until = run.end
            continue
        if _owned(raw, group, run):
            if len(run.words) == 1 or not group.ends_with_a_show(surnames):
                group.end, group.parted = run.end, True
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
    """Whether a name goes on with the list.

    After `as X and Y` a single word is one more part, not a person; a semicolon stands only between people with parts.
    """
    between = raw[group.end : run.lead]
    if not 0 < len(between) <= _MOST_BETWEEN or len(group.runs) == _MOST_IN_LIST:
        return False
    if ";" in between and not group.parted and raw[group.end - 1] != ")":
        return False
    if group.parted and len(run.words) == 1:
        return False
    return bool(words.links.fullmatch(_QUOTED.sub("", between).lower()))
