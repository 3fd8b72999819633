"""A board made anew: one weighing after the other, as they were taken."""

from collections.abc import Iterable

from season_watch.model.board import Board
from season_watch.model.item import TextState
from season_watch.model.watch import WatchName
from season_watch.model.weighing import Weighing
from season_watch.policy.board import Weighed, weigh


def take(board: Board, weighing: Weighing) -> Weighed:
    """Weigh what a weighing holds on the board of its watch."""
    item = weighing.item
    headline_only = item.text_state is not TextState.FULL
    return weigh(board, item, weighing.claims, at=weighing.at, headline_only=headline_only)


def fold(watch: WatchName, weighings: Iterable[Weighing]) -> Board:
    """The board that weighings make, in their order."""
    board = Board(watch=watch)
    for weighing in weighings:
        board = take(board, weighing).board
    return board
