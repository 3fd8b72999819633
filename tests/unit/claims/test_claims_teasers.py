"""Teasers: what a headline or a text that breaks off may say, and what it is not trusted with."""

import pytest

from season_watch.claims.reader import read
from tests.unit.claims.reading import MONDAY, WATCH, reading, short

HEADLINE = "Harbour Lights season 2 premieres on May 4, 2026"
CUT = "The keepers are back at their posts. Filming of the second season has begun, the netw"


@pytest.mark.parametrize(
    ("title", "text", "claims"),
    [
        pytest.param(
            HEADLINE,
            "The keepers are back.",
            {"release.date=2026-05-04 rumoured"},
            id="a headline that a teaser leaves",
        ),
        pytest.param(
            HEADLINE,
            "The second season premieres on May 4, 2026.",
            {"release.date=2026-05-04 confirmed"},
            id="a headline that a teaser bears out",
        ),
        pytest.param(
            HEADLINE, "Harbour folk. " * 30, {"release.date=2026-05-04 confirmed"}, id="a headline over an article"
        ),
        pytest.param("Harbour Lights season 2", CUT, {"filming.started rumoured"}, id="a sentence that breaks off"),
        pytest.param(
            "Harbour Lights season 2",
            "Filming of the second season has begun. There is mo",
            {"filming.started confirmed"},
            id="a whole sentence before the break",
        ),
        pytest.param(
            "Harbour Lights season 2",
            "Filming has begun. There is more…",
            {"filming.started rumoured"},
            id="a sentence without its season in a text that breaks off",
        ),
        pytest.param(
            "Harbour Lights season 2", "Filming has begun", {"filming.started confirmed"}, id="a caption needs no stop"
        ),
    ],
)
def test_a_teaser_confirms_only_what_it_says_in_full(title: str, text: str, claims: set[str]) -> None:
    assert {short(claim) for claim in reading(text, title=title).claims} == claims


@pytest.mark.parametrize("text", [CUT, "", "The keepers are back."])
def test_an_official_source_is_taken_at_its_headline(text: str) -> None:
    found = read(WATCH, title=HEADLINE, text=text, published=MONDAY, lang="en", vouched=True).claims

    assert "release.date=2026-05-04 confirmed" in {short(claim) for claim in found}


def test_a_claim_that_a_cut_weakened_says_so() -> None:
    (claim,) = reading(CUT).claims

    assert "cut-short" in claim.cues
