"""What a claim belies: a state that one item told too early, as another shows by what it says is yet to come.

And what the board belies: a release that can't be this season's.
"""

from dataclasses import replace
from datetime import timedelta

from season_watch.model.board import Belief, Board, Standing
from season_watch.model.claim import Certainty, Facet, State
from season_watch.model.edtf import covers, span
from season_watch.policy.heard import Heard, is_expected
from season_watch.policy.states import COMING, FacetState
from season_watch.policy.voices import is_trusted_more

_LONE = 1
"""What more items told stands, unless one that is trusted more than all of them belies it."""

LONG_AGO = timedelta(days=365)
"""A season is put out in parts over months, never over a year: a release so long ago is another season's."""

_NOT_BEFORE: dict[FacetState, frozenset[State]] = {
    (Facet.FILMING, State.PREPARING): frozenset({State.STARTED, State.WRAPPED}),
    (Facet.FILMING, State.SCHEDULED): frozenset({State.STARTED, State.WRAPPED}),
    (Facet.FILMING, State.WRAPPED): frozenset({State.WRAPPED}),
    (Facet.RELEASE, State.DATE): frozenset({State.RELEASED}),
}
"""What is going on or to come, and the states that cannot hold before it is over."""


def is_belied(board: Board, one: Heard) -> bool:
    """Whether the board belies a claim: a release of long ago, of a season that is confirmed to be still to come."""
    value, published = one.fact.value, one.witness.published.date()
    if one.fact.state is not State.RELEASED or value is None or published - span(value)[1] < LONG_AGO:
        return False
    return any(
        b.state in COMING and b.value is not None and span(b.value)[1] >= published
        for b in board.beliefs
        if (b.standing, b.certainty) == (Standing.STANDS, Certainty.CONFIRMED)
    )


def without_belied(board: Board, one: Heard) -> Board:
    """The board with all contradicted that a claim belies. Nothing was denied: who tells it anew is heard again."""
    if not (_is_going_on(one) or _is_to_come(one)):
        return board
    beliefs = tuple(replace(b, standing=Standing.CONTRADICTED) if _belies(one, b) else b for b in board.beliefs)
    return replace(board, beliefs=beliefs)


def _belies(one: Heard, belief: Belief) -> bool:
    if belief.facet is not one.fact.facet or belief.standing is Standing.CONTRADICTED:
        return False
    told_too_early = belief.state in _NOT_BEFORE.get((one.fact.facet, one.fact.state), ())
    return told_too_early and belief.since < one.witness.published and _is_weak(one, belief) and not _agree(one, belief)


def _agree(one: Heard, belief: Belief) -> bool:
    """Whether both expect the same."""
    if one.fact.state is not belief.state or not (one.is_expected and is_expected(belief)):
        return False
    mine, other = one.fact.value or "", belief.value or ""
    return covers(mine, other) or covers(other, mine)


def _is_weak(one: Heard, belief: Belief) -> bool:
    return len(belief.witnesses) <= _LONE or is_trusted_more(one.voice, belief)


def _is_going_on(one: Heard) -> bool:
    return one.fact.state is State.PREPARING and one.fact.certainty is Certainty.CONFIRMED


def _is_to_come(one: Heard) -> bool:
    """Whether a claim surely lies ahead of its day; of the end of a shoot, an estimate says as much."""
    fact = one.fact
    estimated = fact.state is State.WRAPPED and fact.certainty is Certainty.PREDICTED
    if fact.value is None or not (estimated or fact.certainty is Certainty.CONFIRMED):
        return False
    return span(fact.value)[0] > one.witness.published.date()
