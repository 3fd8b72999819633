"""Cast: who joins, returns to and leaves the watched season."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from season_watch.claims.cast_people import CastView, People, under_topics
from season_watch.claims.cast_rules import CastBook, cast_book
from season_watch.claims.findings import evidence_of
from season_watch.claims.judging import Match, Verdict, judge
from season_watch.claims.page import Page
from season_watch.claims.rules import Rule, Way
from season_watch.model.claim import Certainty, Claim, Evidence, Facet, NearMiss, State

_MOST_PER_PATTERN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class CastFinding:
    """Names that a sentence claims something of, from offset `place` on; `headline`: it stands in the title."""

    rule: Rule
    verdict: Verdict
    names: tuple[str, ...]
    place: int
    evidence: Evidence
    headline: bool


def find_cast(page: Page, published: date) -> Iterator[CastFinding | NearMiss]:
    """What the cast rules find in an item, in the order of its sentences."""
    book = cast_book(page.book.language)
    if book is None:
        return
    people = People(page, book)
    for sentence, topics in under_topics(page, book, people):
        view = CastView(page, sentence, book, people)
        for rule, pattern in _worth_trying(view, topics, book):
            yield from _matches(view, rule, pattern, published)


def _worth_trying(view: CastView, topics: Collection[str], book: CastBook) -> Iterable[Way]:
    """The rules that may fit a sentence that names people, each with the pattern that may."""
    if not view.named:
        return ()
    ways = (book.ways[place] for place in book.sieve.let_through(view.peopled))
    return (way for way in ways if way[0].topic is None or way[0].topic in topics)


def _matches(view: CastView, rule: Rule, pattern: re.Pattern[str], published: date) -> Iterator[CastFinding | NearMiss]:
    for found in islice(pattern.finditer(view.peopled), _MOST_PER_PATTERN):
        if found.start("who") in view.named and not view.belongs(found) and rule.is_triggered(view.sentence.folded):
            yield _judged(view, rule, found, published)


def _judged(view: CastView, rule: Rule, found: re.Match[str], published: date) -> CastFinding | NearMiss:
    verdict = judge(Match(view=view, rule=rule, found=found, published=published))
    evidence = evidence_of(view, found)
    if verdict.fault:
        return NearMiss(rule=rule.id, evidence=evidence, reason=verdict.fault)
    named = view.named[found.start("who")]
    return CastFinding(
        rule=rule,
        verdict=verdict,
        names=named.names,
        place=named.start,
        evidence=evidence,
        headline=view.sentence.line == 0,
    )


def merge_cast(findings: Iterable[CastFinding], *, teaser: bool) -> Iterator[Claim]:
    """One claim a state and certainty, with all its names in the order told; each name once a state.

    Who leaves does not return, and who returns does not join. A rumour in the item makes a rumour of what nobody
    vouches for in it, and what only the headline of a `teaser` says is at most one.
    """
    told = sorted(findings, key=lambda finding: (finding.headline, finding.place))
    known: set[str] = set()
    for state in (State.LEAVES, State.RETURNS, State.JOINS):
        of_state = [finding for finding in told if finding.verdict.state is state]
        names = dict.fromkeys(name for finding in of_state for name in finding.names if name not in known)
        sure = {name: _certainty(name, of_state, teaser=teaser) for name in names}
        known.update(names)
        for certainty in Certainty:
            kept = tuple(name for name, how in sure.items() if how is certainty)
            if kept:
                yield _claim(_best(kept, of_state), kept, certainty)


def _certainty(name: str, findings: Iterable[CastFinding], *, teaser: bool) -> Certainty:
    told = [finding for finding in findings if name in finding.names]
    said = {finding.verdict.certainty for finding in told}
    if teaser and all(finding.headline for finding in told):
        said.add(Certainty.RUMOURED)
    elif any(one.verdict.official and one.verdict.certainty is Certainty.CONFIRMED for one in told):
        return Certainty.CONFIRMED
    ranked = (Certainty.RUMOURED, Certainty.CONFIRMED, Certainty.PREDICTED)
    return next(certainty for certainty in ranked if certainty in said)


def _best(names: Sequence[str], findings: Sequence[CastFinding]) -> CastFinding:
    """The finding that tells most of the names; the first of those."""
    return max(findings, key=lambda finding: len(set(names) & set(finding.names)))


def _claim(finding: CastFinding, names: Sequence[str], certainty: Certainty) -> Claim:
    return Claim(
        facet=Facet.CAST,
        state=finding.verdict.state,
        value=", ".join(names),
        certainty=certainty,
        evidence=finding.evidence,
        rule=finding.rule.id,
        cues=finding.verdict.cues,
    )
