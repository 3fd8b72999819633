"""What a new version takes back, and what it doesn't."""

import pytest

from season_watch.model.board import Board, Change, Standing
from season_watch.policy.board import weigh
from season_watch.policy.retraction import unsaid
from tests.vocabulary import board, claim, day, item, told

PAGE = item("page", "2025-01-01")
NEXT = item("page", "2025-01-02")


def told_by_page(text: str) -> Board:
    return weigh(board(), PAGE, [claim(text)], at=PAGE.published).board


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        pytest.param("said in words, and more", "said otherwise, and yet more", ("words",), id="left out"),
        pytest.param("said in words, and more", "it was said in words, and more", (), id="still there"),
        pytest.param("said in words, and more", "said", (), id="cut"),
        pytest.param("said, and more of it all", "said otherwise, and yet more", (), id="was not there before"),
    ],
)
def test_only_a_version_that_is_not_cut_leaves_out_words(before: str, after: str, words: tuple[str, ...]) -> None:
    assert unsaid(told_by_page("filming.wrapped"), before, after, NEXT) == words


@pytest.mark.parametrize(
    ("believed", "claims", "retracted"),
    [
        pytest.param("filming.wrapped", "", True, id="dropped"),
        pytest.param("filming.wrapped", "trailer.teaser", True, id="dropped, with something of another facet"),
        pytest.param("filming.wrapped", "filming.started", True, id="walked back"),
        pytest.param("release.date=2025-10-31", "release.none", True, id="denied by who said so"),
        pytest.param("filming.started", "filming.wrapped", False, id="gone on"),
        pytest.param("filming.wrapped", "filming.wrapped", False, id="said in other words"),
        pytest.param("filming.wrapped", "?filming.wrapped", False, id="said less surely"),
        pytest.param("release.date=2025-10-31", "release.date=2025-12-12", False, id="moved"),
    ],
)
def test_what_a_version_claims_no_more_is_taken_back(believed: str, claims: str, retracted: bool) -> None:
    said = [claim(text) for text in claims.split()]
    weighed = weigh(told_by_page(believed), NEXT, said, at=NEXT.published, unsaid=("words",))

    assert [told(one.fact) for one in weighed.updates if one.change is Change.RETRACTED] == [believed] * retracted


def test_a_rumour_that_is_taken_back_ends_in_silence() -> None:
    weighed = weigh(told_by_page("?filming.started"), NEXT, [], at=NEXT.published, unsaid=("words",))

    assert weighed.updates == ()
    assert [belief.standing for belief in weighed.board.beliefs] == [Standing.RETRACTED]


def test_what_only_a_rumour_is_left_of_is_retracted_and_still_a_rumour() -> None:
    now = weigh(told_by_page("filming.started"), item("other"), [claim("?filming.started")], at=day("2025-01-01")).board
    weighed = weigh(now, NEXT, [], at=NEXT.published, unsaid=("words",))

    assert [(one.change, told(one.fact)) for one in weighed.updates] == [(Change.RETRACTED, "?filming.started")]
    assert [belief.standing for belief in weighed.board.beliefs] == [Standing.STANDS]
