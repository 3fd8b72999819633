"""Cast: who joins, returns to and leaves the watched season."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice

from season_watch.claims.cast_names import Listed, listed
from season_watch.claims.cast_rules import CastBook, cast_book
from season_watch.claims.findings import Hearing, evidence_of
from season_watch.claims.judging import Match, Verdict, judge
from season_watch.claims.masks import Sign, mask
from season_watch.claims.page import Page, View
from season_watch.claims.rules import Rule, Way
from season_watch.claims.season import Reference, Whose
from season_watch.claims.sentences import Sentence
from season_watch.model.claim import Certainty, Claim, Evidence, Facet, NearMiss, State

_MOST_PER_PATTERN = 3
_BACK = 2
"""How many sentences back on its line a pronoun finds the person it stands for."""


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
    people, heard = _People(page, book), Hearing(page)
    for sentence, topics in _under_topics(page, book, people):
        view = _CastView(page, sentence, book, people)
        for rule, pattern in _worth_trying(view, topics, book):
            yield from _matches(view, rule, pattern, heard, published)


def _worth_trying(view: "_CastView", topics: Collection[str], book: CastBook) -> Iterable[Way]:
    """The rules that may fit a sentence that names people, each with the pattern that may."""
    if not view.named:
        return ()
    ways = (book.ways[place] for place in book.sieve.let_through(view.peopled))
    return (way for way in ways if way[0].topic is None or way[0].topic in topics)


def _under_topics(page: Page, book: CastBook, people: "_People") -> Iterator[tuple[Sentence, frozenset[str]]]:
    """The sentences, each with its cast topics: of the heading or question above it, whose list may be long, and of
    what the headline and the sentences before it on its line tell, which it may go into.
    """
    asked, told, announced = frozenset[str](), frozenset[str](), frozenset[str]()
    for sentence in page.sentences:
        heads = sentence.heading and not book.entry.match(sentence.folded) and not people.fill(sentence)
        if heads or sentence.question:
            asked = _topics(page, sentence, book.headings)
        if sentence.position == 0:
            told = announced
        yield sentence, asked | told
        told |= _topics(page, sentence, book.stories)
        if sentence.line == 0:
            announced = told


def _topics(page: Page, sentence: Sentence, words: Mapping[str, re.Pattern[str]]) -> frozenset[str]:
    """What a sentence asks or tells about the cast, unless it does so of another season; the first of them."""
    seasons = {reference.whose for reference in page.references.within(sentence.start, sentence.end)}
    if Whose.OTHER in seasons and Whose.OURS not in seasons:
        return frozenset()
    return frozenset(islice((name for name, pattern in words.items() if pattern.search(sentence.folded)), 1))


class _People:
    """The people of an item, looked for when a rule first asks."""

    def __init__(self, page: Page, book: CastBook) -> None:
        self._page = page
        self._book = book

    @cached_property
    def lists(self) -> tuple[Listed, ...]:
        page = self._page
        taken = [(reference.start, reference.end) for reference in page.references]
        return listed(page.raw, taken, self._book.names)

    def within(self, sentence: Sentence) -> tuple[Listed, ...]:
        """The lists of a sentence, its pronouns among them where it is clear whom they mean."""
        found = self._between(sentence.start, sentence.end)
        return (*found, *self._meant(sentence, found))

    def fill(self, sentence: Sentence) -> bool:
        """Whether a sentence is a list of people and nothing else."""
        return any(one.start == sentence.start and one.end == sentence.end for one in self.lists)

    def _between(self, start: int, end: int) -> tuple[Listed, ...]:
        first = bisect_left(self.lists, start, key=lambda one: one.start)
        return tuple(
            one for one in self.lists[first : bisect_left(self.lists, end, key=lambda one: one.start)] if one.end <= end
        )

    def _meant(self, sentence: Sentence, found: Sequence[Listed]) -> Iterator[Listed]:
        for pronoun in self._book.pronouns.finditer(sentence.folded):
            start, end = sentence.start + pronoun.start(), sentence.start + pronoun.end()
            before = [one for one in found if one.end <= start] or self._before(sentence)
            if before and len(before[-1].names) == 1:
                yield Listed(start=start, end=end, names=before[-1].names)

    def _before(self, sentence: Sentence) -> list[Listed]:
        near = [s for s in self._page.same_line(sentence) if 0 < sentence.position - s.position <= _BACK]
        return [one for s in near for one in self._between(s.start, s.end)]


class _CastView(View):
    """A sentence whose people come from other seasons and shows: where they are known from is not what it is about."""

    def __init__(self, page: Page, sentence: Sentence, book: CastBook, people: _People) -> None:
        super().__init__(page, sentence)
        self._asides = book.aside
        self._of = book.of
        self._people = people

    @cached_property
    def named(self) -> dict[int, Listed]:
        """The people of the sentence by the offset in it where they are named."""
        return {one.start - self.sentence.start: one for one in self._people.within(self.sentence)}

    @cached_property
    def peopled(self) -> str:
        """The sentence with its shows, seasons and people under signs."""
        spans = ((start, start + one.end - one.start, Sign.PEOPLE) for start, one in self.named.items())
        return mask(self.undated, spans)

    def belongs(self, found: re.Match[str]) -> bool:
        """Whether a match begins with people who are not its subject: `fans of Nora Falk are back`."""
        return found.start() == found.start("who") and bool(self._of.search(self.undated, 0, found.start()))

    def subject(self, start: int, end: int) -> Reference | None:
        """What the part of the sentence between two of its offsets is about, where the sentence says so."""
        found = super().subject(start, end)
        if found is None or found.whose is not Whose.OTHER:
            return found
        at = found.start - self.sentence.start
        asides = (*self._asides.finditer(self.peopled), *self._asides.finditer(self.sentence.folded))
        return None if any(aside.start() <= at < aside.end() for aside in asides) else found


def _matches(
    view: _CastView, rule: Rule, pattern: re.Pattern[str], heard: Hearing, published: date
) -> Iterator[CastFinding | NearMiss]:
    for found in islice(pattern.finditer(view.peopled), _MOST_PER_PATTERN):
        if found.start("who") in view.named and not view.belongs(found) and rule.is_triggered(view.sentence.folded):
            yield _judged(view, rule, found, heard, published)


def _judged(
    view: _CastView, rule: Rule, found: re.Match[str], heard: Hearing, published: date
) -> CastFinding | NearMiss:
    inside, around = heard.inside(view.sentence), heard.around(view.sentence)
    verdict = judge(Match(view=view, rule=rule, found=found, heard=inside, around=around, published=published))
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
