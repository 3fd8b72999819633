"""Text that no editor wrote: it breaks nothing, takes no time, and every quote is where it says."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.claims.reading import TITLES, reading

MOST_SECONDS = 2.0
SENTENCE = "Filming on season 2 has reportedly begun, and it will premiere on May 4, 2026. "


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("a" * 1_000_000, id="one word"),
        pytest.param("filming on " * 100_000, id="one sentence"),
        pytest.param(SENTENCE * 15_000, id="a megabyte of claims"),
        pytest.param("season 2 of " * 100_000, id="seasons of seasons"),
        pytest.param("May 4 or " * 120_000, id="dates of dates"),
        pytest.param("?!." * 300_000, id="stops"),
        pytest.param("\n" * 1_000_000, id="lines"),
        pytest.param(" " * 1_000_000, id="blanks"),
        pytest.param("Filming \ud800 has begun \udfff.", id="lone surrogates"),
        pytest.param("\u202eFilming\u200f has \u200ebegun.\u202c", id="right to left"),
        pytest.param("İ" * 1000 + " Filming has begun.", id="a capital with a long small letter"),
        pytest.param("\ue000\ue002\ue004 Filming has begun \ue005.", id="the signs of the masks"),
        pytest.param("<p>Filming has begun.</p><script>x</script>", id="markup"),
    ],
)
def test_no_text_breaks_the_reader_or_makes_it_slow(text: str) -> None:
    begun = time.process_time()
    reading(text)

    assert time.process_time() - begun < MOST_SECONDS


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([SENTENCE, "‘İ’", "\ud800", "No trailer?", "\r\n", "“", "시즌2", " "]), max_size=12))
def test_every_quote_is_the_slice_it_says(parts: list[str]) -> None:
    text = "".join(parts)
    whole = f"{TITLES['en']}\n{text}"

    result = reading(text)

    for evidence in [one.evidence for one in result.claims] + [one.evidence for one in result.near_misses]:
        assert evidence.quote == whole[evidence.start : evidence.end]
        assert 0 < len(evidence.quote) <= 300


@pytest.mark.parametrize("lang", ["xx", "", "zz-ZZ", "tlh"])
def test_a_language_without_rules_makes_no_claims(lang: str) -> None:
    claims = reading("Filming has begun.", lang=lang or "xx").claims

    assert claims == ()


@pytest.mark.parametrize("lang", [None, "en", "en-GB", "EN"])
def test_english_and_no_language_are_read_as_english(lang: str | None) -> None:
    assert [claim.state for claim in reading("Filming has begun.", lang=lang).claims] == ["started"]


def test_the_same_item_reads_the_same() -> None:
    assert reading(SENTENCE * 3) == reading(SENTENCE * 3)
