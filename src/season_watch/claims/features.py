"""Features: what the classifier sees of a sentence: the order of its concepts, its words, and where it stands."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from season_watch.claims.concepts import lexicon
from season_watch.claims.season import Whose

if TYPE_CHECKING:
    from season_watch.claims.page import Line, Page, View

_WORD = re.compile(r"\w+(?:'\w+)?|[,;:()?!…\"]")
_NOT_BY_CAPITALS = frozenset({"de", "ja", "ko"})
"""Languages in which a capital does not tell a name."""
_GROWN_TOGETHER = frozenset({"ja", "ko"})
"""Languages whose words are pieced together: parts of so many characters count for themselves."""
_GRAMS = (2, 3, 4)
_STEMS = (4, 6)
"""Longer words count by so many first characters too: languages inflect at the end."""
_REACH = 5
"""How many concepts further on one may still belong to another."""
_SEASONS = {Whose.OURS: "<ours>", Whose.OTHER: "<other>", Whose.SHOW: "<show>", Whose.OPEN: "<season>"}
_PRECISION = ("day", "weekday", "dayword", "month", "monthword", "part", "year", "yearword")

RULE = "rule "
"""What a feature begins with that a rule stands behind."""
_MANY = 3
"""As many mentions as tell more than fewer do."""

Placed = tuple[int, str]


def features(line: "Line", view: "View", ruled: Iterable[str]) -> frozenset[str]:
    """The features of a sentence. Words are told apart by language; concepts are the same in all.

    `ruled` says what rules make of the sentence, as marks.
    """
    signs = sorted(_signs(view))
    found = _orders([name for _, name in sorted([*signs, *((tag.start, tag.concept) for tag in view.tags)])])
    found.update(_of_words(_words(view), view.page.book.language))
    found.update(_circumstances(line, view, [name for _, name in signs]))
    found.update(f"{RULE}{mark}" for mark in ruled)
    return frozenset(found)


def _signs(view: "View") -> Iterator[Placed]:
    """Seasons, shows and dates of the sentence."""
    at = view.sentence.start
    for reference in view.page.references.within(at, view.sentence.end):
        yield reference.start - at, _SEASONS[reference.whose]
    for date in view.dates:
        yield date.start, f"<{next((name for name in _PRECISION if name in date.fields), 'date')}>"


def _orders(names: Sequence[str]) -> set[str]:
    found = set(names)
    for further in range(1, _REACH):
        found.update([f"{first} … {second}" for first, second in zip(names, names[further:], strict=False)])
    found.update([f"{first} + {second}" for first, second in pairwise(names)])
    found.update(map(" + ".join, zip(names, names[1:], names[2:], strict=False)))
    return found


def _words(view: "View") -> set[str]:
    """The words of a sentence, names of people and places as one sign, and numbers as another."""
    at, raw = view.sentence.start, view.page.raw
    named = view.page.book.language not in _NOT_BY_CAPITALS and view.sentence.line and not view.sentence.heading
    words = set[str]()
    for found in _WORD.finditer(view.masked):
        word, start = found[0], found.start()
        if word.isdecimal():
            words.add("<number>")
        else:
            words.add("<name>" if named and start and raw[at + start].isupper() else word)
    return words


def _of_words(words: Collection[str], language: str) -> Iterator[str]:
    """The words and their parts, each with its language."""
    yield from [f"{language}:{word}" for word in words]
    if language in _GROWN_TOGETHER:
        yield from (
            f"{language}:#{word[at : at + n]}" for word in words for n in _GRAMS for at in range(len(word) - n + 1)
        )
        return
    for stem in _STEMS:
        yield from [f"{language}:#{word[:stem]}" for word in words if len(word) > stem and word[0] != "<"]


def _circumstances(line: "Line", view: "View", signs: Sequence[str]) -> Iterator[str]:
    sentence = view.sentence
    yield _seasons_named(signs)
    yield f"about {view.page.plainly_about}"
    if sentence.question:
        yield "question"
    if sentence.heading:
        yield "heading"
    if sentence.line == 0:
        yield "headline"
    if sentence.position == 0:
        yield "first on its line"
    yield from (f"answers {topic}" for topic in line.topics)


def item_features(page: "Page") -> frozenset[str]:
    """The features of an item: which seasons and shows its headline, its opening and all of it name, and concepts."""
    headline = page.sentences[0].end if page.sentences else 0
    opening = next((s.line for s in page.sentences if s.line), 0)
    end = max((s.end for s in page.sentences if s.line == opening), default=headline)
    named, opened, whole = (_named(page, *part) for part in ((0, headline), (headline, end), (headline, len(page.raw))))
    first = f"headline {','.join(sorted(named)) or 'none'}"
    found = {first, f"{first}, opening {','.join(sorted(opened))}", f"{first}, text {','.join(sorted(whole))}"}
    for part, counted in (("headline", named), ("opening", opened), ("text", whole)):
        found.update(f"{part} {name} {min(count, _MANY)}" for name, count in counted.items())
        found.update(f"{first}, {part} {name}" for name in counted)
    terms = lexicon(page.book.language)
    found.update(f"headline {tag.concept}" for tag in terms.tags(page.folded[:headline]))
    found.update(f"opening {tag.concept}" for tag in terms.tags(page.folded[headline:end]))
    return frozenset(f"item: {feature}" for feature in found)


def _named(page: "Page", start: int, end: int) -> Counter[str]:
    return Counter(_SEASONS[one.whose] + ("!" if one.named else "") for one in page.references.within(start, end))


def _seasons_named(signs: Iterable[str]) -> str:
    return f"names {','.join(sorted({name for name in signs if name in _SEASONS.values()}))}"
