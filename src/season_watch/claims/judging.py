"""Judging: whether a match of a rule is a claim of the watched season, and how sure, or why it is none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from season_watch.claims.assertion import WITHIN_A_CLAUSE, Cue, Effect, Heard, certainty_of, in_scope, parts
from season_watch.claims.dates import Tense, resolve
from season_watch.claims.page import View
from season_watch.claims.rules import Bound, Rule
from season_watch.claims.season import Whose
from season_watch.claims.timing import Timing
from season_watch.model.claim import Certainty, Facet, State
from season_watch.model.edtf import is_day, span

_REFUTING = frozenset({State.NONE, State.NOT_STARTED, State.NOT_RENEWED, State.RENEWED})
"""What can be said against a claim of others: it isn't so, or, against a cancellation, it goes on."""
CUT_SHORT = "cut-short"
"""Stands among the cues of a claim that a text makes where it breaks off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Where a rule fits a sentence, or the classifier heard a claim in it."""

    view: View
    rule: Rule
    found: re.Match[str]
    published: date

    @property
    def heard(self) -> Sequence[Heard]:
        """The cues of its sentence."""
        return self.view.page.hearing.inside(self.view.sentence)

    @property
    def is_learned(self) -> bool:
        """Whether the classifier heard it: its rule has no pattern."""
        return not self.rule.patterns

    def own_cues(self) -> tuple[Cue, ...]:
        """The cues of the sentence itself that change this match."""
        text, (start, end) = self.view.sentence.folded, self.found.span()
        reaching = in_scope(self.heard, text, start, end, self.view.page.book.cues)
        return tuple(one.cue for one in reaching if self._concerns(one.cue) and self._bears_on(one))

    def cues_around(self) -> Iterator[Cue]:
        """The cues of the line and the item that change this match."""
        return filter(self._concerns, self.view.page.hearing.around(self.view.sentence))

    def is_refuted(self) -> bool:
        """Whether its own clause says that it is false."""
        text, (start, end) = self.view.sentence.folded, self.found.span()
        refuting = [one for one in self.heard if one.cue.effect is Effect.REFUTES and self._concerns(one.cue)]
        between = (sorted((one.start, one.end, start, end))[1:3] for one in refuting)
        return not all(parts(self.view.page.book.cues.terminators, text, first, last) for first, last in between)

    def _concerns(self, cue: Cue) -> bool:
        return not cue.facets or self.rule.facet in cue.facets

    def _bears_on(self, heard: Heard) -> bool:
        """An estimate is about what is to come; of what has happened only `may have wrapped` makes an estimate."""
        if heard.cue.effect is not Effect.PREDICTED or self.rule.tense is Tense.FUTURE:
            return True
        between = self.view.sentence.folded[heard.end : self.found.start()]
        opens = heard.start == 0  # `Most likely, the shoot is over`
        return heard.end <= self.found.end() and "," not in (between.removeprefix(",") if opens else between)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a match claims. `fault` is why it claims nothing; `official`: its sentence names who vouches for it.

    `by` is who says so, as the sentence writes it; nobody where there is a fault.
    """

    fault: str | None
    state: State
    value: str | None
    certainty: Certainty
    cues: tuple[str, ...]
    refutes: bool
    official: bool
    by: str | None


def judge(match: Match) -> Verdict:
    """Subject, wording, date and certainty of a match, weighed."""
    own = match.own_cues()
    cues = (*own, *match.cues_around())
    value = _value(match)
    state = _state(match.rule, value, match.published)
    official = any(cue.effect is Effect.OFFICIAL for cue in own)
    certainty = _certainty(match, own if official else cues, value)
    whole = match.view.is_whole(*match.found.span())
    if not whole and certainty is Certainty.CONFIRMED:
        certainty = Certainty.RUMOURED
    fault = next(_faults(match, cues, value, certainty), None)
    return Verdict(
        fault=fault,
        state=state,
        value=value,
        certainty=certainty,
        cues=tuple(dict.fromkeys([*(cue.id for cue in cues), *([] if whole else [CUT_SHORT])])),
        refutes=_refuted(cues if match.rule.denies else own) and match.rule.state in _REFUTING,
        official=official,
        by=None if fault else _speaker(match),
    )


def _speaker(match: Match) -> str | None:
    page, sentence = match.view.page, match.view.sentence
    return page.book.cues.speaker(page.raw[sentence.start : sentence.end], *match.found.span())


def _faults(match: Match, cues: Sequence[Cue], value: str | None, certainty: Certainty) -> Iterator[str]:
    yield from _subject_faults(match)
    yield from _wording_faults(match, cues)
    yield from _date_faults(match, value)
    yield from _certainty_faults(match, certainty, cues)


def _subject_faults(match: Match) -> Iterator[str]:
    page, subject = match.view.page, match.view.subject(*match.found.span())
    if subject is None or subject.whose is Whose.OPEN:
        named = subject is not None and subject.named
        if match.rule.explicit and not (named or (page.about and subject)):
            yield "the sentence does not name the season"
        if not (page.about or named or match.view.names_only_ours):
            yield "the item is about something else"
    elif subject.whose is Whose.OTHER:
        yield "another season or show"
    elif not (page.about or page.headline_names_show or subject.named or match.view.names_show):
        yield "the season of another show"


def _wording_faults(match: Match, cues: Sequence[Cue]) -> Iterator[str]:
    if match.view.sentence.question:
        yield "a question"
    if not match.rule.denies:
        yield from (f"spoilt by {cue.id}" for cue in cues if cue.effect in (Effect.VOID, Effect.NEGATED))
    if match.rule.unless and match.rule.unless.search(match.view.clause_before(match.found.start())):
        yield "the clause is about something else"
    if match.rule.unless_after and match.rule.unless_after.search(match.view.masked, match.found.end()):
        yield "the sentence takes it back"


def _date_faults(match: Match, value: str | None) -> Iterator[str]:
    if value is None:
        if match.rule.needs_date:
            yield "no date that can be read"
        if match.rule.state is State.RELEASED and match.is_learned and _all_to_come(match):
            yield "the date is yet to come"
        return
    first, last = span(value)
    if match.rule.tense is Tense.FUTURE and last < match.published:
        yield "the date is past"
    if match.rule.tense is Tense.PAST and first > match.published and match.rule.state is not State.WRAPPED:
        yield "the date is yet to come"


def _all_to_come(match: Match) -> bool:
    """Whether a sentence has dates, and none of them has come."""
    days = [resolve(one, match.published, Tense.PAST) for one in match.view.dates]
    return bool(days) and all(day is not None and span(day)[0] > match.published for day in days)


def _certainty_faults(match: Match, certainty: Certainty, cues: Sequence[Cue]) -> Iterator[str]:
    if match.rule.facet is Facet.TRAILER and certainty is Certainty.PREDICTED:
        yield "a trailer to come"
    if match.rule.state in _REFUTING:
        return
    claimed_by_others = certainty is Certainty.RUMOURED or match.rule.state is State.CANCELLED
    if match.is_refuted() or (claimed_by_others and _refuted(cues)):
        yield "refuted"


def _refuted(cues: Sequence[Cue]) -> bool:
    return any(cue.effect is Effect.REFUTES for cue in cues)


def _certainty(match: Match, cues: Sequence[Cue], value: str | None) -> Certainty:
    rule = match.rule
    if rule.state is State.WRAPPED and value and span(value)[0] > match.published:
        return certainty_of(cues, Certainty.PREDICTED)
    if rule.denies and rule.tense is Tense.PAST:
        cues = [cue for cue in cues if cue.effect is not Effect.PREDICTED and cue.scope in WITHIN_A_CLAUSE]
    return certainty_of(cues, rule.certainty)


def _state(rule: Rule, value: str | None, published: date) -> State:
    """What a rule of a window claims with its value: a date where that is a day, and on that day the release."""
    if rule.state is not State.WINDOW or value is None or not is_day(value):
        return rule.state
    return State.RELEASED if value == published.isoformat() else State.DATE


def _value(match: Match) -> str | None:
    rule, timing = match.rule, Timing(match.view, match.published)
    mention = timing.date_of(rule, match.found)
    if mention is None:
        return timing.today(rule)
    value = resolve(mention, match.published, rule.tense)
    if value is None or rule.bound is Bound.ON:
        return value
    return _bounded(value, rule.bound)


def _bounded(value: str, bound: Bound) -> str | None:
    """The time that a date bounds; None for what comes after less than a year: nobody says what it rules out."""
    if bound is Bound.AFTER:
        return f"{int(value) + 1:04}/.." if value.isdecimal() else None
    return f"{value}/.." if bound is Bound.FROM else f"../{value}"
