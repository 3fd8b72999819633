"""Findings: every rule that fires in an item, with what the words around it make of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from season_watch.claims.assertion import Cue, Effect, Heard, Scope, certainty_of, hear, in_scope
from season_watch.claims.dates import DateMention, Tense, resolve
from season_watch.claims.page import Line, Page, View
from season_watch.claims.rules import Bound, Rule
from season_watch.claims.season import Whose
from season_watch.claims.sentences import Sentence
from season_watch.model.claim import Certainty, Evidence, Facet, NearMiss, State
from season_watch.model.edtf import span

MOST_QUOTED = 300
_TAKES_A_DATE = frozenset({State.STARTED, State.WRAPPED, State.RELEASED, State.DELAYED})
_DATE_FOLLOWS = re.compile(r"[^,;:.]{0,40}$")
_MOST_PER_PATTERN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A rule that fired and holds. `headline`: it stands in the title; `official`: its sentence names who vouches."""

    rule: Rule
    state: State
    value: str | None
    certainty: Certainty
    evidence: Evidence
    cues: tuple[str, ...]
    refutes: bool
    headline: bool
    official: bool

    @property
    def facet(self) -> Facet:
        return self.rule.facet


def find(page: Page, published: date) -> Iterator[Finding | NearMiss]:
    """What the rules find in an item, in the order of its sentences."""
    item_cues = _ItemCues(page)
    for line in page.lines():
        rules = [rule for rule in page.book.rules if _may_match(rule, line)]
        if rules:
            yield from _in_sentence(View(page, line.sentence), rules, published, item_cues)


def _may_match(rule: Rule, line: Line) -> bool:
    if rule.topic is not None and (rule.topic not in line.topics or line.sentence.heading):
        return False
    return any(cue in line.sentence.folded for cue in rule.cues)


class _ItemCues:
    """Cues that reach beyond their sentence, looked for when the first rule fires."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._heard: dict[int, tuple[Heard, ...]] = {}
        self._item: tuple[Cue, ...] | None = None

    def of_sentence(self, sentence: Sentence) -> tuple[Heard, ...]:
        """The cues of one sentence."""
        if sentence.start not in self._heard:
            self._heard[sentence.start] = hear(sentence.folded, self._page.book.cues)
        return self._heard[sentence.start]

    def around(self, sentence: Sentence) -> Iterator[Cue]:
        """The cues of the sentence's line, and of the item, that reach it."""
        for other in self._page.same_line(sentence):
            if other is not sentence:
                yield from (heard.cue for heard in self.of_sentence(other) if heard.cue.scope is Scope.LINE)
        yield from self._of_item()

    def _of_item(self) -> tuple[Cue, ...]:
        if self._item is None:
            wide = [cue for cue in self._page.book.cues.cues if cue.scope is Scope.ITEM]
            texts = [sentence.folded for sentence in self._page.sentences]
            self._item = tuple(cue for cue in wide if any(cue.pattern.search(text) for text in texts))
        return self._item


def _in_sentence(
    view: View, rules: Sequence[Rule], published: date, item_cues: _ItemCues
) -> Iterator[Finding | NearMiss]:
    for rule in rules:
        for pattern in rule.patterns:
            for match, _ in zip(pattern.finditer(view.masked), range(_MOST_PER_PATTERN), strict=False):
                yield _judged(view, rule, match, published, item_cues)


def _judged(view: View, rule: Rule, match: re.Match[str], published: date, item_cues: _ItemCues) -> Finding | NearMiss:
    evidence = _evidence(view, match)
    value = _value(view, rule, match, published)
    start, end = match.span()
    heard = item_cues.of_sentence(view.sentence)
    own = tuple(in_scope(heard, view.sentence.folded, start, end, view.page.book.cues))
    cues = (*own, *item_cues.around(view.sentence))
    reason = (
        _subject_fault(view, rule, match) or _wording_fault(view, rule, cues) or _date_fault(rule, value, published)
    )
    if reason:
        return NearMiss(rule=rule.id, evidence=evidence, reason=reason)
    state = State.DATE if rule.state is State.WINDOW and value and _is_day(value) else rule.state
    official = any(cue.effect is Effect.OFFICIAL for cue in own)
    return Finding(
        rule=rule,
        state=state,
        value=value,
        certainty=_certainty(rule, own if official else cues, state, value, published),
        evidence=evidence,
        cues=tuple(dict.fromkeys(cue.id for cue in cues)),
        refutes=any(cue.effect is Effect.REFUTES for cue in cues),
        headline=view.sentence.line == 0,
        official=official,
    )


def _subject_fault(view: View, rule: Rule, match: re.Match[str]) -> str | None:
    subject = view.subject(*match.span())
    if subject is None or subject.whose is Whose.OPEN:
        named = subject is not None and subject.named
        if rule.explicit and not (named or view.page.about and subject):
            return "the sentence does not name the season"
        return None if view.page.about or named else "the item is about something else"
    if subject.whose is Whose.OTHER:
        return "another season or show"
    if not view.page.about and not (subject.named or _names_show(view)):
        return "the season of another show"
    return None


def _names_show(view: View) -> bool:
    """Whether the sentence, or the one before it on the line, names the show."""
    before = [s for s in view.page.same_line(view.sentence) if s.position == view.sentence.position - 1]
    return any(r.named for s in (*before, view.sentence) for r in view.page.references.within(s.start, s.end))


def _wording_fault(view: View, rule: Rule, cues: Sequence[Cue]) -> str | None:
    if view.sentence.question:
        return "a question"
    void = next((cue for cue in cues if cue.effect is Effect.VOID), None)
    if void:
        return f"voided by {void.id}"
    negation = next((cue for cue in cues if cue.effect is Effect.NEGATED), None)
    return f"negated by {negation.id}" if negation and not rule.denies else None


def _date_fault(rule: Rule, value: str | None, published: date) -> str | None:
    wanted = rule.state in (State.WINDOW, State.SCHEDULED)
    if value is None:
        return "no date that can be read" if wanted else None
    first, last = span(value)
    if rule.tense is Tense.FUTURE and last < published:
        return "the date is past"
    return "the date is yet to come" if rule.state is not State.WRAPPED and _is_late(rule, first, published) else None


def _is_late(rule: Rule, first: date, published: date) -> bool:
    return rule.tense is Tense.PAST and first > published


def _certainty(rule: Rule, cues: Sequence[Cue], state: State, value: str | None, published: date) -> Certainty:
    if state is State.WRAPPED and value and span(value)[0] > published:
        return certainty_of(cues, Certainty.PREDICTED)
    if rule.denies:
        cues = [cue for cue in cues if cue.effect is not Effect.PREDICTED] if rule.state is not State.WINDOW else cues
    return certainty_of(cues, rule.certainty)


def _is_day(value: str) -> bool:
    return len(value) == len("2024-12-26") and "/" not in value


def _value(view: View, rule: Rule, match: re.Match[str], published: date) -> str | None:
    mention = _mention(view, rule, match)
    value = resolve(mention, published, rule.tense) if mention else None
    if value is None or rule.bound is Bound.ON:
        return value
    return f"{value}/.." if rule.bound is Bound.FROM else f"../{value}"


def _mention(view: View, rule: Rule, match: re.Match[str]) -> DateMention | None:
    if "when" in match.re.groupindex:
        return view.date_at(match.start("when")) if match["when"] else None
    if rule.state not in _TAKES_A_DATE:
        return None
    after = (d for d in view.dates if d.start >= match.start())
    return next((d for d in after if _DATE_FOLLOWS.fullmatch(view.masked[match.end() : d.start])), None)


def _evidence(view: View, match: re.Match[str]) -> Evidence:
    sentence = view.sentence
    start, end = sentence.start, sentence.end
    if end - start > MOST_QUOTED:
        start = max(start, min(start + match.start(), end - MOST_QUOTED))
        end = start + MOST_QUOTED
    return Evidence(quote=view.page.raw[start:end], start=start, end=end)
