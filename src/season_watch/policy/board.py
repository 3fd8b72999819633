"""What the board believes: from the claims of one item to a new board and the updates that are news.

The rules are those of the labelling guide for milestones. All functions are pure; the order of items is the order in
which they are weighed, and `Witness.published` tells an old article that was found late.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import blake2b

from season_watch.model.board import Belief, Board, Change, Fact, Standing, Update, UpdateKey, Witness
from season_watch.model.claim import Certainty, Claim, Facet, State
from season_watch.model.edtf import covers, span
from season_watch.model.item import Item
from season_watch.model.watch import WatchName
from season_watch.policy.cells import cell, fact_of
from season_watch.policy.states import (
    COMING,
    DENIALS,
    LATER,
    OPPOSED,
    VALUED,
    is_denial,
    is_later,
    stage,
)
from season_watch.policy.trust import believed

LATE = timedelta(days=14)
"""An article this much older than what the board's cell rests on was found late and reopens nothing. Outlets repeat an
event for about a fortnight; within it, the order in which feeds are polled must not decide what is news."""

_SURENESS = {certainty: rank for rank, certainty in enumerate(Certainty)}


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _News:
    """Why a claim is news. `denied` is the best of the beliefs that it ends."""

    change: Change
    reason: str
    denied: Belief | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quiet:
    """Why a claim is no news."""

    reason: str


_UNFOLLOWED = _Quiet(reason="the board does not follow the cast")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heard:
    """A claim as the board takes it."""

    claim: Claim
    fact: Fact
    refutes: bool
    witness: Witness


def weigh(board: Board, item: Item, claims: Iterable[Claim], *, at: datetime, headline_only: bool = False) -> Weighed:
    """Weigh what one item claims of the board's watch. `at` is when it was learnt."""
    taken = tuple(_hear(claim, item, headline_only) for claim in claims)
    heard = sorted((one for one in taken if one.fact.facet is not Facet.CAST), key=_rank)
    before, updates = board, list[Update]()
    decisions = [_decision(one, _UNFOLLOWED) for one in taken if one.fact.facet is Facet.CAST]
    for one in heard:
        board, outcome = _weigh_one(board, one, heard)
        decisions.append(_decision(one, outcome))
        if isinstance(outcome, _News):
            old = outcome.denied or cell(before, one.fact.facet, item.published.date())
            updates.append(_update(before.watch, one, outcome, fact_of(old) if old else None, at))
    return Weighed(board=board, updates=tuple(updates), decisions=tuple(decisions))


def _decision(one: _Heard, outcome: _News | _Quiet) -> Decision:
    change = outcome.change if isinstance(outcome, _News) else None
    return Decision(claim=one.claim, fact=one.fact, change=change, reason=outcome.reason)


def _hear(claim: Claim, item: Item, headline_only: bool) -> _Heard:
    certainty = believed(claim.certainty, item.trust, headline_only=headline_only)
    return _Heard(
        claim=claim,
        fact=Fact(facet=claim.facet, state=claim.state, value=claim.value, certainty=certainty),
        refutes=claim.refutes,
        witness=Witness(
            item=item.id,
            outlet=item.outlet,
            url=item.url,
            title=item.title,
            published=item.published,
            evidence=claim.evidence,
        ),
    )


def _rank(heard: _Heard) -> tuple[int, int, int, str]:
    """Surest first, then the furthest state, then the narrowest value."""
    fact = heard.fact
    width = _width(fact.value)
    return _SURENESS[fact.certainty], -stage(fact.facet, fact.state), width, fact.value or ""


def _width(value: str | None) -> int:
    if value is None:
        return (date.max - date.min).days
    first, last = span(value)
    return (last - first).days


def _tells_of_a_stop(one: _Heard, heard: list[_Heard]) -> bool:
    """An item that reports a stop tells that filming had begun as history (ruling 3)."""
    return (one.fact.facet, one.fact.state) == (Facet.FILMING, State.STARTED) and any(
        other.fact.state is State.PAUSED for other in heard
    )


def _weigh_one(board: Board, one: _Heard, heard: list[_Heard]) -> tuple[Board, _News | _Quiet]:
    fact = one.fact
    if fact.certainty is Certainty.PREDICTED:
        return _with(board, one, _quiet_standing(board, fact)), _Quiet(reason="a prediction, which is never news")
    if is_denial(fact.facet, fact.state):
        return _weigh_denial(board, one, heard)
    old_news = _why_old_news(board, one, heard)
    if old_news is not None:
        return _with(board, one, _quiet_standing(board, fact, late=True)), _Quiet(reason=old_news)
    news = _news(board, fact)
    return _with(_superseded(board, one), one, Standing.STANDS), news


def _why_old_news(board: Board, one: _Heard, heard: list[_Heard]) -> str | None:
    if _tells_of_a_stop(one, heard):
        return "history: the same item tells that filming has stopped since"
    return _why_known(board, one.fact) or _why_late(board, one)


def _weigh_denial(board: Board, one: _Heard, heard: list[_Heard]) -> tuple[Board, _News | _Quiet]:
    """A denial is news where somebody claimed the opposite, and only if it denies (ruling 6).

    A sure denial ends a rumour; what is confirmed is denied only by words that refute it, since a site that merely
    knows less denies nothing. Neither does one that tells the rumour itself.
    """
    torn = any(_opposite(one.fact, other.fact) for other in heard)
    denied = [b for b in board.beliefs if _denies(one, b) and not _is_newer(b, one)]
    if torn or not denied:
        opposed = any(b.standing is Standing.STANDS and _opposite(one.fact, b) for b in board.beliefs)
        standing = Standing.SUPERSEDED if opposed else Standing.STANDS
        return _with(board, one, standing), _Quiet(reason=_why_no_denial(torn=torn, opposed=opposed))
    beliefs = tuple(replace(b, standing=Standing.CONTRADICTED) if b in denied else b for b in board.beliefs)
    names = ", ".join(sorted({b.state.value for b in denied}))
    reason = f"denies what was claimed before: {one.fact.facet}.{names}"
    surest = min(denied, key=lambda b: _SURENESS[b.certainty])
    news = _News(change=Change.CONTRADICTED, reason=reason, denied=surest)
    return _with(replace(board, beliefs=beliefs), one, Standing.STANDS), news


def _why_no_denial(*, torn: bool, opposed: bool) -> str:
    if torn:
        return "it denies nothing: the same item claims the opposite"
    if opposed:
        return "it denies nothing: it knows less, or is older or less sure, than what stands"
    return "it denies nothing: nobody claims the opposite"


def _opposite(fact: Fact, belief: Belief | Fact) -> bool:
    return (
        belief.facet is fact.facet
        and belief.state in DENIALS[fact.facet, fact.state]
        and belief.certainty is not Certainty.PREDICTED
    )


def _denies(one: _Heard, belief: Belief) -> bool:
    strong = one.refutes or belief.certainty is Certainty.RUMOURED
    surer = _SURENESS[one.fact.certainty] <= _SURENESS[belief.certainty]
    return belief.standing is Standing.STANDS and strong and surer and _opposite(one.fact, belief)


def _is_newer(belief: Belief, one: _Heard) -> bool:
    return belief.since > one.witness.published


def _told(board: Board, fact: Fact) -> list[Belief]:
    """The beliefs of a fact's facet that were told at its certainty or better, and not contradicted since."""
    return [
        b
        for b in board.beliefs
        if b.facet is fact.facet
        and b.standing is not Standing.CONTRADICTED
        and _SURENESS[b.certainty] <= _SURENESS[fact.certainty]
    ]


def _why_known(board: Board, fact: Fact) -> str | None:
    """Why a fact tells nothing new: a repeat, a coarser value, or an earlier state than the one known."""
    key, told = (fact.facet, fact.state), _told(board, fact)
    later = next((b for b in told if b.state in LATER.get(key, ())), None)
    if later is not None:
        return f"an earlier state than {later.state}, which is known"
    if key in VALUED and fact.value is not None:
        return _why_value_known(fact.value, [b for b in told if b.state in _group(fact)])
    same = [b for b in told if b.state is fact.state]
    repeated = any(b.standing is Standing.STANDS for b in same) if key in OPPOSED else bool(same)
    return "a repeat" if repeated else None


def _group(fact: Fact) -> frozenset[State]:
    """The states among which a value that was told once is told for all."""
    return COMING if fact.facet is Facet.RELEASE else frozenset({fact.state})


def _why_value_known(value: str, told: list[Belief]) -> str | None:
    covered = [b.value for b in told if b.value is not None and covers(value, b.value)]
    if not covered:
        return None
    narrowest = min(covered, key=_width)
    return "a repeat" if narrowest == value else f"a coarser value than {narrowest}, which is known"


def _why_late(board: Board, one: _Heard) -> str | None:
    """Why what an item tells is history: it is older than what the cell rests on."""
    now = cell(board, one.fact.facet, one.witness.published.date())
    if now is None or now.certainty is Certainty.PREDICTED or is_denial(now.facet, now.state):
        return None
    if one.witness.published + LATE >= now.since:
        return None
    return f"found late: {now.state} is known since {now.since.date()}"


def _news(board: Board, fact: Fact) -> _News:
    told = _told(board, fact)
    first = "first confirmed claim" if fact.certainty is Certainty.CONFIRMED else "first rumour"
    if any(b.state is State.PAUSED and b.standing is Standing.STANDS for b in told) and fact.state is State.STARTED:
        return _News(change=Change.RESUMED, reason="goes on after a stop")
    if fact.certainty is Certainty.CONFIRMED and _find(board, fact) is not None:
        return _News(change=Change.CONFIRMED, reason="confirms what was rumoured")
    values = [b.value for b in told if b.state in COMING and b.value and b.standing is Standing.STANDS]
    if fact.state in COMING and fact.value and values:
        if any(covers(value, fact.value) for value in values):
            return _News(change=Change.NARROWED, reason="a narrower value")
        return _News(change=Change.MOVED, reason="another value than before")
    return _News(change=Change.OPENED, reason=f"{first} of {fact.facet}.{fact.state}")


def _find(board: Board, fact: Fact) -> Belief | None:
    """The belief that says the same: of a release, with the same value; of anything else, whatever the value."""
    valued = (fact.facet, fact.state) in VALUED
    return next(
        (
            b
            for b in board.beliefs
            if (b.facet, b.state) == (fact.facet, fact.state) and (not valued or b.value == fact.value)
        ),
        None,
    )


def _outranked(board: Board, fact: Fact) -> bool:
    """Whether something at least as sure already says more than a fact does."""
    return any(b.standing is Standing.STANDS and _outranks(b.state, b.value, fact) for b in _told(board, fact))


def _outranks(state: State, value: str | None, fact: Fact) -> bool:
    if is_later(fact.facet, state, fact.state):
        return True
    both_coming = state in COMING and fact.state in COMING
    return both_coming and value is not None and fact.value is not None and covers(fact.value, value)


def _quiet_standing(board: Board, fact: Fact, *, late: bool = False) -> Standing:
    """How a claim stands that is no news: a repeat leaves its belief as it is, what says less stands behind."""
    known = _find(board, fact)
    if known is not None:
        return known.standing
    return Standing.SUPERSEDED if late or _outranked(board, fact) else Standing.STANDS


def _superseded(board: Board, one: _Heard) -> Board:
    """The board with all superseded that a new fact leaves behind; parts of a split season stand side by side."""
    beliefs = tuple(
        replace(b, standing=Standing.SUPERSEDED)
        if b.standing is Standing.STANDS and b.facet is one.fact.facet and _leaves_behind(one, b)
        else b
        for b in board.beliefs
    )
    return replace(board, beliefs=beliefs)


def _leaves_behind(one: _Heard, belief: Belief) -> bool:
    fact = one.fact
    if _SURENESS[belief.certainty] < _SURENESS[fact.certainty]:
        return False
    if is_later(fact.facet, fact.state, belief.state) or OPPOSED.get((fact.facet, fact.state)) is belief.state:
        return True
    same_item = any(w.item == one.witness.item for w in belief.witnesses)
    same_kind = (fact.facet, fact.state) in VALUED and (belief.facet, belief.state) in VALUED
    return same_kind and not same_item and belief.certainty is not Certainty.PREDICTED


def _with(board: Board, one: _Heard, standing: Standing) -> Board:
    """The board with a claim added: to the belief that says the same, or as a new one."""
    known = _find(board, one.fact)
    if known is None:
        new = Belief(
            facet=one.fact.facet,
            state=one.fact.state,
            value=one.fact.value,
            certainty=one.fact.certainty,
            standing=standing,
            since=one.witness.published,
            witnesses=(one.witness,),
        )
        return replace(board, beliefs=(*board.beliefs, new))
    merged = _merged(known, one, standing)
    return replace(board, beliefs=tuple(merged if b is known else b for b in board.beliefs))


def _merged(known: Belief, one: _Heard, standing: Standing) -> Belief:
    fact, witness = one.fact, one.witness
    others = tuple(w for w in known.witnesses if w.item != witness.item)
    surer = _SURENESS[fact.certainty] < _SURENESS[known.certainty]
    reopened = known.standing is not Standing.STANDS and standing is Standing.STANDS
    exact = surer or (fact.certainty is known.certainty and _width(fact.value) < _width(known.value))
    return replace(
        known,
        value=fact.value if exact and fact.value else known.value,
        certainty=fact.certainty if surer or reopened else known.certainty,
        standing=standing,
        since=witness.published if surer or reopened else known.since,
        witnesses=(*others, witness),
    )


def _update(watch: WatchName, one: _Heard, news: _News, before: Fact | None, at: datetime) -> Update:
    fact, witness = one.fact, one.witness
    name = f"{watch}|{fact.facet}|{fact.state}|{fact.value}|{fact.certainty}|{witness.item}|{at.isoformat()}"
    return Update(
        key=UpdateKey(blake2b(name.encode(), digest_size=8).hexdigest()),
        watch=watch,
        change=news.change,
        fact=fact,
        before=before,
        witness=witness,
        at=at,
        reason=news.reason,
    )
