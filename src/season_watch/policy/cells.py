"""The board as it is shown: one cell a facet, and what else stands beside it."""

from collections.abc import Iterable
from datetime import date, datetime

from season_watch.model.board import Belief, Board, Fact, Standing, Update, Witness
from season_watch.model.claim import Certainty, Facet, State
from season_watch.model.edtf import span
from season_watch.policy.heard import SURENESS
from season_watch.policy.states import VALUED, stage


def standing(board: Board, facet: Facet, on: date) -> tuple[Belief, ...]:
    """The beliefs of a facet that stand on a day, best first: surest, then furthest along, then latest."""
    beliefs = [b for b in board.beliefs if b.facet is facet and b.standing is Standing.STANDS and not _passed(b, on)]
    latest_first = sorted(beliefs, key=lambda b: b.since, reverse=True)
    best_first = sorted(latest_first, key=lambda b: (SURENESS[b.certainty], -stage(b.facet, b.state)))
    return tuple(b for b in best_first if not _overtaken(b, best_first[0]))


def passed(board: Board, on: date) -> tuple[Belief, ...]:
    """What was confirmed of the release for a time before a day, and nobody took back, put off or called off."""
    return tuple(
        b
        for b in board.beliefs
        if (b.facet, b.certainty, b.standing) == (Facet.RELEASE, Certainty.CONFIRMED, Standing.STANDS)
        and _passed(b, on)
        and not is_called_off(board, b.since)
    )


def is_called_off(board: Board, since: datetime) -> bool:
    """Whether a cancellation stands confirmed that is no older than a date: what was announced after it still comes."""
    return any(
        belief.since >= since
        for belief in board.beliefs
        if (belief.facet, belief.state) == (Facet.RENEWAL, State.CANCELLED)
        and belief.standing is Standing.STANDS
        and belief.certainty is Certainty.CONFIRMED
    )


def cell(board: Board, facet: Facet, on: date) -> Belief | None:
    """What is believed of a facet on a day; None where nothing stands."""
    return next(iter(standing(board, facet, on)), None)


def told_by(board: Board, update: Update) -> Belief | None:
    """The belief that an update opened or changed; None where the board no longer holds it."""
    fact, item = update.fact, update.witness.item
    same = [
        belief
        for belief in board.beliefs
        if (belief.facet, belief.state) == (fact.facet, fact.state) and any(w.item == item for w in belief.witnesses)
    ]
    return min(same, key=lambda belief: belief.value != fact.value, default=None)


def proof_of(belief: Belief) -> Witness:
    """The witness that a belief is quoted from: the first one at its certainty."""
    return next((one for one in belief.witnesses if one.published >= belief.since), belief.witnesses[0])


def first_rumour(belief: Belief) -> Witness | None:
    """Of what was a rumour before it was confirmed, the witness that was published first; else None."""
    if belief.certainty is not Certainty.CONFIRMED:
        return None
    rumoured = {voice.item for voice in belief.voices if voice.certainty is Certainty.RUMOURED}
    before = (one for one in belief.witnesses if one.published <= belief.since and one.item in rumoured)
    return min(before, key=lambda one: one.published, default=None)


def said_before(update: Update, beliefs: Iterable[Belief]) -> datetime:
    """When what an update came after was said last, and as surely; its own moment, where the beliefs don't tell."""
    fact, witness = update.before, update.witness
    said = (
        other.published
        for belief in beliefs
        if fact is not None and (belief.facet, belief.state) == (fact.facet, fact.state)
        for other in belief.told_as(fact.certainty)
        if other.item != witness.item and other.published < witness.published
    )
    return max(said, default=witness.published)


def _overtaken(belief: Belief, best: Belief) -> bool:
    """An estimate from before the best belief was known is worth nothing any more."""
    return belief.certainty is Certainty.PREDICTED and belief.since < best.since


def _passed(belief: Belief, on: date) -> bool:
    """A date that went by says nothing of when the season comes."""
    coming = (belief.facet, belief.state) in VALUED
    return coming and belief.value is not None and span(belief.value)[1] < on


def fact_of(belief: Belief) -> Fact:
    """The short form of a belief."""
    return Fact(facet=belief.facet, state=belief.state, value=belief.value, certainty=belief.certainty)
