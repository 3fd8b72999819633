"""Learned findings: what the classifier hears in sentences in which no rule fired."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from season_watch.claims.classifier import TIMED, classifier
from season_watch.claims.concepts import lexicon
from season_watch.claims.features import features
from season_watch.claims.findings import Finding, found_by
from season_watch.claims.judging import Match
from season_watch.claims.page import Page, View
from season_watch.claims.rules import learned_rule
from season_watch.model.claim import Certainty, Facet, NearMiss, State

_TELLING = 4
"""How many of the features that speak for a claim are shown: more tell no more."""
_ON_DATES = frozenset({TIMED, "release.released", "release.delayed"})
"""Outcomes that half of the world has too: films, episodes and tickets come out on a day."""
_OTHER_MEDIA = "othermedia"
_STRETCH = re.compile(r".+", re.DOTALL)

Found = Finding | NearMiss
Likely = Mapping[str, float]


def outcome_of(facet: Facet, state: State) -> str:
    """What the classifier calls a claim."""
    return TIMED if facet is Facet.RELEASE and state in (State.WINDOW, State.DATE) else f"{facet}.{state}"


def marks(page: Page, ruled: Iterable[Found]) -> dict[int, set[str]]:
    """What rules make of each sentence, by its start: what they found, how surely, and what they nearly found."""
    nearly = {rule.id: outcome_of(rule.facet, rule.state) for rule in page.book.rules}
    starts = [view.sentence.start for _, view in page.views]
    found = defaultdict[int, set[str]](set)
    for one in ruled:
        found[starts[bisect_right(starts, one.evidence.start) - 1]].add(_mark(one, nearly))
    return found


def _mark(found: Found, nearly: Mapping[str, str]) -> str:
    if isinstance(found, NearMiss):
        return f"nearly finds {nearly[found.rule]}"
    hedged = "" if found.certainty is Certainty.CONFIRMED else ", unsure"
    return f"finds {outcome_of(found.facet, found.state)}{hedged}"


def weigh(page: Page, published: date, ruled: Sequence[Found]) -> Iterator[Found]:
    """What rules found in an item, and, but in a teaser, which says too little, what the classifier finds beside it."""
    yield from ruled
    if page.teaser:
        return
    marked, room = marks(page, ruled), _Room(page, ruled)
    for line, view in page.views:
        if not _may_claim(view):
            continue
        likely = classifier().probabilities(features(line, view, marked[view.sentence.start]))
        for match in _beside(view, published, likely):
            found = found_by(match)
            if room.has(match, found):
                yield _hedged(found, likely)


def _may_claim(view: View) -> bool:
    """Whether a sentence says something, of what may be the season."""
    sentence, page = view.sentence, view.page
    if sentence.question or (sentence.heading and sentence.line):
        return False
    return page.about or page.headline_names_show or view.names_show


def grounds(page: Page, ruled: Iterable[Found], rule: str, at: int) -> tuple[tuple[int, int], tuple[str, ...]]:
    """Of a learned finding in the sentence at an offset: the words that speak most for it, and what weighs most."""
    line, view = next((line, view) for line, view in page.views if view.sentence.start <= at < view.sentence.end)
    outcome = outcome_of(*claimed_by(rule))
    found = features(line, view, marks(page, ruled)[view.sentence.start])
    start, end = _place(view, outcome).span()
    weightiest = tuple(feature for feature, _ in classifier().grounds(found, outcome)[:_TELLING])
    return (view.sentence.start + start, view.sentence.start + end), weightiest


def claimed_by(rule: str) -> tuple[Facet, State]:
    """What the id of a learned rule says that it claims."""
    _, facet, state = rule.split(".")
    return Facet(facet), State(state)


class _Room:
    """What rules leave to be found: states that none found, in sentences where none of the facet fired.

    A date that a rule took for one thing is none of another, and the day of the news is most often that of its telling.
    """

    def __init__(self, page: Page, ruled: Sequence[Found]) -> None:
        facets = {rule.id: rule.facet for rule in page.book.rules}
        found = [one for one in ruled if isinstance(one, Finding)]
        self._known = {(one.facet, one.state) for one in found}
        self._fired = {(facets[one.rule] if isinstance(one, NearMiss) else one.facet, _at(one)) for one in ruled}
        self._dated = {_at(one) for one in found if one.value}

    def has(self, match: Match, found: Found) -> bool:
        """Whether something may be found here."""
        if (match.rule.facet, _at(found)) in self._fired or (match.rule.needs_date and _at(found) in self._dated):
            return False
        if isinstance(found, NearMiss):
            return True
        is_news_day = match.rule.needs_date and found.state is State.RELEASED
        return not is_news_day and (found.facet, found.state) not in self._known


def _at(found: Found) -> int:
    return found.evidence.start


def _beside(view: View, published: date, likely: Likely) -> Iterator[Match]:
    """What is likely enough in a sentence to be told."""
    bars = classifier().bars
    for outcome, probability in likely.items():
        if "." in outcome and probability >= bars[outcome] and (outcome not in _ON_DATES or _is_of_season(view)):
            yield _match(view, outcome, published)


def _is_of_season(view: View) -> bool:
    """Whether a date may be the season's: it is named here or just before, and nothing else that comes out is."""
    if any(tag.concept == _OTHER_MEDIA for tag in lexicon(view.page.book.language).tags(view.masked)):
        return False
    return view.names_season


def _match(view: View, outcome: str, published: date) -> Match:
    facet, _, state = outcome.partition(".")
    rule = learned_rule(Facet(facet), State.WINDOW if outcome == TIMED else State(state))
    return Match(view=view, rule=rule, found=_place(view, outcome), published=published)


def _place(view: View, outcome: str) -> re.Match[str]:
    """Where in the sentence the concept stands that speaks most for an outcome; all of it where none does."""
    tags = list(lexicon(view.page.book.language).tags(view.masked))
    weights = dict(classifier().grounds({tag.concept for tag in tags}, outcome))
    best = max(tags, key=lambda tag: weights.get(tag.concept, 0.0), default=None)
    text = view.sentence.folded
    start, end = (best.start, best.end) if best and best.concept in weights else (0, len(text))
    return next(_STRETCH.finditer(text, start, end))


def _hedged(found: Found, likely: Likely) -> Found:
    """A finding that no cue makes unsure is as unsure as the classifier hears it."""
    if isinstance(found, NearMiss) or found.certainty is not Certainty.CONFIRMED:
        return found
    bars = classifier().bars
    unsure = [one for one in (Certainty.RUMOURED, Certainty.PREDICTED) if likely[one] >= bars[one]]
    if not unsure:
        return found
    return replace(found, verdict=replace(found.verdict, certainty=max(unsure, key=lambda one: likely[one])))
