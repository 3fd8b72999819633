"""The people of an item: who is named in each sentence, and what the lines above let one expect of them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice, zip_longest

from season_watch.claims.cast_names import Listed, listed
from season_watch.claims.cast_rules import CastBook
from season_watch.claims.masks import Sign, mask
from season_watch.claims.page import Page, View
from season_watch.claims.season import Reference, Whose
from season_watch.claims.sentences import Sentence

_BACK = 2
"""How many sentences back on its line a pronoun finds the person it stands for."""


def under_topics(page: Page, book: CastBook, people: "People") -> Iterator[tuple[Sentence, frozenset[str]]]:
    """The sentences, each with its cast topics: the first of the heading or question above it, whose list may be long,
    and all of what the headline and the sentences before it on its line tell, which it may go into.
    """
    asked, told, announced = frozenset[str](), frozenset[str](), frozenset[str]()
    for sentence, following in zip_longest(page.sentences, page.sentences[1:]):
        heads = sentence.heading and not book.entry.match(sentence.folded) and not people.fill(sentence)
        if heads or sentence.question:
            asked = frozenset(islice(_topics(page, sentence, book.headings), 1))
        if sentence.position == 0:
            told = announced
        yield sentence, asked | told
        if sentence.line == 0 or (following and following.line == sentence.line):
            told |= frozenset(_topics(page, sentence, book.stories))
        if sentence.line == 0:
            announced = told


def _topics(page: Page, sentence: Sentence, words: Mapping[str, re.Pattern[str]]) -> Iterator[str]:
    """What a sentence asks or tells about the cast, unless it does so of another season."""
    seasons = {reference.whose for reference in page.references.within(sentence.start, sentence.end)}
    if Whose.OTHER not in seasons or Whose.OURS in seasons:
        yield from (name for name, pattern in words.items() if pattern.search(sentence.folded))


class People:
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


class CastView(View):
    """A sentence whose people come from other seasons and shows: where they are known from is not what it is about."""

    def __init__(self, page: Page, sentence: Sentence, book: CastBook, people: People) -> None:
        super().__init__(page, sentence)
        self._asides = book.aside
        self._of = book.of
        self._offscreen = book.offscreen
        self._people = people

    @cached_property
    def named(self) -> dict[int, Listed]:
        """The people of the sentence by the offset in it where they are named."""
        return {one.start - self.sentence.start: one for one in self._people.within(self.sentence)}

    @cached_property
    def peopled(self) -> str:
        """The sentence with its shows, seasons and people under signs."""
        spans = ((start, start + one.end - one.start, _sign(one)) for start, one in self.named.items())
        return mask(self.undated, spans)

    def passes(self, found: re.Match[str]) -> bool:
        """Whether the people of a match are its subject and told as actors.

        Not so: `fans of Nora Falk are back`, `Nora Falk is back as a director`.
        """
        start, end = found.span("who")
        if start not in self.named or self._offscreen.match(self.peopled, end):
            return False
        return found.start() < start or not self._of.search(self.undated, 0, start)

    def subject(self, start: int, end: int) -> Reference | None:
        """What the part of the sentence between two of its offsets is about, where the sentence says so."""
        found = super().subject(start, end)
        if found is None or found.whose is not Whose.OTHER:
            return found
        at = found.start - self.sentence.start
        asides = (*self._asides.finditer(self.peopled), *self._asides.finditer(self.sentence.folded))
        return None if any(aside.start() <= at < aside.end() for aside in asides) else found


def _sign(people: Listed) -> Sign:
    return Sign.PLAYERS if people.parted else Sign.PEOPLE
