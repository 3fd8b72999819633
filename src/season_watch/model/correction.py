"""Corrections: what the owner knows better than an item or an outlet."""

from dataclasses import dataclass
from datetime import datetime

from season_watch.model.board import Fact
from season_watch.model.claim import Claim, Facet, State
from season_watch.model.item import Item, ItemId
from season_watch.model.watch import WatchName


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Claims that the owner ruled out at `at`: those that fit every part that is named. None stands for any.

    It goes by what is claimed, not by where that stands: what a later version says again stays ruled out.
    What is ruled out of an item is ruled out of its copies too, for they say it in the same words.
    """

    at: datetime
    outlet: str | None = None
    item: ItemId | None = None
    watch: WatchName | None = None
    facet: Facet | None = None
    state: State | None = None
    value: str | None = None

    def rules_out(self, claim: Claim | Fact, item: Item, watch: WatchName) -> bool:
        """Whether it rules out a claim that an item makes of a watch."""
        return (
            self.outlet in {None, item.outlet}
            and self.item in {None, item.id, item.duplicate_of}
            and self.watch in {None, watch}
            and self.facet in {None, claim.facet}
            and self.state in {None, claim.state}
            and self.value in {None, claim.value}
        )
