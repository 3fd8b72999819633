"""Occasions: what the calendar brings about of a date of release that stands on a board."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from season_watch.model.board import Fact
from season_watch.model.claim import Certainty, Facet, State
from season_watch.model.edtf import is_day, span
from season_watch.model.watch import WatchName


class OccasionKind(StrEnum):
    """Whether a day is soon, has come, or a day or a longer time went by and nobody told of a release."""

    SOON = "soon"
    TODAY = "today"
    PASSED = "passed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A date of release as the calendar gets to it. `value` is the date, as the board has it; each is told once."""

    watch: WatchName
    kind: OccasionKind
    value: str

    @property
    def day(self) -> date:
        """The day, or the last one of a longer time."""
        return span(self.value)[1]

    @property
    def fact(self) -> Fact:
        """What the board believes of it: nothing but what is confirmed is an occasion."""
        state = State.DATE if is_day(self.value) else State.WINDOW
        return Fact(facet=Facet.RELEASE, state=state, value=self.value, certainty=Certainty.CONFIRMED)
