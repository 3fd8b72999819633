"""Accounts: for each rule that fired in an item, its words and cues, what it claims or why not, and what came of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from season_watch.claims.assertion import Effect
from season_watch.claims.tracing import Mark, Tracer
from season_watch.cli.actions.cases import RULED_OUT, Heard
from season_watch.model.board import Change, Fact
from season_watch.model.claim import Claim, Evidence, NearMiss
from season_watch.policy.board import Decision
from season_watch.storage.views import NumberedUpdate

_SPOILT = "spoilt by "
"""How a near miss names the cue that spoilt it."""

_UNHEEDED = frozenset({Effect.NEGATED, Effect.VOID})
"""What spoils a claim has not touched one that was made: its rule holds its own negation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What became of a rule that fired. `claim` is None for a near miss; `fact` is the claim as the board takes it.

    `outcome` is the board's decision, or why nothing is claimed; `update` the number of the update that was set off.
    `rejected`: the owner ruled the claim out.
    """

    evidence: Evidence
    rule: Mark
    cues: tuple[Mark, ...]
    claim: Claim | None
    fact: Fact | None
    outcome: str
    update: int | None
    rejected: bool = False


def accounts_of(heard: Heard) -> tuple[Account, ...]:
    """The claims and then the near misses of one watch; a near miss that occurs twice, once."""
    if heard.tracer is None:
        return ()
    claims = (_of_claim(claim, heard, heard.tracer) for claim in heard.reading.claims)
    misses = (_of_near_miss(miss, heard.tracer) for miss in dict.fromkeys(heard.reading.near_misses))
    return (*claims, *misses)


def forsaken(heard: Heard) -> Iterator[NumberedUpdate]:
    """The updates that the item set off when it was kept, and that today's rules would not claim."""
    claimed = {(claim.facet, claim.state, claim.value) for claim in heard.reading.claims}
    return (one for one in heard.updates if _key(one.update.fact) not in claimed)


def _of_claim(claim: Claim, heard: Heard, tracer: Tracer) -> Account:
    rejected = claim in heard.rejected
    decision = next(one for one in heard.decisions if one.claim == claim)
    heard_cues = (tracer.cue(cue, claim.evidence) for cue in claim.cues)
    update = next((one for one in heard.updates if _key(one.update.fact) == _key(decision.fact)), None)
    return Account(
        evidence=claim.evidence,
        rule=tracer.rule(claim.rule, claim.evidence),
        cues=tuple(cue for cue in heard_cues if cue.means not in _UNHEEDED),
        claim=claim,
        fact=decision.fact,
        outcome=_outcome(decision, update, rejected=rejected),
        update=update.number if update else None,
        rejected=rejected,
    )


def _outcome(decision: Decision, update: NumberedUpdate | None, *, rejected: bool) -> str:
    if update is not None:
        since = f"; {RULED_OUT} since" if rejected else ""
        return f"update #{update.number}, {_news(update.update.change, update.update.reason)}{since}"
    if decision.change is not None:
        return f"an update, {_news(decision.change, decision.reason)}"
    return f"no update: {decision.reason}"


def _news(change: Change, reason: str) -> str:
    return f"{change}: {reason}"


def _of_near_miss(miss: NearMiss, tracer: Tracer) -> Account:
    spoilers = (miss.reason.removeprefix(_SPOILT),) if miss.reason.startswith(_SPOILT) else ()
    return Account(
        evidence=miss.evidence,
        rule=tracer.rule(miss.rule, miss.evidence),
        cues=tuple(tracer.cue(cue, miss.evidence) for cue in spoilers),
        claim=None,
        fact=None,
        outcome=miss.reason,
        update=None,
    )


def _key(fact: Fact) -> tuple[str, str, str | None]:
    return fact.facet, fact.state, fact.value
