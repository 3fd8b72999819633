"""A board made anew: one weighing after the other, as they were taken."""

from collections.abc import Iterable
from dataclasses import replace

from season_watch.model.board import Board
from season_watch.model.correction import Correction
from season_watch.model.item import TextState
from season_watch.model.watch import WatchName
from season_watch.model.weighing import Weighing
from season_watch.policy.board import Weighed, weigh

Corrections = tuple[Correction, ...]


def take(board: Board, weighing: Weighing, corrections: Corrections = ()) -> Weighed:
    """Weigh what a weighing holds, but for what is ruled out, on the board of its watch."""
    item = weighing.item
    headline_only = item.text_state is not TextState.FULL
    claims = corrected(weighing, corrections).claims
    return weigh(board, item, claims, at=weighing.at, headline_only=headline_only, unsaid=weighing.unsaid)


def corrected(weighing: Weighing, corrections: Corrections) -> Weighing:
    """A weighing without the claims that are ruled out."""
    item, watch = weighing.item, weighing.watch
    kept = tuple(
        claim for claim in weighing.claims if not any(one.rules_out(claim, item, watch) for one in corrections)
    )
    return weighing if kept == weighing.claims else replace(weighing, claims=kept)


def fold(watch: WatchName, weighings: Iterable[Weighing], corrections: Corrections = ()) -> Board:
    """The board that weighings make, in their order."""
    board = Board(watch=watch)
    for weighing in weighings:
        board = take(board, weighing, corrections).board
    return board
