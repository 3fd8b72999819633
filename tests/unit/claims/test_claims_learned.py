"""The classifier speaks where rules are silent, and never instead of them."""

from datetime import date

import pytest

from season_watch.claims.features import features
from season_watch.claims.learned import claimed_by, outcome_of
from season_watch.claims.page import Page
from season_watch.claims.reader import read
from season_watch.claims.rules import LEARNED, rulebook
from season_watch.model.claim import Certainty, Claim, Facet, State
from season_watch.model.watch import Watch, WatchName

WATCH = Watch(name=WatchName("harbour"), title="Harbour Lights", season=2)
DAY = date(2025, 6, 2)
TITLE = "Harbour Lights season 2: what we know"
MORE = " The series tells of a pilot who brings ships into a small port, and of those who wait for them there."


def claims(text: str) -> tuple[Claim, ...]:
    return read(WATCH, title=TITLE, text=text + MORE * 3, published=DAY, lang="en").claims


def learned(text: str) -> set[str]:
    return {f"{one.facet}.{one.state}" for one in claims(text) if one.rule.startswith(LEARNED)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The cast and crew said their farewells on set as season 2 came to an end on Friday.",
            ("filming.wrapped", "2025-05-30"),
            id="farewells",
        ),
        pytest.param(
            "After five months the crew of season 2 packed up its cameras and went home.",
            ("filming.wrapped", None),
            id="cameras packed",
        ),
        pytest.param("Season 2 takes its bow on July 11.", ("release.date", "2025-07-11"), id="a bow"),
        pytest.param("Season 2 will grace our screens on July 11.", ("release.date", "2025-07-11"), id="our screens"),
    ],
)
def test_what_no_rule_says_is_heard(text: str, expected: tuple[str, str | None]) -> None:
    assert [(f"{one.facet}.{one.state}", one.value) for one in claims(text) if one.rule.startswith(LEARNED)] == [
        expected
    ]


def test_a_date_that_somebody_reckons_with_needs_no_season_beside_it_and_is_never_sure() -> None:
    (told,) = claims("Do the math, and you end up somewhere in late 2026 for the next one.")

    assert (told.rule, told.value, told.certainty) == ("learned.release.window", "2026-41", Certainty.PREDICTED)


def test_a_state_that_a_rule_found_is_not_told_twice() -> None:
    told = claims("Season 2 has wrapped filming. The shoot of season 2 is over and done, the crew went home.")

    assert [one.rule for one in told if one.state is State.WRAPPED and one.rule.startswith(LEARNED)] == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Will the crew of season 2 pack up the cameras soon?", id="a question"),
        pytest.param("The season 2 soundtrack is out in shops on July 11.", id="another medium"),
        pytest.param("Night Ferry season 3 has folded up its tents after the shoot.", id="another show"),
    ],
)
def test_what_may_not_be_claimed_is_not_heard_either(text: str) -> None:
    assert learned(text) == set()


def test_what_is_not_known_of_the_shoot_is_no_word_on_the_release() -> None:
    unknown = "No start date for that shoot has been announced."

    assert "release.none" not in learned(f"The writers of season 2 are at work. {unknown}")
    assert learned("No timeline was given for season 2.") == {"release.none"}


def test_outcomes_are_named_by_facet_and_state_and_dates_by_one_name() -> None:
    assert outcome_of(Facet.FILMING, State.WRAPPED) == "filming.wrapped"
    assert outcome_of(Facet.RELEASE, State.DATE) == outcome_of(Facet.RELEASE, State.WINDOW) == "release.timed"
    assert claimed_by(f"{LEARNED}trailer.teaser") == (Facet.TRAILER, State.TEASER)


def test_features_tell_the_order_of_concepts_and_what_rules_made_of_the_sentence() -> None:
    page = Page(WATCH, TITLE, "Filming on season 2 has wrapped.", rulebook("en"))
    line, view = page.views[-1]

    found = features(line, view, {"finds filming.wrapped"})

    assert {"shoot … end", "<ours> … end", "en:wrapped", "rule finds filming.wrapped", "names <ours>"} <= found


def test_the_same_text_has_the_same_features_whatever_was_read_before() -> None:
    first, second = (
        [features(line, view, ()) for line, view in Page(WATCH, TITLE, MORE, rulebook("en")).views] for _ in range(2)
    )

    assert first == second
