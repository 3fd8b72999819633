"""What is news, and why the rest is not: the guide's rules for milestones, on one claim and the board as it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from season_watch.model.board import Belief, Board, Change, Standing
from season_watch.model.claim import Certainty, Facet, State
from season_watch.model.edtf import covers
from season_watch.model.item import ItemId
from season_watch.policy.displaced import is_brought_back
from season_watch.policy.heard import SURENESS, Heard, find, width
from season_watch.policy.recency import is_echo, is_of_group, told, why_late
from season_watch.policy.states import COMING, LATER, OPPOSED, OVERTAKES, VALUED
from season_watch.policy.voices import LATE


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Why a claim is news. `old` is what it denies, the best of it, or what it narrows."""

    change: Change
    reason: str
    old: Belief | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """Why a claim is no news."""

    reason: str


def news(board: Board, one: Heard, heard: tuple[Heard, ...]) -> News | Quiet:
    """Whether one of an item's claims is news. Denials and predictions are judged elsewhere."""
    why_not = _why_history(one, heard) or _why_known(board, one) or why_late(board, one)
    return Quiet(reason=why_not) if why_not else _change(board, one, heard)


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
    if any(one.fulfils(b) for b in known if b.standing is Standing.STANDS):
        return None
    if _said_before(board, one):
        return "the same item said so before"
    if key in VALUED and one.fact.value is not None:
        is_back = is_brought_back(board, one)
        counted = [b for b in known if _counts_for(b, one) and not (is_back and b.standing is Standing.SUPERSEDED)]
        return _why_value_known(one.fact.value, counted)
    same = [b for b in known if b.state is one.fact.state]
    must_stand = key in OPPOSED or one.fact.state is State.DELAYED
    repeated = [b for b in same if b.standing is Standing.STANDS or not must_stand or is_echo(b, one)]
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
    covered = [b for b in known if b.value is not None and covers(value, b.value)]
    if not covered:
        return None
    if all(b.standing is Standing.SUPERSEDED for b in covered):
        return "another value took its place before"
    narrowest = min((b.value for b in covered), key=width)
    return "a repeat" if narrowest == value else f"a coarser value than {narrowest}, which is known"


def _change(board: Board, one: Heard, heard: tuple[Heard, ...]) -> News:
    fact, known = one.fact, told(board, one)
    if fact.state is State.STARTED and any(b.state is State.PAUSED and b.standing is Standing.STANDS for b in known):
        return News(change=Change.RESUMED, reason="goes on after a stop")
    same = find(board, one)
    was_rumour = same is not None and same.certainty is Certainty.RUMOURED
    if was_rumour and fact.certainty is Certainty.CONFIRMED:
        return News(change=Change.CONFIRMED, reason="confirms what was rumoured")
    if same is not None and one.fulfils(same):
        return News(change=Change.OPENED, reason="what was expected has happened")
    dated = [b for b in known if b.value and b.standing is Standing.STANDS and is_of_group(b, one)]
    narrowed = [b for b in dated if fact.value and covers(b.value or "", fact.value)]
    if narrowed:
        narrowest = min(narrowed, key=lambda b: width(b.value))
        return News(change=Change.NARROWED, reason="a narrower value", old=narrowest)
    if fact.value and dated and not {b.value for b in dated} <= {other.fact.value for other in heard}:
        return News(change=Change.MOVED, reason="another value than before")
    first = "first confirmed claim" if fact.certainty is Certainty.CONFIRMED else "first rumour"
    return News(change=Change.OPENED, reason=first)
