"""How sure a claim is: hedges, sources, estimates, denials, and how far each reaches."""

import pytest

from season_watch.model.watch import Watch, WatchName
from tests.unit.claims.reading import reading, told


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Filming has begun.", {"filming.started confirmed"}),
        ("Filming has reportedly begun.", {"filming.started rumoured"}),
        ("Insiders say that filming has begun.", {"filming.started rumoured"}),
        ("According to a report, filming has begun.", {"filming.started rumoured"}),
        ("Filming appears to have begun.", {"filming.started rumoured"}),
        ("Filming has begun. Take this with a pinch of salt.", {"filming.started rumoured"}),
        ("Filming has begun. The network has yet to confirm it.", {"filming.started rumoured"}),
        ("The director said that filming has begun.", {"filming.started confirmed"}),
        ("It will premiere in May 2026.", {"release.window=2026-05 confirmed"}),
        ("It could premiere in May 2026.", {"release.window=2026-05 predicted"}),
        ("It will probably premiere in May 2026.", {"release.window=2026-05 predicted"}),
        ("If all goes well, it will premiere in May 2026.", {"release.window=2026-05 predicted"}),
        ("It will premiere in May 2026, sources claim.", {"release.window=2026-05 rumoured"}),
        ("Fans would love season 2 to premiere in May 2026.", {"release.window=2026-05 predicted"}),
        ("The network declined to comment on the rumours that filming has wrapped.", {"filming.wrapped rumoured"}),
        ("They did not comment on the rumour, and filming has wrapped.", {"filming.wrapped confirmed"}),
        ("It will premiere in May 2026, as fans would like to hear.", {"release.window=2026-05 confirmed"}),
        ("Fans may groan, but it will premiere in May 2026.", {"release.window=2026-05 confirmed"}),
        ("Rumours fly; it will premiere in May 2026.", {"release.window=2026-05 confirmed"}),
        ("Filming is scheduled to wrap in May 2026.", {"filming.wrapped=2026-05 predicted"}),
    ],
)
def test_a_claim_is_as_sure_as_its_wording(text: str, claims: set[str]) -> None:
    assert told(text) == claims


@pytest.mark.parametrize(
    "text",
    [
        "Has filming begun?",
        "Had the cameras been rolling in May, filming would have begun by now.",
        "Filming should have begun in May.",
        "A fan-made trailer is here.",
        "The trailer will be released on Friday.",
        "Episode 4 will premiere on Friday.",
        "The finale will premiere on Friday.",
        "Fans are hoping that filming has begun.",
        "Filming would have begun in May.",
    ],
)
def test_questions_wishes_and_what_might_have_been_claim_nothing(text: str) -> None:
    result = reading(text)

    assert result.claims == ()
    assert all(miss.reason for miss in result.near_misses)


def test_a_denial_is_not_weakened_by_an_estimate_beside_it() -> None:
    claims = told("No release date has been announced, and it could arrive in 2026.")

    assert claims == {"release.none confirmed", "release.window=2026 predicted"}


@pytest.mark.parametrize(
    ("text", "refutes"),
    [
        pytest.param("That date came out of thin air. There is no release date yet.", True, id="the date was invented"),
        pytest.param("The star laughed off the talk. Filming has not begun.", True, id="laughed off"),
        pytest.param("There is no release date yet.", False, id="merely knows less"),
        pytest.param("Filming has not begun.", False, id="merely not yet"),
    ],
)
def test_only_wording_that_denies_what_others_claimed_refutes(text: str, refutes: bool) -> None:
    assert [claim.refutes for claim in reading(text).claims] == [refutes]


def test_a_headline_that_denies_refutes() -> None:
    claims = reading("No date has been set.", title="No, Harbour Lights season 2 is not out next month").claims

    assert [(claim.state, claim.refutes) for claim in claims] == [("none", True)]


def test_a_rumour_that_the_item_calls_false_is_none() -> None:
    text = "Season 2 was reportedly cancelled. The claim is false, the network said."

    assert told(text) == set()


def test_a_hedged_headline_hedges_the_body() -> None:
    claims = told("Filming has begun.", title="Harbour Lights season 2 has reportedly begun filming")

    assert claims == {"filming.started rumoured"}


def test_a_headline_that_promises_more_than_the_body_gives_way() -> None:
    claims = told("Filming has reportedly begun.", title="Harbour Lights season 2 has begun filming")

    assert claims == {"filming.started rumoured"}


def test_a_repeat_in_one_item_is_one_claim() -> None:
    assert len(reading("Filming has begun. Yes, filming has begun.").claims) == 1


def test_a_claim_names_the_rule_and_the_cues_behind_it() -> None:
    (claim,) = reading("Filming has reportedly begun.").claims

    assert (claim.rule, claim.cues) == ("en.shoot-began", ("reportedly",))


@pytest.mark.parametrize("title", ["Not Dead Yet", "Never Have I Ever", "Nobody Wants This", "If We Could"])
def test_the_words_of_a_title_neither_negate_nor_hedge(title: str) -> None:
    watch = Watch(name=WatchName("show"), title=title, season=2)
    headline = f"{title} season 2: all we know"

    wrapped = reading(f"Filming on {title} season 2 has wrapped.", title=headline, watch=watch).claims
    denied = reading(f"Filming on {title} season 2 has not wrapped.", title=headline, watch=watch).claims

    assert [claim.certainty for claim in wrapped] == ["confirmed"]
    assert not denied


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Fake", "A fake trailer for season 2 has been released."),
        ("The Rumour", "The rumour is that filming on season 2 has wrapped."),
        ("Nobody", "Nobody has renewed the show for season 2."),
        ("Insiders", "According to insiders, filming on season 2 has wrapped."),
    ],
)
def test_a_word_that_is_a_title_too_negates_and_hedges_where_it_is_a_word(title: str, text: str) -> None:
    watch = Watch(name=WatchName("show"), title=title, season=2)

    claims = reading(text, title=f"{title} season 2: all we know", watch=watch).claims

    assert "confirmed" not in [claim.certainty for claim in claims]
