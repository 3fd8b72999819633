import pytest

from season_watch.model.board import Fact
from season_watch.model.claim import STATES, Facet, State
from season_watch.pipeline.wording import headline, when
from tests.vocabulary import claim, day

LATER = day("2030-01-01")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2025-12-12", "12 December 2025"),
        ("2025-12", "December 2025"),
        ("2025", "2025"),
        ("2025-22", "summer 2025"),
        ("2025-41", "the second half of 2025"),
        ("2025-33", "the first quarter of 2025"),
        ("2025/..", "not before 2025"),
        ("../2025-06", "not after June 2025"),
        ("2024-41/2025-40", "between the second half of 2024 and the first half of 2025"),
    ],
)
def test_a_date_of_the_world_in_words(value: str, words: str) -> None:
    assert when(value) == words


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("filming.wrapped=2026-02-18", "filming has wrapped on 18 February 2026"),
        ("release.date=2025-12-12", "release on 12 December 2025"),
        ("release.window=2025-41", "release in the second half of 2025"),
        ("release.window=2026/..", "release not before 2026"),
        ("release.delayed=2026", "release delayed to 2026"),
        ("release.delayed", "release delayed"),
        ("filming.scheduled=2025-35", "filming is scheduled for the third quarter of 2025"),
        ("cast.joins=Park Ji-hu, Cho Yi-hyun", "joins the cast: Park Ji-hu, Cho Yi-hyun"),
    ],
)
def test_a_fact_in_words(statement: str, words: str) -> None:
    one = claim(statement)
    assert headline(Fact(facet=one.facet, state=one.state, value=one.value, certainty=one.certainty), LATER) == words


@pytest.mark.parametrize(
    ("statement", "said", "words"),
    [
        ("filming.wrapped=2026-02", "2026-01-31", "filming is expected to wrap in February 2026"),
        ("filming.wrapped=2026-02", "2026-02-01", "filming has wrapped in February 2026"),
        ("filming.wrapped=../2026-02", "2026-01-31", "filming is expected to wrap not after February 2026"),
        ("filming.wrapped=../2026-02", "2026-03-01", "filming has wrapped not after February 2026"),
        ("filming.started=2026-03-02", "2026-03-01", "filming is expected to start on 2 March 2026"),
        ("trailer.trailer=2026-03-02", "2026-03-01", "the trailer is expected on 2 March 2026"),
        ("release.date=2026-03-02", "2026-03-01", "release on 2 March 2026"),
        ("filming.wrapped", "2026-03-01", "filming has wrapped"),
        ("cast.joins=Lomon", "2026-03-01", "joins the cast: Lomon"),
    ],
)
def test_what_lay_ahead_when_it_was_said_is_expected(statement: str, said: str, words: str) -> None:
    one = claim(statement)
    assert (
        headline(Fact(facet=one.facet, state=one.state, value=one.value, certainty=one.certainty), day(said)) == words
    )


@pytest.mark.parametrize(("facet", "state"), [(facet, state) for facet in Facet for state in STATES[facet]])
def test_every_state_has_words(facet: Facet, state: State) -> None:
    assert headline(Fact(facet=facet, state=state, value=None, certainty=claim("filming.started").certainty), LATER)
