"""The sieve lets through every pattern that a text fits, and few others."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from season_watch.claims.literals import literals
from season_watch.claims.masks import MACROS
from season_watch.claims.rules import languages, rulebook
from season_watch.claims.sieve import Sieve

PATTERNS = sorted(
    {
        pattern.text
        for language in languages()
        for book in [rulebook(language)]
        for pattern in (*(way[1] for way in book.ways), *(way[1] for way in book.cues.ways))
    }
)
_NAMED = re.compile(r"\(\?P<\w+>")
_IN_BATCH = 10
BATCHES = [PATTERNS[start : start + _IN_BATCH] for start in range(0, len(PATTERNS), _IN_BATCH)]
"""Hypothesis nests its settings once a parameter, so a thousand parameters would be too deep."""


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        pytest.param("wrapped", [{"wrapped"}], id="a word"),
        pytest.param(r"\bwraps?\b", [{" wrap ", " wraps "}], id="a word with its edges and an ending"),
        pytest.param(r"\b(?:(?:on|off) .*|airs)", [{" on ", " off ", " airs"}], id="an edge in front of choices"),
        pytest.param("^on air$", [{" air "}, {" on "}], id="a text has edges too"),
        pytest.param("(?:began|begun) filming", [{" filming"}, {"began ", "begun "}], id="the words, by their choices"),
        pytest.param(r"(?:began|begun)\b.{0,9}filming", [{"filming"}, {"began ", "begun "}], id="two sets"),
        pytest.param(
            "(?:go|has to go) up", [{" up"}, {" go ", " up"}, {"go ", "has "}], id="first, last and best words"
        ),
        pytest.param("isn't 'on'", [{"isn't "}, {"'on'"}], id="edges are those of letters"),
        pytest.param(r"(?:on \w+ )?air", [{"air"}], id="what may be missing is not needed"),
        pytest.param("premi(?:ere|ered|eres)", [{"premiere"}], id="eight letters are enough"),
        pytest.param(f"{MACROS['season']} out", [{" out"}, {"\ue002"}], id="a sign"),
        pytest.param(f"airs {MACROS['when']}", [{"airs "}], id="no sign of a date: dates come later"),
        pytest.param(f"with {MACROS['people']}", [{"with "}], id="no sign of people: they come later"),
        pytest.param(r"(?!not)ready", [{"ready"}], id="what must not follow is not needed"),
        pytest.param("(?:no one){2}", [{" one"}, {"no "}], id="a repeated part"),
        pytest.param(r"\w+|the end", [], id="anything"),
        pytest.param("in the day", [{" the "}, {" day"}, {"in "}], id="the best word first"),
        pytest.param("[ab]c", [{"ac", "bc"}], id="one of some letters"),
        pytest.param("[^a]", [], id="all but a letter"),
    ],
)
def test_literals_are_what_a_text_must_hold_to_fit(pattern: str, needed: list[set[str]]) -> None:
    assert literals(pattern) == needed


@pytest.mark.parametrize("patterns", BATCHES, ids=lambda patterns: patterns[0][:60])
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(st.data())
def test_what_fits_a_pattern_comes_through(patterns: Sequence[str], data: st.DataObject) -> None:
    for pattern in patterns:
        text = data.draw(st.from_regex(pattern.replace(r"\b", "")))  # edges are hard to draw

        assert Sieve([pattern]).let_through(text) == [0] or not re.search(pattern, text)


@pytest.mark.parametrize("language", sorted(languages()))
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(st.data())
def test_no_date_is_stopped(language: str, data: st.DataObject) -> None:
    dates = rulebook(language).dates
    any_of = "|".join(_NAMED.sub("(?:", pattern.pattern.replace(r"\b", "")) for pattern in dates.patterns)
    text = data.draw(st.from_regex(any_of))

    fits = {place for place, pattern in enumerate(dates.patterns) if pattern.search(text)}
    assert fits <= set(dates.sieve.let_through(text))


def test_what_lacks_a_word_of_each_pattern_stays_out() -> None:
    sieve = Sieve(["has wrapped", "will (?:air|arrive)", r"\w+"])

    assert sieve.let_through("the shoot has wrapped. now it has to air") == [0, 2]


def test_a_sieve_forgets_words_rather_than_grow_without_end() -> None:
    sieve = Sieve(["wrapped"])

    for number in range(70_000):
        assert sieve.let_through(f"unwrapped{number}") == [0]
