"""A claim as the board takes it: how sure after the item's trust, and who says so."""

from dataclasses import dataclass
from datetime import date

from season_watch.model.board import Belief, Board, Fact, Voice, Witness
from season_watch.model.claim import Certainty, Claim
from season_watch.model.edtf import is_ahead, span
from season_watch.model.item import Item, ItemId
from season_watch.policy.states import VALUED, stage
from season_watch.policy.trust import believed

SURENESS = {certainty: rank for rank, certainty in enumerate(Certainty)}
"""Surest first: the lower, the surer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One claim of an item. `refutes`: its words deny what others claimed; `original`: whose text the item copies;
    `is_of_any_age`: it has no date, and was there when its source was read first.
    """

    claim: Claim
    fact: Fact
    refutes: bool
    witness: Witness
    voice: Voice
    original: ItemId | None = None
    is_of_any_age: bool = False

    def says(self, belief: Belief) -> bool:
        """Whether it is the same as a belief: of a coming date with its value, of anything else whatever the value."""
        valued = (self.fact.facet, self.fact.state) in VALUED
        same = (belief.facet, belief.state) == (self.fact.facet, self.fact.state)
        return same and (not valued or belief.value == self.fact.value)

    @property
    def is_expected(self) -> bool:
        """Whether it lay ahead when it was said."""
        return self.fact.value is not None and is_ahead(self.fact.value, self.witness.published.date())

    def fulfils(self, belief: Belief) -> bool:
        """Whether it tells that something has happened of which a belief says that it will."""
        if not self.says(belief) or (belief.facet, belief.state) in VALUED:
            return False
        is_newer = self.witness.published > belief.since and self.at_least_as_sure_as(belief)
        return is_newer and is_expected(belief) and not self.is_expected

    def at_least_as_sure_as(self, belief: Belief) -> bool:
        """Whether it is as sure as a belief, or surer."""
        return SURENESS[self.fact.certainty] <= SURENESS[belief.certainty]


def is_expected(belief: Belief) -> bool:
    """Whether what is believed lay ahead when it was said last."""
    return belief.value is not None and is_ahead(belief.value, belief.last_said.date())


def find(board: Board, one: Heard) -> Belief | None:
    """The belief that says the same as a claim."""
    return next((belief for belief in board.beliefs if one.says(belief)), None)


def hear(claim: Claim, item: Item, *, headline_only: bool) -> Heard:
    """Take a claim of an item. An item that states something as fact makes it its own word, whomever it names."""
    certainty = believed(claim.certainty, item.trust, headline_only=headline_only)
    retold = claim.by if claim.certainty is not Certainty.CONFIRMED else None
    return Heard(
        claim=claim,
        fact=Fact(facet=claim.facet, state=claim.state, value=claim.value, certainty=certainty),
        refutes=claim.refutes,
        original=item.duplicate_of,
        is_of_any_age=item.backfill and item.is_undated,
        voice=Voice(item=item.id, name=voice_name(retold or item.outlet), trust=item.trust, certainty=certainty),
        witness=Witness(
            item=item.id,
            outlet=item.outlet,
            url=item.url,
            title=item.title,
            published=item.published,
            evidence=claim.evidence,
        ),
    )


def voice_name(name: str) -> str:
    """A name as voices are compared by it."""
    return " ".join(name.casefold().split())


def rank(heard: Heard) -> tuple[int, int, int, str]:
    """Surest first, then the furthest state, then the narrowest value."""
    fact = heard.fact
    return SURENESS[fact.certainty], -stage(fact.facet, fact.state), width(fact.value), fact.value or ""


def width(value: str | None) -> int:
    """How many days a value spans; of no value, all days."""
    first, last = (date.min, date.max) if value is None else span(value)
    return (last - first).days
