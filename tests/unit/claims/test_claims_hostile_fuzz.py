"""Text put together at random from what the reader listens for and what it must bear: `make fuzz` does it for long."""

import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from season_watch.claims.reader import read
from season_watch.claims.rules import languages, rulebook
from season_watch.model.claim import STATES, Facet, Reading
from season_watch.model.edtf import span
from tests.unit.claims.reading import MONDAY, WATCH

MOST_SECONDS = 0.5
"""A text of these parts is read in a few milliseconds; what takes this long takes more than linear time."""
BOOKS = [rulebook(language) for language in sorted(languages())]
SENTENCES = sorted({hit for book in BOOKS for rule in book.rules for hit in rule.hits})
WORDS = sorted(
    {trigger for book in BOOKS for rule in book.rules for trigger in rule.triggers}
    | {hit for book in BOOKS for cue in book.cues.cues for hit in cue.hits}
    | {word for book in BOOKS for words in book.dates.numbers.values() for word in words}
)
NAMED = [
    "Harbour Lights",
    "harbour lights 2",
    "등대의 밤",
    "season 2",
    "Season 3",
    "시즌2",
    "segunda temporada",
    "part ii",
]
NOISE = [
    "<b>",
    "</p>",
    "&nbsp;",
    "\u202e",
    "\u200f",
    "\ufeff",
    "\ud800",
    "\ue000",
    "\ue004\ue005",
    "İ",
    "ǅ",
    "\x00",
    "🎬",
]
SCRIPTS = ["Гавань", "ميناء", "नाव", "港の灯", "٢٠٢٦", "２０２６", "31", "2026", "99:99", "0000-00-00"]
BETWEEN = ["", " ", " ", "\n", "\n", "\n\n", ". ", ". ", ", ", "; ", "? ", "'", "“", "\r\n", "\t", "\u2028", " - "]

part = st.one_of(*map(st.sampled_from, (SENTENCES, WORDS, NAMED, NOISE, SCRIPTS)))
texts = st.lists(st.tuples(part, st.sampled_from(BETWEEN)), min_size=10, max_size=80).map(
    lambda some: "".join(map("".join, some))
)
titles = st.sampled_from(["", "Harbour Lights season 2: what we know", "등대의 밤 2"]) | texts
days = st.just(MONDAY) | st.sampled_from([date.min, date.max, date(2024, 2, 29), date(2999, 12, 31)]) | st.dates()
tags = st.sampled_from([*sorted(languages()), None, "", "xx", "en-GB", "-", "한국어", "x" * 1000])


def assert_bears(title: str, text: str, published: date, lang: str | None) -> None:
    (result, once), (again, twice) = (timed(title, text, published, lang) for _ in range(2))

    whole = f"{title}\n{text}"
    for evidence in [one.evidence for one in result.claims] + [one.evidence for one in result.near_misses]:
        assert evidence.quote == whole[evidence.start : evidence.end] != ""
    for claim in result.claims:
        assert claim.facet is Facet.CAST or claim.state in STATES[claim.facet]
        assert claim.facet is Facet.CAST or claim.value is None or span(claim.value)
    assert result == again
    assert min(once, twice) < MOST_SECONDS, "the lesser: the interpreter may tidy up in between"


def timed(title: str, text: str, published: date, lang: str | None) -> tuple[Reading, float]:
    begun = time.process_time()
    result = read(WATCH, title=title, text=text, published=published, lang=lang)
    return result, time.process_time() - begun


@settings(max_examples=80, deadline=None)
@given(title=titles, text=texts, published=days, lang=tags)
def test_what_the_reader_listens_for_in_any_order_breaks_nothing(
    title: str, text: str, published: date, lang: str | None
) -> None:
    assert_bears(title, text, published, lang)


@pytest.mark.fuzz
@pytest.mark.timeout(3_600)
@settings(max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(title=titles, text=texts, published=days, lang=tags)
def test_what_the_reader_listens_for_in_very_many_orders_breaks_nothing(
    title: str, text: str, published: date, lang: str | None
) -> None:
    assert_bears(title, text, published, lang)


@settings(max_examples=80, deadline=None)
@given(title=st.text(), text=st.text(), published=days)
def test_noise_claims_nothing(title: str, text: str, published: date) -> None:
    assert read(WATCH, title=title, text=text, published=published, lang="en").claims == ()
