"""What is stored before items are added, and what is then added: the same for every way that is measured. Seeded."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from articles import EVENTS, VOICES, Article, season, topics, write
from edits import EDITS

SHOW = {"show": "The Tin Orchard", "season": 3}
"""What the watch is about: its name stands in every text that is stored of it."""

OF_WATCH = 20_000
"""Items of the watch in its last 90 days, at the most."""

_SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "ke",
    "li",
    "mo",
    "nu",
    "pa",
    "re",
    "si",
    "to",
    "vu",
    "wa",
    "xe",
    "yi",
    "zo",
    "bru",
    "cla",
    "dre",
    "fle",
    "gri",
    "sto",
    "tri",
]


def stored(count: int, random: Random) -> Iterator[Article]:
    """The texts of the watch: a newsroom's sentences, each with a sentence in words of its own behind it."""
    vocabulary = _vocabulary()
    for _ in range(min(count, OF_WATCH)):
        facts = season(random) | SHOW
        voice = random.randrange(len(VOICES))
        written = write(voice, random.choice(EVENTS), facts, ("quote", *topics(random)[:3]), random)
        yield replace(
            written, paragraphs=tuple(f"{told} {_sentence(vocabulary, random)}" for told in written.paragraphs)
        )


def added(stock: list[Article], count: int, random: Random) -> Iterator[tuple[Article, int | None]]:
    """Texts to add, in turn new ones and edited copies of what is stored, with the number of the original."""
    fresh = stored(count, random)
    for n in range(count):
        if n % 2:
            yield next(fresh), None
        else:
            number = random.randrange(len(stock))
            edited = stock[number]
            for edit in random.sample(EDITS, 2):
                edited = edit(edited, random)
            yield edited, number


def _vocabulary() -> list[str]:
    random = Random(1)
    return ["".join(random.choices(_SYLLABLES, k=random.randint(1, 4))) for _ in range(20_000)]


def _sentence(vocabulary: list[str], random: Random) -> str:
    """Words that are as common as those of a language."""
    words = [vocabulary[int(len(vocabulary) ** random.random()) - 1] for _ in range(random.randint(12, 36))]
    return f"{' '.join(words).capitalize()}."
