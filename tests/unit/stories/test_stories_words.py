"""The words of a text as they are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from season_watch.stories.words import is_figure, words, words_by_line

SAME = [
    pytest.param("Season Two", "season 2", id="number words"),
    pytest.param("the 2nd season", "the second season", id="ordinals"),
    pytest.param("Part III", "Part 3", id="Roman numerals"),
    pytest.param("２０２６年", "2026年", id="full-width digits"),
    pytest.param("٢٠٢٦", "2026", id="digits of another script"),
    pytest.param("第三季", "第3季", id="Han numerals"),
    pytest.param("두 번째 시즌", "2번째 시즌", id="Korean numerals"),
    pytest.param("die dritte Staffel", "die 3 Staffel", id="German ordinals"),
    pytest.param("March 10, 2026", "10 March 2026", id="the month first"),
    pytest.param("Dec 4", "4 December", id="short months"),
    pytest.param("1,200,000 viewers", "1200000 viewers", id="thousands"),
    pytest.param("it’s", "it's", id="apostrophes"),
    pytest.param("Park Ji-hu", "Park Ji Hu", id="hyphens"),
    pytest.param("café", "CAFE", id="accents and case"),
    pytest.param("시즌2는", "시즌 2 는", id="digits apart from Hangul"),
    pytest.param("Dark의", "Dark 의", id="particles apart from Latin names"),
    pytest.param("007", "7", id="leading zeros"),
]

OTHER = [
    pytest.param("season 2", "season 3", id="another number"),
    pytest.param("10 March", "10 May", id="another month"),
    pytest.param("cafe", "cave", id="another word"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_thing_are_the_same_words(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_what_means_another_thing_is_other_words(one: str, other: str) -> None:
    assert words(one) != words(other)


def test_scripts_without_blanks_are_compared_by_character() -> None:
    assert words("撮影終了") == ("撮", "影", "終", "了")


def test_numbers_and_months_are_figures() -> None:
    assert [word for word in words("Out on March 10, it seems") if is_figure(word)] == ["10", "#3"]


def test_lines_without_words_are_none() -> None:
    assert words_by_line("One more.\n\n***\r\nAnd it goes on") == (("1", "more"), ("and", "it", "goes", "on"))


@given(st.text())
def test_any_text_has_words_of_bounded_length_in_any_number_of_lines(text: str) -> None:
    assert all(0 < len(word) <= 40 for word in words(text))
    assert sorted(word for line in words_by_line(text) for word in line) == sorted(words(text))
