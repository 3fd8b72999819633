"""How time tells news from history: what was told and still counts, and what was found late."""

from datetime import timedelta

from season_watch.model.board import Belief, Board, Standing
from season_watch.model.claim import Certainty
from season_watch.model.edtf import covers
from season_watch.model.source import Trust
from season_watch.policy.cells import cell
from season_watch.policy.heard import SURENESS, Heard
from season_watch.policy.states import COMING, OPPOSED, VALUED, is_denial, stage
from season_watch.policy.voices import LATE, outweighs

ONE_DAY = timedelta(days=1)
"""Of two dates that were told within a day neither is the older: many outlets give the day of an article alone, their
clocks differ, and an embargo lifts for all of them at once."""

_ENDED = (Standing.CONTRADICTED, Standing.RETRACTED)


def told(board: Board, one: Heard) -> tuple[Belief, ...]:
    """What was told of a claim's facet at its certainty or better, and still counts."""
    return tuple(
        belief
        for belief in board.beliefs
        if belief.facet is one.fact.facet
        and SURENESS[belief.certainty] <= SURENESS[one.fact.certainty]
        and (belief.standing not in _ENDED or is_echo(belief, one))
    )


def is_echo(belief: Belief, one: Heard) -> bool:
    """Whether a claim merely repeats what was denied or taken back: outlets go on doing so for a while.

    Who took it back and says it again means it, and so does an official source.
    """
    surer = SURENESS[one.fact.certainty] < SURENESS[belief.certainty]
    wavers = any(voice.item == one.voice.item and voice.wavered for voice in belief.voices)
    if belief.ended_at is None or surer or (wavers and belief.standing is Standing.RETRACTED):
        return False
    if one.voice.trust is Trust.OFFICIAL and one.fact.certainty is Certainty.CONFIRMED:
        return one.witness.published <= belief.ended_at
    return one.witness.published < belief.ended_at + LATE


def why_late(board: Board, one: Heard) -> str | None:
    """Why what an item tells is history: what stands is newer."""
    now = cell(board, one.fact.facet, one.witness.published.date())
    newer = now if now is not None and _is_long_past(now, one) else _turned_back(board, one)
    return f"found late: {newer.state} is known since {newer.since.date()}" if newer else None


def _is_long_past(now: Belief, one: Heard) -> bool:
    """Whether a claim is much older than what its facet's cell rests on, and neither surer nor further along."""
    if is_denial(now.facet, now.state) or SURENESS[now.certainty] > SURENESS[one.fact.certainty]:
        return False
    as_far = stage(now.facet, now.state) >= stage(one.fact.facet, one.fact.state)
    return as_far and one.witness.published + LATE < now.since


def _turned_back(board: Board, one: Heard) -> Belief | None:
    """What an older article would turn back: its opposite, or another date, that was told after it."""
    newer = (b for b in told(board, one) if b.standing is Standing.STANDS and b.since > one.witness.published)
    opposite = OPPOSED.get((one.fact.facet, one.fact.state))
    return next((b for b in newer if b.state is opposite or _is_later_date(b, one)), None)


def _is_later_date(belief: Belief, one: Heard) -> bool:
    """Whether another date was told later than a claim's, and not at the same time as it."""
    if not {belief.state, one.fact.state} <= COMING or not belief.value or not one.fact.value:
        return False
    is_older = belief.since > one.witness.published + ONE_DAY and not covers(belief.value, one.fact.value)
    return is_older and not outweighs(one, belief)


def is_of_group(belief: Belief, one: Heard) -> bool:
    """Whether two values are of one kind: all coming releases are, and each valued state by itself."""
    if (one.fact.facet, one.fact.state) not in VALUED:
        return False
    return belief.state is one.fact.state or {belief.state, one.fact.state} <= COMING
