"""What the board believes: from the claims of one item to a new board and the updates that are news.

All functions are pure; the order of items is the order in which they are weighed, and `Witness.published` tells an old
article that was found late.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b

from season_watch.model.board import Belief, Board, Change, Fact, Standing, Update, UpdateKey, Witness
from season_watch.model.claim import Certainty, Claim, Facet
from season_watch.model.edtf import covers
from season_watch.model.item import Item
from season_watch.model.watch import WatchName
from season_watch.policy.belied import is_belied, without_belied
from season_watch.policy.cells import cell, fact_of
from season_watch.policy.denial import denial
from season_watch.policy.heard import SURENESS, Heard, find, hear, is_expected, rank, width
from season_watch.policy.news import News, Quiet, is_told_by_original, news
from season_watch.policy.recency import told
from season_watch.policy.retraction import without_word
from season_watch.policy.states import COMING, OPPOSED, VALUED, is_denial, is_later
from season_watch.policy.voices import Word, in_its_place, merged_voices, weighted

WITNESSES_KEPT = 50
"""Witnesses a belief keeps: the first, and the latest of the others. The readings of all items are kept elsewhere."""

_LONE_VOICE = "a rumour, since one voice says so against another that weighs more"
_UNFOLLOWED = Quiet(reason="the board does not follow the cast")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What came of one claim, and why. `fact` is the claim as the board takes it; no `change`: it was no news."""

    claim: Claim
    fact: Fact
    change: Change | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A board after an item, what was news in it, and a decision for each of its claims."""

    board: Board
    updates: tuple[Update, ...]
    decisions: tuple[Decision, ...]


def weigh(
    board: Board,
    item: Item,
    claims: Iterable[Claim],
    *,
    at: datetime,
    headline_only: bool = False,
    unsaid: tuple[str, ...] = (),
) -> Weighed:
    """Weigh what one item claims of the board's watch. `at` is when it was learnt.

    `unsaid` are the words that a new version of the item left out, by which it takes back what it claims no more.
    All that is decided follows from the board and these arguments, so that a board can be made anew from them.
    """
    taken = tuple(hear(claim, item, headline_only=headline_only) for claim in claims)
    heard = tuple(sorted((one for one in taken if one.fact.facet is not Facet.CAST), key=rank))
    before, updates = board, list[Update]()
    decisions = [_decision(one, _UNFOLLOWED) for one in taken if one.fact.facet is Facet.CAST]
    for said in heard:
        one = weighted(board, said, heard)
        board, outcome = _weigh_one(without_belied(board, one), one, heard)
        outcome = outcome if one is said else replace(outcome, reason=f"{outcome.reason}; {_LONE_VOICE}")
        decisions.append(_decision(one, outcome))
        if isinstance(outcome, News):
            old = outcome.old or cell(before, one.fact.facet, item.published.date())
            updates.append(_update(before.watch, one, outcome, fact_of(old) if old else None, at))
    board, retracted = _take_back(board, item, heard, at, unsaid)
    return Weighed(board=board, updates=(*updates, *retracted), decisions=tuple(decisions))


def _take_back(
    board: Board, item: Item, heard: tuple[Heard, ...], at: datetime, unsaid: tuple[str, ...]
) -> tuple[Board, tuple[Update, ...]]:
    """The board without what a new version takes back. That is news of what was confirmed and is no more."""
    after = tuple(without_word(belief, item, unsaid, heard) for belief in board.beliefs)
    updates = tuple(
        _retracted(board.watch, old, new, item, at)
        for old, new in zip(board.beliefs, after, strict=True)
        if old.certainty is Certainty.CONFIRMED and (new.standing, new.certainty) != (old.standing, old.certainty)
    )
    return replace(board, beliefs=after), updates


def _retracted(watch: WatchName, old: Belief, new: Belief, item: Item, at: datetime) -> Update:
    witness = replace(next(w for w in old.witnesses if w.item == item.id), published=item.published)
    return Update(
        key=_key(watch, fact_of(new), witness, at, Change.RETRACTED),
        watch=watch,
        change=Change.RETRACTED,
        fact=fact_of(new),
        before=fact_of(old),
        witness=witness,
        at=at,
        reason="a new version of the page says so no longer, and nobody else states it as fact",
    )


def _decision(one: Heard, outcome: News | Quiet) -> Decision:
    change = outcome.change if isinstance(outcome, News) else None
    return Decision(claim=one.claim, fact=one.fact, change=change, reason=outcome.reason)


def _weigh_one(board: Board, one: Heard, heard: tuple[Heard, ...]) -> tuple[Board, News | Quiet]:
    """A copy is no witness of what its original says; only what is news in it counts."""
    if one.original is None:
        return _weigh_own(board, one, heard)
    if is_told_by_original(board, one):
        return board, Quiet(reason=f"a copy of {one.original}, which said so")
    after, outcome = _weigh_own(board, one, heard)
    return (after if isinstance(outcome, News) else board), outcome


def _weigh_own(board: Board, one: Heard, heard: tuple[Heard, ...]) -> tuple[Board, News | Quiet]:
    if one.fact.certainty is Certainty.PREDICTED:
        return _with(board, one, _quiet_standing(board, one)), Quiet(reason="a prediction, which is never news")
    if is_denial(one.fact.facet, one.fact.state):
        return _weigh_denial(board, one, heard)
    if is_belied(board, one):
        return board, Quiet(reason="a release of long ago, and the season is confirmed to be still to come")
    outcome = news(board, one, heard)
    if isinstance(outcome, Quiet):
        return _with(board, one, _quiet_standing(board, one, late=True)), outcome
    return _with(_superseded(board, one, heard), one, Standing.STANDS), outcome


def _weigh_denial(board: Board, one: Heard, heard: tuple[Heard, ...]) -> tuple[Board, News | Quiet]:
    found = denial(board, one, heard)
    if not found.denied:
        standing = Standing.SUPERSEDED if found.opposed else Standing.STANDS
        return _with(board, one, standing), Quiet(reason=found.why_none)
    ended_at = one.witness.published
    beliefs = tuple(
        replace(b, standing=Standing.CONTRADICTED, ended_at=ended_at) if b in found.denied else b for b in board.beliefs
    )
    outcome = News(change=Change.CONTRADICTED, reason="denies what was claimed before", old=found.denied[0])
    return _with(replace(board, beliefs=beliefs), one, Standing.STANDS), outcome


def _outranked(board: Board, one: Heard) -> bool:
    """Whether something at least as sure already says more than a claim does."""
    return any(b.standing is Standing.STANDS and _outranks(b, one.fact) for b in told(board, one))


def _outranks(belief: Belief, fact: Fact) -> bool:
    if is_later(fact.facet, belief.state, fact.state):
        return True
    both_coming = {belief.state, fact.state} <= COMING
    return both_coming and belief.value is not None and fact.value is not None and covers(fact.value, belief.value)


def _quiet_standing(board: Board, one: Heard, *, late: bool = False) -> Standing:
    """How a claim stands that is no news: a repeat leaves its belief as it is, what says less stands behind.

    Nor does a date that was rumoured stand beside another for having been confirmed before that one was.
    """
    known = find(board, one)
    if known is not None:
        surer = SURENESS[one.fact.certainty] < SURENESS[known.certainty]
        was_fact = late and surer and known.standing is Standing.STANDS and known.state in COMING
        return Standing.SUPERSEDED if was_fact else known.standing
    return Standing.SUPERSEDED if late or _outranked(board, one) else Standing.STANDS


def _superseded(board: Board, one: Heard, heard: tuple[Heard, ...]) -> Board:
    """The board with all superseded that a new fact leaves behind."""
    narrows = any(_narrows(one.fact, b) for b in told(board, one) if b.standing is Standing.STANDS)
    beliefs = tuple(
        replace(b, standing=Standing.SUPERSEDED)
        if b.standing is Standing.STANDS and b.facet is one.fact.facet and _leaves_behind(one, b, heard, narrows)
        else b
        for b in board.beliefs
    )
    return replace(board, beliefs=beliefs)


def _leaves_behind(one: Heard, belief: Belief, heard: tuple[Heard, ...], narrows: bool) -> bool:
    """Whether a fact leaves a belief behind. Parts of a split season stand side by side: what the same item tells too,
    and what a narrower value of the other part doesn't cover, stays.
    """
    fact = one.fact
    if SURENESS[belief.certainty] < SURENESS[fact.certainty]:
        return False
    if is_later(fact.facet, fact.state, belief.state) or OPPOSED.get((fact.facet, fact.state)) is belief.state:
        return True
    if (fact.facet, fact.state) not in VALUED or (belief.facet, belief.state) not in VALUED:
        return False
    if belief.certainty is Certainty.PREDICTED or any(other.says(belief) for other in heard):
        return False
    return _narrows(fact, belief) if narrows else True


def _narrows(fact: Fact, belief: Belief) -> bool:
    both = belief.facet is fact.facet and belief.value is not None and fact.value is not None
    return both and belief.value != fact.value and covers(belief.value or "", fact.value or "")


def _with(board: Board, one: Heard, standing: Standing) -> Board:
    """The board with a claim added: to the belief that says the same, or as a new one."""
    known = find(board, one)
    if known is None:
        new = Belief(
            facet=one.fact.facet,
            state=one.fact.state,
            value=one.fact.value,
            certainty=one.fact.certainty,
            standing=standing,
            since=one.witness.published,
            witnesses=(one.witness,),
            voices=(one.voice,),
        )
        return replace(board, beliefs=(*board.beliefs, new))
    merged = _merged(known, one, standing)
    return replace(board, beliefs=tuple(merged if b is known else b for b in board.beliefs))


def _merged(known: Belief, one: Heard, standing: Standing) -> Belief:
    fact, witness = one.fact, one.witness
    surer = SURENESS[fact.certainty] < SURENESS[known.certainty]
    reopened = known.standing is not Standing.STANDS and standing is Standing.STANDS
    is_first = surer or reopened or one.fulfils(known)
    value = fact.value if is_first else _refined(known, one)
    if reopened and not (surer and known.standing is Standing.SUPERSEDED):
        known = _anew(known, one)
    return replace(
        known,
        value=value,
        certainty=fact.certainty if surer or reopened else known.certainty,
        standing=standing,
        since=witness.published if is_first else known.since,
        ended_at=None if reopened else known.ended_at,
        witnesses=_kept(in_its_place(known.witnesses, witness)),
        voices=_kept(merged_voices(known.voices, one)),
    )


def _refined(known: Belief, one: Heard) -> str | None:
    """The value of a belief that is repeated: the more exact one, but none that was expected of what has happened."""
    is_exact = one.fact.certainty is known.certainty and width(one.fact.value) < width(known.value)
    return one.fact.value if is_exact and (is_expected(known) or not one.is_expected) else known.value


def _anew(ended: Belief, one: Heard) -> Belief:
    """A belief that was over, for one who says so again: who said so before counts no more."""
    own = tuple(voice for voice in ended.voices if voice.item == one.voice.item)
    others = (voice for voice in ended.voices if voice.item != one.voice.item)
    return replace(ended, voices=(*(replace(voice, certainty=None) for voice in others), *own))


def _kept(said: tuple[Word, ...]) -> tuple[Word, ...]:
    return said if len(said) <= WITNESSES_KEPT else said[:1] + said[1 - WITNESSES_KEPT :]


def _update(watch: WatchName, one: Heard, outcome: News, before: Fact | None, at: datetime) -> Update:
    fact, witness = one.fact, one.witness
    return Update(
        key=_key(watch, fact, witness, at),
        watch=watch,
        change=outcome.change,
        fact=fact,
        before=before,
        witness=witness,
        at=at,
        reason=outcome.reason,
    )


def _key(watch: WatchName, fact: Fact, witness: Witness, at: datetime, change: Change | None = None) -> UpdateKey:
    """Names an update. A retraction tells of the fact that another update told of."""
    name = f"{watch}|{fact.facet}|{fact.state}|{fact.value}|{fact.certainty}|{witness.item}|{at.isoformat()}"
    name = f"{name}|{change}" if change else name
    return UpdateKey(blake2b(name.encode(), digest_size=8).hexdigest())
