"""Fingerprints: which differences between two texts count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from season_watch.stories.fingerprint import fingerprint

TITLE = "“Squid Game” season 2: what’s next?"
TEXT = "Netflix has said that filming of “Squid Game” season 2 has wrapped. It didn’t say when it will be out."

SAME = [
    pytest.param(TITLE.upper(), TEXT, id="case of the title"),
    pytest.param(TITLE, TEXT.replace("“", '"').replace("”", '"').replace("’", "'"), id="quotes"),
    pytest.param(TITLE, TEXT.replace(". ", ".\n\n"), id="paragraphs"),
    pytest.param(TITLE, TEXT.replace(" ", "\u00a0"), id="hard spaces"),
    pytest.param(TITLE, TEXT.replace("2", "２"), id="full-width digits"),
    pytest.param(TITLE, TEXT + "…", id="punctuation"),
]


@pytest.mark.parametrize(("title", "text"), SAME)
def test_typography_makes_no_other_text(title: str, text: str) -> None:
    assert fingerprint(title, text) == fingerprint(TITLE, TEXT)


def test_another_word_makes_another_text() -> None:
    assert fingerprint(TITLE, TEXT.replace("wrapped", "begun")) != fingerprint(TITLE, TEXT)


def test_one_description_under_two_titles_is_two_texts() -> None:
    assert fingerprint("Season 2 | Teaser", TEXT) != fingerprint("Season 2 | Trailer", TEXT)


def test_a_text_of_fewer_than_80_characters_has_no_fingerprint() -> None:
    assert fingerprint(TITLE, TEXT[:79]) is None
    assert fingerprint(TITLE, TEXT[:80]) is not None


@given(title=st.text(), text=st.text(min_size=80))
def test_any_text_has_a_stable_fingerprint(title: str, text: str) -> None:
    assert fingerprint(title, text) == fingerprint(title, text)
