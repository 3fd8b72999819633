"""Assertion: what the words around a finding do to it, after ConText: cues with a scope that terminators close."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from season_watch.claims.alternation import NEVER, in_order
from season_watch.claims.patterns import Pattern
from season_watch.model.claim import Certainty, Facet


class Effect(StrEnum):
    """What a cue does to a finding in its scope."""

    RUMOURED = "rumoured"
    PREDICTED = "predicted"
    NEGATED = "negated"
    VOID = "void"
    REFUTES = "refutes"
    OFFICIAL = "official"
    PSEUDO = "pseudo"


class Scope(StrEnum):
    """How far a cue reaches. A clause ends at a terminator; BEFORE and AFTER are clauses on one side of the finding."""

    CLAUSE = "clause"
    LEADS = "leads"
    FOLLOWS = "follows"
    SENTENCE = "sentence"
    LINE = "line"
    ITEM = "item"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words that change a finding, the first of its patterns that fits. LEADS: they stand before it or in it; FOLLOWS:
    after it.

    `reach` is how many characters may lie in between; `facets` are those it changes, all where empty.
    """

    id: str
    effect: Effect
    scope: Scope
    patterns: tuple[Pattern, ...]
    reach: int
    facets: frozenset[Facet]
    hits: tuple[str, ...]
    misses: tuple[str, ...]


CueWay = tuple[Cue, Pattern]
"""A cue and one of its patterns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CueBook:
    """The cues of a language, the pattern of what ends a clause, and those that name who says so.

    `attributions` fit unfolded text, and have the group `by`. `asides` fits a clause put into another: `, which … ,`.
    """

    cues: tuple[Cue, ...]
    terminators: re.Pattern[str]
    attributions: tuple[re.Pattern[str], ...] = ()
    asides: re.Pattern[str] = NEVER

    def speaker(self, sentence: str, start: int, end: int) -> str | None:
        """Who is named in an unfolded sentence as the one that says what stands between `start` and `end`."""
        named = [found for pattern in self.attributions for found in pattern.finditer(sentence)]
        nearest = min(named, key=lambda found: max(start - found.end(), found.start() - end), default=None)
        return nearest["by"] if nearest else None

    @property
    def ways(self) -> tuple[CueWay, ...]:
        """The patterns of the cues, each beside its cue."""
        return tuple((cue, pattern) for cue in self.cues for pattern in cue.patterns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A cue found in a stretch of text."""

    cue: Cue
    start: int
    end: int


WITHIN_A_CLAUSE = frozenset({Scope.CLAUSE, Scope.LEADS, Scope.FOLLOWS})
"""The scopes that end with a clause."""


def hear(text: str, ways: Iterable[CueWay]) -> tuple[Heard, ...]:
    """The cues in a sentence but those that begin in a pseudo-cue: `can be expected` expects nothing.

    `ways` are those that the sentence may fit, in the order of the book.
    """
    found = tuple(_found(text, ways))
    pseudo = [(heard.start, heard.end) for heard in found if heard.cue.effect is Effect.PSEUDO]
    return tuple(
        heard
        for heard in found
        if heard.cue.effect is not Effect.PSEUDO and not any(start <= heard.start < end for start, end in pseudo)
    )


def _found(text: str, ways: Iterable[CueWay]) -> Iterator[Heard]:
    for _, some in groupby(ways, key=_id):
        cues, patterns = zip(*some, strict=True)
        for match in in_order([pattern.compiled for pattern in patterns], text, 0, len(text)):
            yield Heard(cue=cues[0], start=match.start(), end=match.end())


def _id(way: CueWay) -> str:
    return way[0].id


def in_scope(heard: Sequence[Heard], text: str, start: int, end: int, book: CueBook) -> Iterator[Heard]:
    """The cues of a sentence that reach the finding between `start` and `end`."""
    return (one for one in heard if _reaches(one, text, start, end, book))


def _reaches(heard: Heard, text: str, start: int, end: int, book: CueBook) -> bool:
    scope = heard.cue.scope
    if scope not in WITHIN_A_CLAUSE:
        return True
    if scope is Scope.LEADS and heard.start >= end:
        return False
    if scope is Scope.FOLLOWS and heard.end < end:
        return False
    first, last = (heard.end, start) if heard.end <= start else (end, heard.start)
    if last - first > heard.cue.reach or _is_aside(heard, book.asides, text, start):
        return False
    return not parts(book.terminators, text, first, last)


def _is_aside(heard: Heard, asides: re.Pattern[str], text: str, start: int) -> bool:
    """Whether a cue stands in a clause put into the one of a finding: only who is cited there says the rest too."""
    if heard.cue.effect is Effect.RUMOURED:
        return False
    spans = [aside.span() for aside in asides.finditer(text)]
    return any(first <= heard.start < last and not first <= start < last for first, last in spans)


_TERMINATOR_MOST = 24
"""No terminator is longer, what it looks ahead for included."""


def parts(terminators: re.Pattern[str], text: str, start: int, end: int) -> bool:
    """Whether a clause ends between two offsets: a terminator begins there, wherever its own words end."""
    found = terminators.search(text, start, end + _TERMINATOR_MOST) if start < end else None
    return found is not None and found.start() < end


_WEAKER = {Certainty.CONFIRMED: 0, Certainty.PREDICTED: 1, Certainty.RUMOURED: 2}
_CERTAINTY: Mapping[Effect, Certainty] = {
    Effect.RUMOURED: Certainty.RUMOURED,
    Effect.PREDICTED: Certainty.PREDICTED,
}


def certainty_of(cues: Sequence[Cue], unhedged: Certainty) -> Certainty:
    """How sure a finding is: a rumour that somebody builds an estimate on stays a rumour."""
    said = [_CERTAINTY[cue.effect] for cue in cues if cue.effect in _CERTAINTY]
    return max([unhedged, *said], key=_WEAKER.__getitem__)
