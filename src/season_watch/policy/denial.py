"""What a denial ends (ruling 6 of the guide)."""

from dataclasses import dataclass

from season_watch.model.board import Belief, Board, Fact, Standing
from season_watch.model.claim import Certainty
from season_watch.policy.heard import Heard
from season_watch.policy.states import DENIALS
from season_watch.policy.voices import is_trusted_less


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """The beliefs that a claim denies, surest first; where there are none, `why_none` says why."""

    denied: tuple[Belief, ...]
    why_none: str
    opposed: bool


def denial(board: Board, one: Heard, heard: tuple[Heard, ...]) -> Denial:
    """What one of an item's claims denies.

    A sure denial ends a rumour; what is confirmed is denied only by words that refute it, since a site that merely
    knows less denies nothing. Neither does one that tells the rumour itself, nor one older than what it would deny.
    """
    opposed = any(b.standing is Standing.STANDS and _opposite(one.fact, b) for b in board.beliefs)
    if any(_opposite(one.fact, other.fact) for other in heard):
        return Denial(denied=(), why_none="it denies nothing: the same item claims the opposite", opposed=opposed)
    denied = sorted((b for b in board.beliefs if _denies(one, b)), key=lambda b: b.certainty)
    known_less = "it denies nothing: it knows less, or is older or less sure, than what stands"
    nobody = "it denies nothing: nobody claims the opposite"
    return Denial(denied=tuple(denied), why_none=known_less if opposed else nobody, opposed=opposed)


def _denies(one: Heard, belief: Belief) -> bool:
    strong = one.refutes or belief.certainty is Certainty.RUMOURED
    newer = belief.since <= one.witness.published
    standing = belief.standing is Standing.STANDS
    weighty = one.fact.certainty is Certainty.CONFIRMED or not is_trusted_less(one.voice, belief)
    sure = one.at_least_as_sure_as(belief) and weighty
    return standing and strong and newer and sure and _opposite(one.fact, belief)


def _opposite(fact: Fact, belief: Belief | Fact) -> bool:
    return (
        belief.facet is fact.facet
        and belief.state in DENIALS[fact.facet, fact.state]
        and belief.certainty is not Certainty.PREDICTED
    )
