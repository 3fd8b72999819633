"""Tracing: the words in which a rule fired or a cue was heard, and the line of the file that holds it.

A reading names rules and cues by their ids; `explain` shows by a trace what a person must look at to mend them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from season_watch.claims.alternation import in_order
from season_watch.claims.assertion import Cue
from season_watch.claims.cast_rules import cast_book
from season_watch.claims.classifier import WEIGHTS
from season_watch.claims.findings import MOST_QUOTED, Finding, find
from season_watch.claims.home import HOME
from season_watch.claims.learned import claimed_by, grounds, weigh
from season_watch.claims.merging import left_out
from season_watch.claims.page import Page, View
from season_watch.claims.rules import LEARNED, Rule, Rulebook, learned_rule
from season_watch.claims.season import Whose
from season_watch.claims.sentences import Sentence
from season_watch.model.claim import Evidence, NearMiss
from season_watch.model.watch import Watch

_ID = re.compile(r"""^id\s*=\s*["']([^"']+)["']""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A rule or cue: the file and line that hold it, and the words of the item that it fits.

    `means` is what a rule claims (`filming.started`) or a cue does (`predicted`). `words`, `place` and `means` are None
    where code of the reader, and no pattern, came to it; so are the words of a rule that reads names.
    `grounds` are the features that weighed most where the classifier came to it.
    """

    id: str
    means: str | None
    place: str | None
    words: Evidence | None
    grounds: tuple[str, ...] = ()


class Tracer:
    """Finds the words again in one item, for one watch."""

    def __init__(
        self, watch: Watch, *, title: str, text: str, book: Rulebook, published: date, vouched: bool = False
    ) -> None:
        self._page = page = Page(watch, title, text, book, vouched=vouched)
        self._ruled = () if page.invented else tuple(find(page, published))
        self._published = published
        cast = cast_book(book.language)
        self._rules = {rule.id: rule for rule in (*book.rules, *(cast.rules if cast else ()))}
        self._cues = {cue.id: cue for cue in book.cues.cues}
        self._places = places(book.language)

    def rule(self, rule: str, evidence: Evidence) -> Mark:
        """A rule, and the words of a sentence in which it fired."""
        if rule.startswith(LEARNED):
            return self._learned(rule, evidence)
        known = self._rules.get(rule)
        found = (span for sentence in self._sentences(evidence) for span in self._fits(known, sentence))
        return self._mark(rule, f"{known.facet}.{known.state}" if known else None, next(found, None))

    def _learned(self, rule: str, evidence: Evidence) -> Mark:
        span, weightiest = grounds(self._page, self._ruled, learned_rule(*claimed_by(rule)), evidence.start)
        mark = self._mark(rule, rule.removeprefix(LEARNED), span)
        return replace(mark, place=WEIGHTS, grounds=weightiest)

    def cue(self, cue: str, evidence: Evidence) -> Mark:
        """A cue, and where it was heard: in the sentence, else on its line, else anywhere in the item."""
        known = self._cues.get(cue)
        if known is None:
            return self._mark(cue, None, None)
        near = tuple(self._sentences(evidence))
        line = tuple(other for sentence in near for other in self._page.same_line(sentence))
        found = (_span(sentence, known) for sentence in (*near, *line, *self._page.sentences))
        return self._mark(cue, known.effect, next((span for span in found if span), None))

    @property
    def invented(self) -> bool:
        """Whether the item says itself that fans made it up, so that nothing in it is claimed."""
        return self._page.invented

    def left_out(self) -> Iterator[NearMiss]:
        """Where a rule found what other sentences of the item say better, say too, or take back."""
        found = () if self.invented else weigh(self._page, self._published, self._ruled)
        findings = [one for one in found if isinstance(one, Finding)]
        for finding, reason in left_out(findings, teaser=self._page.teaser):
            yield NearMiss(rule=finding.rule.id, evidence=finding.evidence, reason=reason)

    def unread(self, read: Iterable[Evidence]) -> tuple[Evidence, ...]:
        """The sentences of the text that name the watched season, beside those in which a rule fired."""
        fired = {sentence for evidence in read for sentence in self._sentences(evidence)}
        return tuple(self._whole(one) for one in self._page.sentences if one not in fired and self._could_claim(one))

    def _could_claim(self, sentence: Sentence) -> bool:
        named = self._page.references.within(sentence.start, sentence.end)
        return sentence.line > 0 and not sentence.question and any(one.whose is Whose.OURS for one in named)

    def _whole(self, sentence: Sentence) -> Evidence:
        end = min(sentence.end, sentence.start + MOST_QUOTED)
        return Evidence(quote=self._page.raw[sentence.start : end], start=sentence.start, end=end)

    def _sentences(self, evidence: Evidence) -> Iterator[Sentence]:
        return (one for one in self._page.sentences if one.start < evidence.end and evidence.start < one.end)

    def _fits(self, rule: Rule | None, sentence: Sentence) -> Iterator[tuple[int, int]]:
        if rule is None:
            return
        view = View(self._page, sentence)
        text = view.masked if rule.is_dated else view.undated
        for match in filter(None, (pattern.compiled.search(text) for pattern in rule.patterns)):
            yield sentence.start + match.start(), sentence.start + match.end()

    def _mark(self, name: str, means: str | None, span: tuple[int, int] | None) -> Mark:
        words = Evidence(quote=self._page.raw[slice(*span)], start=span[0], end=span[1]) if span else None
        return Mark(id=name, means=means, place=self._places.get(name), words=words)


def _span(sentence: Sentence, cue: Cue) -> tuple[int, int] | None:
    """Where in the item a cue stands first in a sentence."""
    text = sentence.folded
    match = next(in_order([pattern.compiled for pattern in cue.patterns], text, 0, len(text)), None)
    return (sentence.start + match.start(), sentence.start + match.end()) if match else None


@cache
def places(language: str) -> dict[str, str]:
    """Where each rule and cue of a language stands, by id: `en/filming.toml:4`."""
    home = HOME / "rules" / language
    listed = sorted((entry for entry in home.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    return {
        found[1]: f"{language}/{entry.name}:{number}"
        for entry in listed
        for number, line in enumerate(entry.read_text("utf-8").splitlines(), 1)
        if (found := _ID.match(line))
    }
