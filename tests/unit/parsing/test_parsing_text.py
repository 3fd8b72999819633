"""Plain text: what is left of markup, and what no line of ours may hold."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from season_watch.parsing.text import one_line, plain, primary_language

ANY_TEXT = st.text(alphabet=st.one_of(st.characters(), st.characters(categories=["Cc", "Cf", "Cs"])))


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param(
            "<table><tr><td>It has wrapped</td><td>20 May</td></tr></table>", "It has wrapped\n\n20 May", id="cells"
        ),
        pytest.param("<details><summary>When?</summary>On May 5.</details>", "When?\n\nOn May 5.", id="folded"),
        pytest.param("", "", id="nothing"),
        pytest.param("a &amp; b", "a & b", id="entities alone"),
        pytest.param("<p>a</p><p>b</p>", "a\n\nb", id="paragraphs"),
        pytest.param("<p>a\n  b</p>", "a b", id="source lines"),
        pytest.param("a<br><br/>b", "a\nb", id="line breaks"),
        pytest.param("<div>a<p>b</p>c</div>d", "a\n\nb\n\nc\n\nd", id="blocks in blocks"),
        pytest.param("a<b>b</b>c <i>d</i>", "abc d", id="inline"),
        pytest.param("a<!-- b -->c<script>d</script>e<style>f</style>", "ace", id="what is not text"),
        pytest.param("<p>unclosed <b>bold", "unclosed bold", id="unclosed"),
        pytest.param("/etc/passwd", "/etc/passwd", id="path"),
        pytest.param("\ud800<p>x", "\ufffd\n\nx", id="lone surrogate"),
    ],
)
def test_markup_becomes_plain_text(markup: str, text: str) -> None:
    assert plain(markup) == text


@given(ANY_TEXT)
def test_one_line_holds_no_control_override_or_surrogate(text: str) -> None:
    line = one_line(text)
    assert not {unicodedata.category(character) for character in line} & {"Cc", "Cs", "Zl", "Zp"}
    assert not {unicodedata.bidirectional(character) for character in line} & {"LRO", "RLO", "LRE", "RLE", "RLI", "LRI"}
    assert line == one_line(line)


@given(ANY_TEXT)
def test_any_text_survives_as_markup(text: str) -> None:
    assert "\x00" not in plain(f"<p>{text}</p>")


@pytest.mark.parametrize(
    ("tag", "language"),
    [("en-GB", "en"), ("pt_BR", "pt"), ("KO", "ko"), ("fil", "fil"), ("english", None), ("", None), (None, None)],
)
def test_the_language_is_the_first_part_of_its_tag(tag: str | None, language: str | None) -> None:
    assert primary_language(tag) == language
