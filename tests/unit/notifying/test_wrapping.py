"""Plain text in columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from season_watch.notifying.wrapping import WIDTH, columns, wrapped


@pytest.mark.parametrize(("text", "width"), [("", 0), ("abc", 3), ("학교", 4), ("Ａ", 2), ("“é”", 3)], ids=repr)
def test_a_wide_character_takes_two_columns(text: str, width: int) -> None:
    assert columns(text) == width


@pytest.mark.parametrize(
    "text", ["word " * 60, "단어 " * 60, "字" * 200, "x" * 300], ids=["en", "ko", "zh", "unbroken"]
)
def test_no_line_is_wider_than_a_mail_may_be(text: str) -> None:
    assert all(columns(line) <= WIDTH for line in wrapped(text, first="> ", rest="> ").splitlines())


def test_further_lines_are_indented() -> None:
    first, second, *_ = wrapped("word " * 30, first="Why: ", rest="     ").splitlines()
    assert first.startswith("Why: word")
    assert second.startswith("     word")


def test_an_address_stays_whole() -> None:
    url = "https://news.example/" + "a" * 200
    assert wrapped(f"see {url} there").splitlines() == ["see", url, "there"]


@given(st.text("ab字 한", max_size=400))
def test_wrapping_loses_nothing(text: str) -> None:
    assert "".join(wrapped(text).split()) == "".join(text.split())
