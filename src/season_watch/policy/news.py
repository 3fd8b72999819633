"""What is news, and why the rest is not: the guide's rules for milestones, on one claim and the board as it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from season_watch.model.board import Belief, Board, Change, Standing
from season_watch.model.claim import Certainty, Facet, State
from season_watch.model.edtf import covers
from season_watch.model.item import ItemId
from season_watch.policy.cells import cell
from season_watch.policy.heard import SURENESS, Heard, find, width
from season_watch.policy.states import COMING, LATER, OPPOSED, OVERTAKES, VALUED, is_denial, stage

LATE = timedelta(days=14)
"""An article this much older than what the board's cell rests on was found late and reopens nothing. Outlets repeat an
event for about a fortnight; within it, the order in which feeds are polled must not decide what is news."""


_ENDED = (Standing.CONTRADICTED, Standing.RETRACTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Why a claim is news. `denied` is the best of the beliefs that it ends."""

    change: Change
    reason: str
    denied: Belief | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """Why a claim is no news."""

    reason: str


def news(board: Board, one: Heard, heard: tuple[Heard, ...]) -> News | Quiet:
    """Whether one of an item's claims is news. Denials and predictions are judged elsewhere."""
    why_not = _why_history(one, heard) or _why_known(board, one) or _why_late(board, one)
    return Quiet(reason=why_not) if why_not else _change(board, one, heard)


def told(board: Board, one: Heard) -> tuple[Belief, ...]:
    """What was told of a claim's facet at its certainty or better, and still counts."""
    return tuple(
        belief
        for belief in board.beliefs
        if belief.facet is one.fact.facet
        and SURENESS[belief.certainty] <= SURENESS[one.fact.certainty]
        and (belief.standing not in _ENDED or _is_echo(belief, one))
    )


def _is_echo(belief: Belief, one: Heard) -> bool:
    """Whether a claim merely repeats what was denied or taken back: outlets go on doing so for a while.

    Who took it back and says it again means it.
    """
    surer = SURENESS[one.fact.certainty] < SURENESS[belief.certainty]
    wavers = any(voice.item == one.voice.item and voice.wavered for voice in belief.voices)
    if belief.ended_at is None or surer or (wavers and belief.standing is Standing.RETRACTED):
        return False
    return one.witness.published < belief.ended_at + LATE


def _why_history(one: Heard, heard: tuple[Heard, ...]) -> str | None:
    """An item that reports a stop, or a cancellation, tells what was before it as history (rulings 2 and 3)."""
    overtaking = OVERTAKES.get((one.fact.facet, one.fact.state))
    if overtaking is None or all(other.fact.state is not overtaking for other in heard):
        return None
    return f"history, since the same item tells {overtaking}"


def _why_known(board: Board, one: Heard) -> str | None:
    """Why a claim tells nothing new: a repeat, a coarser value, or an earlier state than the one known."""
    key, known = (one.fact.facet, one.fact.state), told(board, one)
    later = next((b for b in known if b.state in LATER.get(key, ())), None)
    if later is not None:
        return f"an earlier state than {later.state}, which is known"
    if _said_before(board, one):
        return "the same item said so before"
    if key in VALUED and one.fact.value is not None:
        return _why_value_known(one.fact.value, [b for b in known if _counts_for(b, one)])
    same = [b for b in known if b.state is one.fact.state]
    must_stand = key in OPPOSED or one.fact.state is State.DELAYED
    repeated = [b for b in same if b.standing is Standing.STANDS or not must_stand or _is_echo(b, one)]
    return "a repeat" if repeated else None


def is_told_by_original(board: Board, one: Heard) -> bool:
    """Whether the original of a copy said so, as surely, whatever the value: a copy of later date may read a weekday's
    name as another day.
    """
    return any(
        belief.state is one.fact.state and _is_witness(one.original, belief, one)
        for belief in board.beliefs
        if belief.facet is one.fact.facet
    )


def _said_before(board: Board, one: Heard) -> bool:
    """Only what a new version of an item newly claims is news."""
    return any(one.says(belief) and _is_witness(one.witness.item, belief, one) for belief in board.beliefs)


def _is_witness(item: ItemId | None, belief: Belief, one: Heard) -> bool:
    """Whether an item says what a belief says, and that is as sure as a claim."""
    is_as_sure = SURENESS[belief.certainty] <= SURENESS[one.fact.certainty]
    is_its_own = any(witness.item == item for witness in belief.witnesses)
    return is_as_sure and is_its_own and belief.standing is not Standing.RETRACTED


def _counts_for(belief: Belief, one: Heard) -> bool:
    """Whether a value told by a belief is told for a claim: of a release, whatever the state.

    A delay is judged by delays, and by what was told with it: the date that it moves is no repeat of it.
    """
    if one.fact.facet is not Facet.RELEASE:
        return belief.state is one.fact.state
    if one.fact.state is not State.DELAYED:
        return belief.state in COMING
    told_with_it = belief.since + LATE >= one.witness.published
    return belief.state is State.DELAYED or (belief.state in COMING and told_with_it)


def _why_value_known(value: str, known: Iterable[Belief]) -> str | None:
    covered = [b.value for b in known if b.value is not None and covers(value, b.value)]
    if not covered:
        return None
    narrowest = min(covered, key=width)
    return "a repeat" if narrowest == value else f"a coarser value than {narrowest}, which is known"


def _why_late(board: Board, one: Heard) -> str | None:
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
    return next((b for b in newer if b.state is opposite or _is_other_date(b, one)), None)


def _is_other_date(belief: Belief, one: Heard) -> bool:
    if not {belief.state, one.fact.state} <= COMING or not belief.value or not one.fact.value:
        return False
    return not covers(belief.value, one.fact.value)


def _change(board: Board, one: Heard, heard: tuple[Heard, ...]) -> News:
    fact, known = one.fact, told(board, one)
    if fact.state is State.STARTED and any(b.state is State.PAUSED and b.standing is Standing.STANDS for b in known):
        return News(change=Change.RESUMED, reason="goes on after a stop")
    same = find(board, one)
    was_rumour = same is not None and same.certainty is Certainty.RUMOURED
    if was_rumour and fact.certainty is Certainty.CONFIRMED:
        return News(change=Change.CONFIRMED, reason="confirms what was rumoured")
    values = [b.value for b in known if b.value and b.standing is Standing.STANDS and _is_of_group(b, one)]
    if fact.value and any(covers(value, fact.value) for value in values):
        return News(change=Change.NARROWED, reason="a narrower value")
    if fact.value and values and not set(values) <= {other.fact.value for other in heard}:
        return News(change=Change.MOVED, reason="another value than before")
    first = "first confirmed claim" if fact.certainty is Certainty.CONFIRMED else "first rumour"
    return News(change=Change.OPENED, reason=first)


def _is_of_group(belief: Belief, one: Heard) -> bool:
    """Whether two values are of one kind: all coming releases are, and each valued state by itself."""
    if (one.fact.facet, one.fact.state) not in VALUED:
        return False
    return belief.state is one.fact.state or {belief.state, one.fact.state} <= COMING
