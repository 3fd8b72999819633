"""The page: an item laid out for reading, its sentences with their topics and what they refer to."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from season_watch.claims import dates
from season_watch.claims.classifier import ABOUT, classifier
from season_watch.claims.concepts import Tag, lexicon
from season_watch.claims.dates import DateMention
from season_watch.claims.features import item_features
from season_watch.claims.folding import fold
from season_watch.claims.hearing import Hearing
from season_watch.claims.masks import Sign, mask
from season_watch.claims.rules import Rulebook
from season_watch.claims.season import Reference, References, SeasonWords, Whose, is_about, whose
from season_watch.claims.sentences import MOST_OF_A_SENTENCE, Sentence, split
from season_watch.model.watch import Watch

MOST_CHARACTERS = 50_000
"""News items are far shorter; what stands behind is not read, so that a page of megabytes costs no more."""
TEASER = 240
"""Characters below which a text is a teaser, not an article: the shortest news items run to some 250."""
BROKEN_OFF_MOST = 300
"""Feeds cut at 150 to 300 characters; a longer text without a stop at its end closes with a credit or a link."""
_BREAK = re.compile(r"""(?:…|\.\.\.)[\])]?\s*$""")
_STOP = re.compile(r"""[.!?。？！]["'”’»)\]]*\s*$""")
_SUBJECTS = re.compile(f"[{Sign.SHOW.value[0]}{Sign.SEASON.value[0]}]")
_ANSWER_SENTENCES = 2
"""How many sentences after a heading still answer it without naming its subject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence with the topics that the heading or question above it set."""

    sentence: Sentence
    topics: frozenset[str]


class View:
    """A sentence as the rules see it, its dates found only when a rule asks."""

    def __init__(self, page: "Page", sentence: Sentence) -> None:
        self.page = page
        self.sentence = sentence

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """The dates of the sentence, in order; finding them costs most."""
        return dates.find(self.undated, self.page.book.dates)

    @cached_property
    def masked(self) -> str:
        """The sentence with its dates under signs too."""
        return mask(self.undated, ((d.start, d.end, Sign.DATE) for d in self.dates))

    @cached_property
    def undated(self) -> str:
        """The sentence with its shows and seasons under signs."""
        at = self.sentence.start
        found = self.page.references.within(at, self.sentence.end)
        return mask(self.sentence.folded, ((r.start - at, r.end - at, _sign(r)) for r in found))

    @cached_property
    def tags(self) -> tuple[Tag, ...]:
        """The concepts of the sentence, in order."""
        return tuple(lexicon(self.page.book.language).tags(self.masked))

    def subject(self, start: int, end: int) -> Reference | None:
        """What the part of the sentence between two of its offsets is about, where the sentence says so."""
        at = self.sentence.start
        found = whose(self.page.references, self.sentence, at + start, at + end, self.page.book.cues)
        carried = self.page.carried.get(self.sentence.start)
        return carried or found if found is None or found.part else found

    def is_whole(self, start: int, end: int) -> bool:
        """Whether the text says all it has to say here: not if it breaks off and this is its end, or names nothing."""
        if not self.page.breaks_off or self.sentence.line == 0:
            return True
        subject = self.subject(start, end)
        named = subject is not None and subject.whose is Whose.OURS
        return named and self.sentence is not self.page.sentences[-1]

    def clause_before(self, start: int) -> str:
        """What stands in the same clause before an offset of the sentence; behind a comma, if that holds a subject."""
        ends = [end.end() for end in self.page.book.cues.terminators.finditer(self.masked, 0, start)]
        clause = self.masked[ends[-1] if ends else 0 : start]
        _, comma, behind = clause.rpartition(",")
        return behind if comma and _SUBJECTS.search(behind) else clause

    @cached_property
    def names_show(self) -> bool:
        """Whether the sentence, or the one before it on the line, names the show."""
        return any(reference.named for reference in self._named_near())

    @cached_property
    def names_season(self) -> bool:
        """Whether the sentence, or the one before it on the line, names what may be the watched season."""
        return any(reference.whose is not Whose.OTHER for reference in self._named_near())

    def _named_near(self) -> Iterator[Reference]:
        line = self.page.same_line(self.sentence)
        near = (other for other in line if 0 <= self.sentence.position - other.position <= 1)
        return (reference for one in near for reference in self.page.references.within(one.start, one.end))

    @cached_property
    def names_only_ours(self) -> bool:
        """Whether the sentence tells of the watched season and of no other, where the show is named."""
        told = {r.whose for r in self.page.references.within(self.sentence.start, self.sentence.end)}
        known = self.page.headline_names_show or self.names_show
        return known and Whose.OURS in told and Whose.OTHER not in told


def _carried(
    sentences: Sequence[Sentence], references: References, words: SeasonWords, *, amid_others: bool
) -> dict[int, Reference]:
    """What a sentence that names no season takes from the one before it, by where it starts.

    It is an answer, or begins with `it`, or names a part: of whatever season the one before told. An answer may stand
    on the line below its question. An item that is about something else (`amid_others`) goes on about the watched
    season, once named, to the end of the line.
    """
    carried: dict[int, Reference] = {}
    for before, sentence in pairwise(sentences):
        here = references.within(sentence.start, sentence.end)
        answers = before.question and sentence.line == before.line + 1
        if not (before.line == sentence.line or answers) or not all(r.part for r in here):
            continue
        named = [r for r in references.within(before.start, before.end) if not r.part]
        last = named[-1] if named else carried.get(before.start)
        told = last and last.whose in (Whose.OTHER, Whose.OURS)
        goes_on = amid_others and last and last.named and last.whose is Whose.OURS and not here
        if last and told and (goes_on or here or before.question or words.pronouns.match(sentence.folded)):
            carried[sentence.start] = last
    return carried


def _sign(reference: Reference) -> Sign:
    return Sign.SHOW if reference.whose is Whose.SHOW else Sign.SEASON


def _breaks_off(text: str, sentences: Sequence[Sentence]) -> bool:
    """Whether a text was cut: it ends in dots, or it is short, more than a caption, and ends without a stop."""
    if _BREAK.search(text):
        return True
    if len(text) >= BROKEN_OFF_MOST or not sentences or _STOP.search(sentences[-1].folded):
        return False
    return len(sentences) > 1 or not sentences[-1].heading


class Page:
    """An item, folded and split, and the references in it. `invented`: it says itself that it is made up.

    `says_little`: its text is too short to tell how it is written. `teaser`: it is too short to bear out a headline;
    `breaks_off`: its text ends before its last sentence does. These two hold against nobody who is `vouched` for.
    """

    def __init__(self, watch: Watch, title: str, text: str, book: Rulebook, *, vouched: bool = False) -> None:
        self.book = book
        self.raw = f"{title}\n{text}"[:MOST_CHARACTERS]
        self.folded = folded = fold(self.raw)
        found = split(folded, book.abbreviations, book.skipped)
        self.sentences = tuple(s for s in found if s.end - s.start <= MOST_OF_A_SENTENCE)
        self.breaks_off = not vouched and _breaks_off(text, [s for s in self.sentences if s.line])
        self.says_little = len(text) < TEASER
        self.teaser = self.breaks_off or (not vouched and self.says_little)
        self.references = References(self.raw, folded, watch, book.seasons)
        self.invented = bool(book.invented.search(folded))
        self.headline_names_show = any(r.named for r in self.references if r.start < len(title))
        self.plainly_about = not self.invented and is_about(self.sentences, self.references)
        self.carried = _carried(self.sentences, self.references, book.seasons, amid_others=not self.plainly_about)

    @cached_property
    def about(self) -> bool:
        """Whether the item as a whole is about the watched season: it says so, or is written as such items are."""
        if self.plainly_about or self.invented or self.says_little:
            return self.plainly_about
        headline = self.references.within(0, self.sentences[0].end) if self.sentences else ()
        if not any(one.named for one in self.references) or any(one.whose is Whose.OTHER for one in headline):
            return False
        return ABOUT in classifier().likely(item_features(self))

    @cached_property
    def hearing(self) -> Hearing:
        """The cues of the item."""
        return Hearing(self)

    @cached_property
    def views(self) -> tuple[tuple[Line, View], ...]:
        """The sentences as all who read them see them, each with its topics."""
        return tuple((line, View(self, line.sentence)) for line in self._lines())

    def _lines(self) -> Iterator[Line]:
        topics: frozenset[str] = frozenset()
        since = 0
        for sentence in self.sentences:
            if sentence.heading or sentence.question:
                topics, since = frozenset(self._topics(sentence.folded)), 0
            else:
                since += 1
            yield Line(sentence=sentence, topics=topics if since <= _ANSWER_SENTENCES else frozenset())

    def _topics(self, folded: str) -> Iterable[str]:
        return (name for name, pattern in self.book.topics.items() if pattern.search(folded))

    def unnamed(self, sentence: Sentence) -> str:
        """A sentence with its shows' names under signs: a title that negates or hedges says nothing of the news.

        A title that is a word counts as a name where it is written as one: `the makers of Fake`, not `a fake trailer`.
        """
        at = sentence.start
        names = (r for r in self.references.within(at, sentence.end) if r.named or r.foreign)
        behind_first = at + 1  # a sentence begins with a capital anyway
        written = (r for r in names if any(map(str.isupper, self.raw[max(r.start, behind_first) : r.end])))
        return mask(sentence.folded, ((r.start - at, r.end - at, _sign(r)) for r in written))

    def same_line(self, sentence: Sentence) -> tuple[Sentence, ...]:
        """The sentences of a sentence's line, itself among them."""
        return self._by_line[sentence.line]

    @cached_property
    def _by_line(self) -> dict[int, tuple[Sentence, ...]]:
        return {line: tuple(found) for line, found in groupby(self.sentences, key=lambda sentence: sentence.line)}
