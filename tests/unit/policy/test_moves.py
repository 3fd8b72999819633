from datetime import timedelta

import pytest

from season_watch.model.trouble import Move
from season_watch.policy.moves import is_believed, next_move
from tests.vocabulary import day

START = day("2026-03-10")
NEW = "https://new.example/feed"
OTHER = "https://other.example/feed"


@pytest.mark.parametrize(
    ("answers", "believed"),
    [
        pytest.param(((0, NEW),), None, id="once"),
        pytest.param(((0, NEW), (24, NEW)), None, id="twice"),
        pytest.param(((0, NEW), (1, NEW), (2, NEW), (3, NEW)), None, id="often within hours"),
        pytest.param(((0, NEW), (72, NEW)), None, id="twice, days apart"),
        pytest.param(((0, NEW), (24, NEW), (48, NEW)), NEW, id="three times in two days"),
        pytest.param(((0, NEW), (24, None), (48, NEW), (49, NEW)), None, id="once not"),
        pytest.param(((0, NEW), (24, OTHER), (48, NEW), (49, OTHER)), None, id="now here, now there"),
        pytest.param(((0, OTHER), (24, NEW), (48, NEW), (72, NEW)), NEW, id="elsewhere before"),
    ],
)
def test_a_move_is_believed_once_it_was_said_often_and_for_days(
    answers: tuple[tuple[int, str | None], ...], believed: str | None
) -> None:
    move: Move | None = None
    for hours, moved_to in answers:
        move = next_move(move, moved_to, START + timedelta(hours=hours))
    now = START + timedelta(hours=answers[-1][0])
    assert (move.url if move and is_believed(move, now) else None) == believed
