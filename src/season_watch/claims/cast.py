"""Cast: who joins, returns to and leaves the watched season."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
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
_MOST_IN_A_SENTENCE = 12


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
    if book.anew.search(page.folded):
        yield from map(_joining, _all_found(page, published, book, people))
    else:
        yield from _all_found(page, published, book, people)


def _joining(found: CastFinding | NearMiss) -> CastFinding | NearMiss:
    """What a bare rule found in an item on a season with a cast of its own."""
    if isinstance(found, NearMiss) or not found.rule.bare or found.verdict.state is not State.RETURNS:
        return found
    return replace(found, verdict=replace(found.verdict, state=State.JOINS))


def _all_found(page: Page, published: date, book: CastBook, people: People) -> Iterator[CastFinding | NearMiss]:
    for sentence, topics in under_topics(page, book, people):
        view = CastView(page, sentence, book, people)
        found = tuple(_found(view, _worth_trying(view, topics, book), published))
        yield from found
        yield from _shared(view, [one for one in found if isinstance(one, CastFinding)], book.shared, published)


def _worth_trying(view: CastView, topics: Collection[str], book: CastBook) -> Iterable[Way]:
    """The rules that may fit a sentence that names people, each with the pattern that may."""
    if not view.named:
        return ()
    ways = (book.ways[place] for place in book.sieve.let_through(view.peopled))
    return (way for way in ways if way[0].topic is None or way[0].topic in topics)


def _found(view: CastView, ways: Iterable[Way], published: date) -> Iterator[CastFinding | NearMiss]:
    for rule, pattern in ways:
        yield from _matches(view, rule, pattern.compiled, published)


def _shared(
    view: CastView, found: Sequence[CastFinding], ways: Iterable[re.Pattern[str]], published: date
) -> Iterator[CastFinding | NearMiss]:
    """What a sentence says of people by saying it of those told before them."""
    if not found:
        return
    told = {finding.place for finding in found}
    for match in (match for way in ways for match in islice(way.finditer(view.peopled), _MOST_IN_A_SENTENCE)):
        place = match.start("who") + view.sentence.start
        before = [finding for finding in found if finding.place < place]
        if before and place not in told and view.passes(match):
            told.add(place)
            yield _judged(view, max(before, key=_place).rule, match, published)


def _place(finding: CastFinding) -> int:
    return finding.place


def _matches(view: CastView, rule: Rule, pattern: re.Pattern[str], published: date) -> Iterator[CastFinding | NearMiss]:
    for found in islice(pattern.finditer(view.peopled), _MOST_PER_PATTERN):
        if view.passes(found) and rule.is_triggered(view.sentence.folded):
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

    Who leaves does not return, and who returns does not join; a bare rule says nothing of whom others tell. A rumour in
    the item makes a rumour of what nobody vouches for in it, and what only the headline of a `teaser` says is at most
    one.
    """
    told = sorted(_telling(tuple(findings)), key=lambda finding: (finding.headline, finding.place))
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


def _telling(findings: Sequence[CastFinding]) -> Iterator[CastFinding]:
    """The findings, the bare ones without the people of whom others tell."""
    told = {name for finding in findings if not finding.rule.bare for name in finding.names}
    for finding in findings:
        yield replace(finding, names=tuple(name for name in finding.names if name not in told or not finding.rule.bare))


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
