"""Concepts are found in words: whole or with any ending, the longest first, inside words where a language writes so."""

import pytest

from season_watch.claims.concepts import Lexicon, lexicon
from season_watch.claims.rules import languages

CONCEPTS = {"shoot": ["filming", "rod*"], "end": ["wrapped", "in the can"], "plan": ["in"], "set": ["the can"]}


def tagged(text: str, *, unspaced: bool = False) -> list[tuple[str, str]]:
    found = Lexicon(CONCEPTS, unspaced=unspaced).tags(text)
    return [(tag.concept, text[tag.start : tag.end]) for tag in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("filming has wrapped", [("shoot", "filming"), ("end", "wrapped")], id="in order"),
        pytest.param("it is in the can", [("end", "in the can")], id="the longest counts"),
        pytest.param("in a can", [("plan", "in")], id="the shorter where the longer is not there"),
        pytest.param("unwrapped presents", [], id="no part of a word"),
        pytest.param("el rodaje", [("shoot", "rod")], id="any ending"),
        pytest.param("un prodigio", [], id="no other beginning"),
        pytest.param("", [], id="nothing"),
        pytest.param("\ud800 filming", [("shoot", "filming")], id="half a character"),
    ],
)
def test_phrases_are_found_as_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert tagged(text) == expected


def test_a_language_without_blanks_has_its_phrases_inside_words() -> None:
    assert tagged("unwrappedest", unspaced=True) == [("end", "wrapped")]


def test_a_phrase_of_two_concepts_stands_for_both() -> None:
    found = Lexicon({"cancel": ["dropped"], "shown": ["dropped"]}).tags("it dropped")

    assert sorted(tag.concept for tag in found) == ["cancel", "shown"]


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_language_that_has_rules_has_the_same_concepts(language: str) -> None:
    assert lexicon(language).concepts == lexicon("en").concepts
