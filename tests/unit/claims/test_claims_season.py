"""Which season of which show a sentence is about, and what an item as a whole is about."""

import pytest

from season_watch.model.watch import Watch, WatchName
from tests.unit.claims.reading import reading, told

STARTED = {"filming.started confirmed"}


@pytest.mark.parametrize(
    "text",
    [
        "Filming on Harbour Lights season 2 has begun.",
        "Filming on Harbour Lights' second season has begun.",
        "Filming on the second season of Harbour Lights has begun.",
        "Filming on the second season of the network's ‘Harbour Lights’ has begun.",
        "Filming on season two has begun.",
        "Filming on S2 has begun.",
        "Filming on the 2nd season has begun.",
        "Filming on series 2 has begun.",
        "Filming on the new season has begun.",
        "Filming on the show’s second season has begun.",
        "Filming on Netflix’s second season has begun.",
        "Filming has begun.",
    ],
)
def test_a_sentence_about_the_watched_season_claims(text: str) -> None:
    assert told(text) == STARTED


@pytest.mark.parametrize(
    "text",
    [
        "Filming on Harbour Lights season 3 has begun.",
        "Filming on the third season has begun.",
        "Filming on the first season had begun.",
        "Filming on S1 had begun.",
        "Filming on “Northern Wharf” season 2 has begun.",
        "Filming on ‘Northern Wharf’ season 2 has begun.",
        "Filming on Northern Wharf’s second season has begun.",
        "Filming on the second season of “Northern Wharf” has begun.",
        "Filming on the second season of Northern Wharf has begun.",
        "Filming on Northern Wharf season 2 has begun.",
        "Filming on Harbour Lights Part 2 has begun.",
        "Is there a third season? Filming has begun.",
        "The first season was a hit. It began filming in a shed.",
    ],
)
def test_a_sentence_about_another_season_or_show_claims_nothing(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    "line",
    [
        "Also read: Harbour Lights season 2 filming has begun",
        "RELATED: Filming on Harbour Lights season 2 has begun",
        "In other news, filming on Harbour Lights season 2 has begun.",
        "Check out our other hubs, such as Harbour Lights season 2, where filming has begun.",
    ],
)
def test_a_link_line_claims_nothing(line: str) -> None:
    assert told(f"The sea was calm.\n{line}") == set()


def test_two_seasons_in_one_sentence_are_told_apart() -> None:
    text = "Harbour Lights season 1 premiered in May 2023, while season 2 will premiere in May 2026."

    assert told(text) == {"release.window=2026-05 confirmed"}


@pytest.mark.parametrize(
    ("title", "text", "about"),
    [
        pytest.param("Harbour Lights season 2 begins filming", "Ships ahoy.", True, id="headline names the season"),
        pytest.param("Harbour Lights season 3 begins filming", "Season 2 is out.", False, id="headline of another"),
        pytest.param("Harbour Lights star speaks", "She is in season 2.", True, id="headline names the show"),
        pytest.param("A star speaks", "The second season of Harbour Lights is near.", True, id="the opening does"),
        pytest.param("Weather", "It rained.", False, id="not at all"),
        pytest.param("“Harbour Lights” Part 2 is out", "All of it.", False, id="part of the first season"),
        pytest.param(
            "Quiz night",
            "It rained.\nThe cook sang.\nThe dog slept.\nNobody spoke of the second season of Harbour Lights.",
            False,
            id="in passing, late",
        ),
    ],
)
def test_an_item_is_about_the_season_that_its_headline_or_opening_names(title: str, text: str, about: bool) -> None:
    assert reading(text, title=title).about is about


def test_a_claim_in_passing_is_a_claim_of_an_item_about_something_else() -> None:
    text = "The quiz was long.\nThe prizes were small.\nThe host is in Harbour Lights season 2, which is shooting now."
    result = reading(text, title="Quiz night")

    assert not result.about
    assert [claim.state for claim in result.claims] == ["started"]


@pytest.mark.parametrize(
    ("line", "states"),
    [
        pytest.param("Harbour Lights, season 2: Back to sea. Filming has wrapped.", ["wrapped"], id="in a slate"),
        pytest.param("Harbour Lights. Filming has wrapped.", [], id="a show without its season"),
        pytest.param(
            "Harbour Lights, season 2. “Bay Town” season 3 is next. Filming has wrapped.", [], id="another since"
        ),
        pytest.param("Harbour Lights, season 2.\nFilming has wrapped.", [], id="the next line"),
    ],
)
def test_a_line_goes_on_about_the_season_that_it_names_amid_other_news(line: str, states: list[str]) -> None:
    result = reading(f"The year is full.\nHere is what comes.\n{line}", title="All that is new this year")

    assert not result.about
    assert [claim.state for claim in result.claims] == states


def test_a_second_part_is_the_season_where_an_alias_says_so() -> None:
    watch = Watch(name=WatchName("tide"), title="The Tide", season=2, aliases=("The Tide Part 2",))
    result = reading("Part 2 will premiere on 4 May 2026.", title="“The Tide” Part 2 has a date", watch=watch)

    assert result.about
    assert [claim.value for claim in result.claims] == ["2026-05-04"]


def test_an_item_that_fans_made_up_claims_nothing() -> None:
    result = reading("The first trailer is here. This video is a fan-made concept.", title="Harbour Lights Season 2")

    assert (result.about, result.claims) == (False, ())


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        pytest.param("That one is due in 2026.", "release.window=2026", id="that one"),
        pytest.param("So I guess it will be out in 2026.", "release.window=2026", id="so it"),
    ],
)
def test_a_sentence_that_goes_on_about_the_season_names_it(text: str, claim: str) -> None:
    before = "The quiz was long.\nThe prizes were small.\nShe is in Harbour Lights, whose second season is near."
    result = reading(f"{before} {text}", title="Quiz night")

    assert not result.about
    assert [f"{one.facet}.{one.state}={one.value}" for one in result.claims] == [claim]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "The shoot is set for 2026 in Cork, the first season's Galway having been left.", id="behind a comma"
        ),
        pytest.param("The shoot is set for 2026, with season 3 to follow.", id="with the next"),
    ],
)
def test_another_season_behind_a_comma_takes_no_claim_away(text: str) -> None:
    assert told(text) == {"filming.scheduled=2026 confirmed"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The show, which ended its first season in May, has started filming.", id="which"),
        pytest.param("The crew, who made the first season in Oslo, has begun filming.", id="who"),
    ],
)
def test_a_season_in_a_clause_put_into_another_is_not_what_that_one_is_about(text: str) -> None:
    assert told(text) == STARTED


def test_the_name_of_another_show_makes_the_season_behind_it_its_own() -> None:
    assert told("Northern Wharf is renewed for a second season.") == set()
