"""The board as it is shown: one cell a facet, and what else stands beside it."""

from season_watch.model.board import Belief, Board, Fact, Standing
from season_watch.model.claim import Certainty, Facet
from season_watch.policy.states import stage

_SURENESS = {certainty: rank for rank, certainty in enumerate(Certainty)}


def standing(board: Board, facet: Facet) -> tuple[Belief, ...]:
    """The beliefs of a facet that stand, best first: surest, then furthest along, then latest."""
    beliefs = [b for b in board.beliefs if b.facet is facet and b.standing is Standing.STANDS]
    latest_first = sorted(beliefs, key=lambda b: b.since, reverse=True)
    return tuple(sorted(latest_first, key=lambda b: (_SURENESS[b.certainty], -stage(b.facet, b.state))))


def cell(board: Board, facet: Facet) -> Belief | None:
    """What is believed of a facet now; None where nothing stands."""
    return next(iter(standing(board, facet)), None)


def fact_of(belief: Belief) -> Fact:
    """The short form of a belief."""
    return Fact(facet=belief.facet, state=belief.state, value=belief.value, certainty=belief.certainty)
