"""Learned findings: what the classifier hears in sentences in which no rule fired."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from season_watch.claims.classifier import TIMED, classifier
from season_watch.claims.features import features
from season_watch.claims.findings import Finding, found_by
from season_watch.claims.judging import Match
from season_watch.claims.page import Page, View
from season_watch.claims.rules import Rule, learned_rule
from season_watch.model.claim import Certainty, Facet, NearMiss, State

_TELLING = 4
"""How many of the features that speak for a claim are shown: more tell no more."""
_ON_DATES = frozenset({TIMED, "release.released", "release.delayed"})
"""Outcomes that half of the world has too: films, episodes and tickets come out on a day."""
_NO_DATE = "release.none"
_OTHER_MEDIA = "othermedia"
_SHOOT = "shoot"
_COMES_OUT = frozenset({"premiere", "out", "shown"})
_STRETCH = re.compile(r".+", re.DOTALL)

Found = Finding | NearMiss
Likely = Mapping[str, float]


def outcome_of(facet: Facet, state: State) -> str:
    """What the classifier calls a claim."""
    return TIMED if facet is Facet.RELEASE and state in (State.WINDOW, State.DATE) else f"{facet}.{state}"


class Ruled:
    """What rules found in an item, sentence by sentence: it goes before what is learned."""

    def __init__(self, page: Page, found: Iterable[Found]) -> None:
        rules = {rule.id: rule for rule in page.book.rules}
        starts = [view.sentence.start for _, view in page.views]
        self._marks = defaultdict[int, set[str]](set)
        self._fired = set[tuple[Facet, int]]()
        self._known = set[str]()
        self._dated = set[int]()
        for one in found:
            at = starts[bisect_right(starts, one.evidence.start) - 1]
            rule = one.rule if isinstance(one, Finding) else rules[one.rule]
            self._fired.add((rule.facet, at))
            self._marks[at].add(_mark(one, rule))
            if isinstance(one, Finding):
                self._known.add(outcome_of(one.facet, one.state))
                self._dated.update([at] if one.value else ())

    def marks(self, view: View) -> Collection[str]:
        """What rules made of a sentence, as features: what they found, how surely, and what they nearly found."""
        return self._marks.get(view.sentence.start, ())

    def leaves_room(self, view: View, rule: Rule) -> bool:
        """Whether no rule of the facet fired in a sentence, and none took the date that is needed."""
        at = view.sentence.start
        return (rule.facet, at) not in self._fired and not (rule.needs_date and at in self._dated)

    def lacks(self, found: Found) -> bool:
        """Whether no rule found the same anywhere in the item; of when the season comes, any day or window."""
        return isinstance(found, NearMiss) or outcome_of(found.facet, found.state) not in self._known


def _mark(found: Found, rule: Rule) -> str:
    if isinstance(found, NearMiss):
        return f"nearly finds {outcome_of(rule.facet, rule.state)}"
    hedged = "" if found.certainty is Certainty.CONFIRMED else ", unsure"
    return f"finds {outcome_of(found.facet, found.state)}{hedged}"


def weigh(page: Page, published: date, found: Sequence[Found]) -> Iterator[Found]:
    """What rules found in an item, and, but in a teaser, which says too little, what the classifier finds beside it."""
    yield from found
    if page.teaser:
        return
    ruled = Ruled(page, found)
    for line, view in page.views:
        if _may_claim(view):
            likely = classifier().likely(features(line, view, ruled.marks(view)))
            yield from _heard(view, likely, ruled, published)


def _may_claim(view: View) -> bool:
    """Whether a sentence says something, of what may be the season. One without any concept says nothing."""
    sentence, page = view.sentence, view.page
    if sentence.question or (sentence.heading and sentence.line) or not view.tags:
        return False
    return page.about or page.headline_names_show or view.names_show


def _heard(view: View, likely: Likely, ruled: Ruled, published: date) -> Iterator[Found]:
    for rule in _told(view, likely):
        if ruled.leaves_room(view, rule):
            found = found_by(Match(view=view, rule=rule, found=_place(view, rule), published=published))
            hedged = _hedged(found, likely)
            if ruled.lacks(hedged) and _is_of_season(view, hedged):
                yield hedged


def _told(view: View, likely: Likely) -> Iterator[Rule]:
    """What may be told of what is likely in a sentence."""
    for outcome in likely:
        if "." in outcome and not _is_of_else(view, outcome):
            facet, state = outcome.replace(TIMED, f"{Facet.RELEASE}.{State.WINDOW}").split(".")
            yield learned_rule(Facet(facet), State(state))


def _is_of_else(view: View, outcome: str) -> bool:
    """Whether a date may be that of something else which the sentence names: what else comes out, or the shoot."""
    concepts = {tag.concept for tag in view.tags}
    if outcome == _NO_DATE:
        return _SHOOT in concepts and concepts.isdisjoint(_COMES_OUT)
    return outcome in _ON_DATES and _OTHER_MEDIA in concepts


def _is_of_season(view: View, found: Found) -> bool:
    """Whether a date may be the season's: it is named here or just before, or somebody merely reckons with the date."""
    if isinstance(found, NearMiss) or found.certainty is not Certainty.CONFIRMED:
        return True
    return view.names_season or outcome_of(found.facet, found.state) not in _ON_DATES


def _place(view: View, rule: Rule) -> re.Match[str]:
    """Where in the sentence the concept stands that speaks most for a claim; all of it where none does."""
    weights = dict(classifier().grounds({tag.concept for tag in view.tags}, outcome_of(rule.facet, rule.state)))
    best = max(view.tags, key=lambda tag: weights.get(tag.concept, 0.0), default=None)
    text = view.sentence.folded
    start, end = (best.start, best.end) if best and best.concept in weights else (0, len(text))
    return next(_STRETCH.finditer(text, start, end))


def _hedged(found: Found, likely: Likely) -> Found:
    """A finding that no cue makes unsure is as unsure as the classifier hears it."""
    if isinstance(found, NearMiss) or found.certainty is not Certainty.CONFIRMED:
        return found
    unsure = [one for one in (Certainty.RUMOURED, Certainty.PREDICTED) if one in likely]
    if not unsure:
        return found
    return replace(found, verdict=replace(found.verdict, certainty=max(unsure, key=lambda one: likely[one])))


def grounds(page: Page, found: Iterable[Found], rule: Rule, at: int) -> tuple[tuple[int, int], tuple[str, ...]]:
    """Of a learned finding in the sentence at an offset: the words that speak most for it, and what weighs most."""
    line, view = next((line, view) for line, view in page.views if view.sentence.start <= at < view.sentence.end)
    seen = features(line, view, Ruled(page, found).marks(view))
    start, end = _place(view, rule).span()
    weightiest = classifier().grounds(seen, outcome_of(rule.facet, rule.state))[:_TELLING]
    return (view.sentence.start + start, view.sentence.start + end), tuple(feature for feature, _ in weightiest)


def claimed_by(rule: str) -> tuple[Facet, State]:
    """What the id of a learned rule says that it claims."""
    _, facet, state = rule.split(".")
    return Facet(facet), State(state)
