"""Text that no editor wrote: it breaks nothing, takes no time, and every quote is where it says."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from season_watch.claims.page import MOST_CHARACTERS
from season_watch.model.edtf import span
from tests.stopwatch import least_seconds
from tests.unit.claims.reading import TITLES, reading

MOST_SECONDS = 2.0
TICK = 0.01
"""What the clock of the process may be wrong by, in seconds."""
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
        pytest.param("Съёмки 2 сезона has begun ميناء 시즌2 촬영 " * 1_000, id="mixed scripts"),
    ],
)
def test_no_text_breaks_the_reader_or_makes_it_slow(text: str) -> None:
    assert least_seconds(lambda: reading(text), times=1) < MOST_SECONDS


@pytest.mark.parametrize(
    "unit",
    [
        pytest.param(SENTENCE, id="claims on one line"),
        pytest.param(f"{SENTENCE}\n", id="claims on lines"),
        pytest.param("HL S2 ", id="names and seasons on one line"),
        pytest.param("Harbour Lights. Season 2. ", id="names apart from seasons"),
        pytest.param("Bay Town season 2 ", id="another show's season"),
        pytest.param("the new season ", id="seasons without a number"),
        pytest.param("No. ", id="short sentences"),
        pytest.param("Has filming begun? Yes. ", id="questions"),
        pytest.param("Filming\nIt has begun.\n", id="headings"),
        pytest.param("May 4, 2026 or June 5, 2027 ", id="dates"),
        pytest.param(". ", id="stops"),
        pytest.param("filmingseason2", id="no blanks"),
    ],
)
def test_eight_times_the_text_takes_eight_times_the_time(unit: str) -> None:
    """An eighth and the whole of what is read at most; quadratic time would be 64 times as much."""
    eighth, whole = (_reading_seconds(unit, size) for size in (MOST_CHARACTERS // 8, MOST_CHARACTERS))

    assert whole < 20 * eighth + TICK


def test_what_stands_behind_the_part_that_is_read_costs_nothing() -> None:
    part, five_megabytes = (_reading_seconds(SENTENCE, size) for size in (MOST_CHARACTERS, 5_000_000))

    assert five_megabytes < 2 * part + TICK


def _reading_seconds(unit: str, size: int) -> float:
    text = unit * (size // len(unit))
    return least_seconds(lambda: reading(text))


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


@pytest.mark.parametrize("published", [date.min, date(2999, 12, 31), date.max], ids=str)
def test_no_day_of_publication_breaks_the_reader(published: date) -> None:
    text = "Season 2 will premiere in January. It arrives next year. The shoot wrapped in December. It begins tomorrow."

    assert all(span(claim.value) for claim in reading(text, published=published).claims if claim.value)


def test_the_same_item_reads_the_same() -> None:
    assert reading(SENTENCE * 3) == reading(SENTENCE * 3)
