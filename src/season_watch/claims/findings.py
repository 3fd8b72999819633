"""Findings: every rule that fires in an item, judged."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from season_watch.claims.judging import Match, Verdict, judge
from season_watch.claims.page import Line, Page, View
from season_watch.claims.rules import Rule, Way
from season_watch.model.claim import Certainty, Evidence, Facet, NearMiss, State

MOST_QUOTED = 300
_MOST_PER_PATTERN = 3
"""A sentence that fits a pattern more often is a list, not news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A match that claims something; `headline`: it stands in the title."""

    rule: Rule
    verdict: Verdict
    evidence: Evidence
    headline: bool

    @property
    def facet(self) -> Facet:
        return self.rule.facet

    @property
    def state(self) -> State:
        return self.verdict.state

    @property
    def value(self) -> str | None:
        return self.verdict.value

    @property
    def certainty(self) -> Certainty:
        return self.verdict.certainty


def find(page: Page, published: date) -> Iterator[Finding | NearMiss]:
    """What the rules find in an item, in the order of its sentences."""
    for line, view in page.views:
        for rule, pattern in _worth_trying(line, view):
            yield from _matches(view, rule, pattern.compiled, published)


def _worth_trying(line: Line, view: View) -> Iterator[Way]:
    """The rules that may fit the sentence, each with the pattern that may; an answer's rules only under their topic."""
    ways = (view.page.book.ways[place] for place in view.page.book.sieve.let_through(view.undated))
    answers = frozenset[str]() if line.sentence.heading else line.topics
    return (way for way in ways if way[0].topic is None or way[0].topic in answers)


def _matches(view: View, rule: Rule, pattern: re.Pattern[str], published: date) -> Iterator[Finding | NearMiss]:
    if rule.needs_date and not view.dates:
        return
    text = view.masked if rule.is_dated else view.undated
    for found in islice(pattern.finditer(text), _MOST_PER_PATTERN):
        if not rule.is_triggered(view.sentence.folded):
            return
        yield found_by(Match(view=view, rule=rule, found=found, published=published))


def found_by(match: Match) -> Finding | NearMiss:
    """What a match is judged to be."""
    verdict, evidence = judge(match), evidence_of(match.view, match.found)
    if verdict.fault:
        return NearMiss(rule=match.rule.id, evidence=evidence, reason=verdict.fault)
    return Finding(rule=match.rule, verdict=verdict, evidence=evidence, headline=match.view.sentence.line == 0)


def evidence_of(view: View, found: re.Match[str]) -> Evidence:
    """The sentence of a match, or as much of it from the match on as may be quoted."""
    start, end = view.sentence.start, view.sentence.end
    if end - start > MOST_QUOTED:
        start = min(start + found.start(), end - MOST_QUOTED)
        end = start + MOST_QUOTED
    return Evidence(quote=view.page.raw[start:end], start=start, end=end)
