"""Attribution: who is named as the one that says so."""

import re

import pytest

from season_watch.claims.assertion import CueBook

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
