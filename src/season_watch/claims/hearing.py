"""Hearing: the cues of an item, each looked for once, where somebody asks."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from season_watch.claims.assertion import Cue, CueWay, Heard, Scope, hear
from season_watch.claims.sentences import Sentence

if TYPE_CHECKING:
    from season_watch.claims.page import Page


class Hearing:
    """The cues of an item, looked for where a rule fires and only there."""

    def __init__(self, page: "Page") -> None:
        self._page = page
        self._heard: dict[int, tuple[Heard, ...]] = {}
        self._around: dict[int, tuple[Cue, ...]] = {}

    def inside(self, sentence: Sentence) -> tuple[Heard, ...]:
        """The cues of one sentence."""
        if sentence.start not in self._heard:
            text = self._page.unnamed(sentence)
            self._heard[sentence.start] = hear(text, self._maybe_in(text))
        return self._heard[sentence.start]

    def around(self, sentence: Sentence) -> tuple[Cue, ...]:
        """The cues of a sentence's line, and of the item, that reach it from outside."""
        if sentence.line not in self._around:
            near = self._found(Scope.LINE, self._page.same_line(sentence))
            self._around[sentence.line] = (*near, *self._of_item)
        return self._around[sentence.line]

    @cached_property
    def _of_item(self) -> tuple[Cue, ...]:
        return self._found(Scope.ITEM, self._page.sentences)

    def _found(self, scope: Scope, sentences: Iterable[Sentence]) -> tuple[Cue, ...]:
        texts = [sentence.folded for sentence in sentences]
        book = self._page.book
        maybe = (book.around_ways[place] for place in book.around_sieve.let_through("\n".join(texts)))
        ways = [(cue, way) for cue, way in maybe if cue.scope is scope]
        found = (cue for cue, pattern in ways if any(map(pattern.compiled.search, texts)))
        return tuple({cue.id: cue for cue in found}.values())

    def _maybe_in(self, text: str) -> Iterator[CueWay]:
        """The cues that the sieve lets through for a text, each with a pattern that may fit."""
        book = self._page.book
        return (book.cue_ways[place] for place in book.cue_sieve.let_through(text))
