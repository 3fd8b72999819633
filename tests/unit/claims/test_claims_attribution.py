"""Attribution: who is named as the one that says so."""

import re

import pytest

from season_watch.claims.assertion import CueBook
from tests.unit.claims.reading import reading

BOOK = CueBook(
    cues=(),
    terminators=re.compile(";"),
    attributions=(re.compile(r"(?P<by>[A-Z]\w+) said"), re.compile(r"according to (?P<by>[A-Z]\w+)")),
)


@pytest.mark.parametrize(
    ("sentence", "said", "by"),
    [
        pytest.param("Filming has begun, Roe said.", "Filming has begun", "Roe", id="behind it"),
        pytest.param("Roe said that filming has begun.", "filming has begun", "Roe", id="before it"),
        pytest.param("Filming has begun.", "Filming has begun", None, id="nobody"),
        pytest.param(
            "Roe said it is cold, and filming has begun, according to Falk.", "filming has begun", "Falk", id="nearest"
        ),
    ],
)
def test_the_nearest_speaker_of_a_sentence_is_the_one_who_says_it(sentence: str, said: str, by: str | None) -> None:
    start = sentence.index(said)

    assert BOOK.speaker(sentence, start, start + len(said)) == by


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Filming has begun, according to showrunner Jane Roe.", "showrunner Jane Roe"),
        ("Jane Roe told Deadline that filming has begun.", "Jane Roe"),
        ("Netflix has confirmed that filming has begun.", "Netflix"),
        ("Filming has begun, said director Kim Min-jae.", "director Kim Min-jae"),
        ("Per Variety, filming has begun.", "Variety"),
        ("Filming has begun, sources say.", None),
        ("Filming has begun.", None),
    ],
)
def test_a_claim_names_its_speaker_as_the_item_does(text: str, by: str | None) -> None:
    assert [claim.by for claim in reading(text).claims] == [by]
