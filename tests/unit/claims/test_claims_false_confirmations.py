"""What looks like a fact about the season and is none: another date, an old story, a guess, a stop told as a start."""

import pytest

from tests.unit.claims.reading import told

NOT_OURS = [
    pytest.param("Before that there is the first season's end. Volume 1 is out on May 27.", id="its parts"),
    pytest.param("Season 3 comes in two halves. Part 1 arrives in May and part 2 in July.", id="parts of a later one"),
    pytest.param("Season 3 comes in halves. Part 1 arrives in May. Part 2 arrives in July.", id="part after part"),
    pytest.param("The third and final season of “Harbour Lights” will be out in 2027.", id="a final one with a number"),
    pytest.param("She is to begin her military service next year.", id="service"),
    pytest.param("He is due to enlist in the spring and will return in 2027.", id="enlisting"),
    pytest.param("The star will start his world tour in August.", id="a tour"),
    pytest.param("Next year's festival is scheduled for April.", id="a festival"),
    pytest.param("The season runs for 16 episodes, the last of which is scheduled for July 17.", id="its last episode"),
    pytest.param("“Money Heist” itself returns in October.", id="a show in quotes"),
    pytest.param("It has been stirring debate since its August 13 premiere.", id="what premiered then"),
    pytest.param("“We are going to open the room at the start of July,” she says.", id="the writers' room"),
    pytest.param("Nothing was said when she was asked about the start of filming.", id="a start that was asked about"),
]


@pytest.mark.parametrize("text", NOT_OURS)
def test_the_date_of_another_matter_is_not_the_seasons(text: str) -> None:
    assert told(text) == set()


def test_a_part_of_the_watched_season_has_its_date() -> None:
    text = "The second season comes in two halves. Part 1 arrives on July 4."

    assert told(text) == {"release.date=2025-07-04 confirmed"}


HISTORY = [
    pytest.param(
        "A similar story had circulated in 2023, when May was mentioned as the start of production.", id="old"
    ),
    pytest.param("Rumours that the series had gone before the cameras were unfounded.", id="unfounded"),
    pytest.param("CLAIM 1: it premieres on October 10.", id="a claim under examination"),
    pytest.param("Myth: filming has wrapped.", id="a myth"),
]


@pytest.mark.parametrize("text", HISTORY)
def test_what_is_told_only_to_be_set_right_claims_nothing(text: str) -> None:
    assert told(text) == set()


GUESSES = [
    pytest.param("Fans think the second season is being shot in Leeds.", "filming.started rumoured", id="fans"),
    pytest.param("Locals are convinced that filming has begun.", "filming.started rumoured", id="locals"),
    pytest.param("“They have to be filming season 2,” one user wrote.", "filming.started rumoured", id="must be"),
    pytest.param("A daily reported on May 3 that filming has begun.", "filming.started rumoured", id="another outlet"),
    pytest.param("The document has season 2 premiering in May.", "release.window=2026-05 rumoured", id="a document"),
    pytest.param("Local media have the premiere in July.", "release.window=2025-07 rumoured", id="media"),
    pytest.param("A premiere in late 2026 seems feasible.", "release.window=2026-41 predicted", id="feasible"),
]


@pytest.mark.parametrize(("text", "claim"), GUESSES)
def test_what_onlookers_make_of_it_is_a_rumour(text: str, claim: str) -> None:
    assert told(text) == {claim}


FACTS = [
    pytest.param(
        "The drama is among the last to report: season 2 premieres on July 9.",
        "release.date=2025-07-09 confirmed",
        id="to report",
    ),
    pytest.param(
        "The network, which has announced only that season 2 will be out in July, did not comment on the rumour.",
        "release.window=2025-07 confirmed",
        id="no comment",
    ),
    pytest.param(
        "The second season begins tomorrow with what viewers would like to see.",
        "release.date=2025-06-17 confirmed",
        id="would like",
    ),
]


@pytest.mark.parametrize(("text", "claim"), FACTS)
def test_what_only_sounds_like_a_hedge_makes_nothing_unsure(text: str, claim: str) -> None:
    assert told(text) == {claim}


STOPS = [
    pytest.param("The start of production has been put off for as long as the strike goes on.", id="start put off"),
    pytest.param("Preparations for season 2 have been suspended, and auditions along with them.", id="preparations"),
    pytest.param("Work in the writers' room, and casting with it, has stopped: casting is on hold.", id="casting"),
    pytest.param("Netflix has put season 2 on ice.", id="on ice"),
    pytest.param("Production has been delayed because of the strike.", id="delayed"),
]


@pytest.mark.parametrize("text", STOPS)
def test_a_stop_is_neither_a_start_nor_a_preparation(text: str) -> None:
    assert told(text) == {"filming.paused confirmed"}


def test_a_start_put_off_to_a_date_is_scheduled() -> None:
    assert told("Production has been put off until August.") == {"filming.scheduled=2025-08 confirmed"}


def test_what_is_refuted_is_what_its_own_clause_tells() -> None:
    text = "Netflix said that the image is a fabrication; the second season was listed for 2026."

    assert told(text) == {"release.window=2026 confirmed"}


def test_only_a_teaser_is_a_teaser() -> None:
    text = "No trailer has been released, only a short teaser last month."

    assert told(text) == {"trailer.none confirmed", "trailer.teaser confirmed"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Satire: filming on season 2 has begun on a toaster.", id="satire"),
        pytest.param("Filming on season 2 has begun. This article is satirical.", id="said at the end"),
        pytest.param("Imagine the headline: “Netflix has renewed Harbour Lights for a second season.”", id="imagined"),
        pytest.param("Netflix must renew Harbour Lights for a second season.", id="demanded"),
        pytest.param("The trailer for season 2 was shown behind closed doors.", id="behind closed doors"),
        pytest.param("The trailer for season 2 was screened and is not yet online.", id="not public"),
        pytest.param("Filming was halted in July and resumed in August.", id="a stop that is over"),
        pytest.param("Its companion series, Northern Wharf, is scheduled to debut in May.", id="a companion"),
        pytest.param("Also at the fair: Northern Wharf is renewed for a second season.", id="another show renewed"),
    ],
)
def test_what_is_made_up_demanded_or_over_is_no_fact_of_the_season(text: str) -> None:
    assert told(text) == set()


def test_a_network_before_the_kind_of_show_is_no_show() -> None:
    text = "The second season of the MGM+ horror drama has been pushed back and will now premiere on May 9, 2026."

    assert told(text) == {"release.delayed=2026-05-09 confirmed"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ann Archer has wrapped filming on season 2.", id="a person"),
        pytest.param("Netflix Korea and Studio Dragon have wrapped production on season 2.", id="its makers"),
    ],
)
def test_who_wraps_the_season_is_no_other_show(text: str) -> None:
    assert told(text) == {"filming.wrapped confirmed"}


def test_a_quotation_that_calls_something_fiction_makes_up_no_item() -> None:
    text = "“This story is fiction,” reads a card at the start. Season 2 premieres on May 4, 2026."

    assert told(text) == {"release.date=2026-05-04 confirmed"}
