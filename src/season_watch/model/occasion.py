"""Occasions: what the calendar brings about of a day that stands on a board."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from season_watch.model.board import Fact
from season_watch.model.claim import Certainty, Facet, State
from season_watch.model.watch import WatchName


class OccasionKind(StrEnum):
    """Whether the day is soon, has come, or went by and nobody told of a release."""

    SOON = "soon"
    TODAY = "today"
    PASSED = "passed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A day of release as the calendar gets to it. `value` is the day, as the board has it; each is told once."""

    watch: WatchName
    kind: OccasionKind
    value: str

    @property
    def day(self) -> date:
        return date.fromisoformat(self.value)

    @property
    def fact(self) -> Fact:
        """What the board believes of it: nothing but what is confirmed is an occasion."""
        return Fact(facet=Facet.RELEASE, state=State.DATE, value=self.value, certainty=Certainty.CONFIRMED)
