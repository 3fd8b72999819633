"""Strangers' text never steers what it is written into."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from season_watch.notifying.cleaning import HEADER_CHARS, header_text, one_line, without_surrogates


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("one\r\nBcc: x@y", "one Bcc: x@y", id="a line break is a space"),
        pytest.param("one\x0b\x0c\x1c\x85\u2028\u2029two", "one two", id="so is all that some reader breaks lines at"),
        pytest.param("a\x1b[31mred\x07", "a [31mred", id="no terminal is steered"),
        pytest.param("abc\u202edcba\u2066x\u2069", "abc dcba x", id="nor the direction of reading"),
        pytest.param("half \ud83d smile", "half \ufffd smile", id="half a character is none"),
        pytest.param("지금  우리\u3000학교는 👩‍👧", "지금 우리 학교는 👩‍👧", id="languages and joined emoji stay"),
    ],
)
def test_text_becomes_one_clean_line(text: str, line: str) -> None:
    assert one_line(text) == line


@pytest.mark.parametrize(
    "text",
    ["=?utf-8?q?a=0ABcc:_evil@x?=", "=\x00?utf-8?q?a=0ABcc:_evil@x?=", "==??utf-8?q?x?=", "=\ud800?utf-8?q?x?="],
    ids=["plain", "put together by cleaning", "doubled", "around half a character"],
)
def test_no_encoded_word_survives_in_a_header(text: str) -> None:
    assert "=?" not in header_text(text)


def test_a_long_header_is_cut_with_an_ellipsis() -> None:
    cut = header_text("word " * 100)
    assert len(cut) <= HEADER_CHARS
    assert cut.endswith("word…")


@given(st.text(st.characters(exclude_categories=())))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)
    assert header_text(header_text(text)) == header_text(text)


@given(st.text(st.characters(exclude_categories=())))
def test_clean_text_can_be_encoded_and_is_one_line(text: str) -> None:
    assert without_surrogates(text).encode().decode() == without_surrogates(text)
    assert len(one_line(text).splitlines()) <= 1
