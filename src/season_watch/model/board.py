"""The board: what is believed of a season now, and the updates that changed it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from season_watch.model.claim import Certainty, Evidence, Facet, State
from season_watch.model.item import ItemId
from season_watch.model.source import Trust
from season_watch.model.watch import WatchName

UpdateKey = NewType("UpdateKey", str)


class Standing(StrEnum):
    """Whether a belief still holds."""

    STANDS = "stands"
    SUPERSEDED = "superseded"
    CONTRADICTED = "contradicted"
    RETRACTED = "retracted"


class Change(StrEnum):
    """What an update does to the board."""

    OPENED = "opened"
    CONFIRMED = "confirmed"
    NARROWED = "narrowed"
    MOVED = "moved"
    CONTRADICTED = "contradicted"
    RETRACTED = "retracted"
    RESUMED = "resumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """An item that supports a belief: where it stood, when it was published, and the words."""

    item: ItemId
    outlet: str
    url: str
    title: str
    published: datetime
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who is behind a witness, by `name`: whom it retells, else its outlet. Voices of one name count once.

    `certainty` is how sure the item is, as far as its trust lets it be; None once it took its word back, which it can
    do once: `wavered`.
    """

    item: ItemId
    name: str
    trust: Trust
    certainty: Certainty | None
    wavered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """One thing that was claimed of a season and how it stands.

    `since` is the publication of the first witness at this certainty; `witnesses` are one an item, as they came.
    `ended_at` is the publication of what contradicted or retracted it. `voices` are one an item, as witnesses are.
    """

    facet: Facet
    state: State
    value: str | None
    certainty: Certainty
    standing: Standing
    since: datetime
    witnesses: tuple[Witness, ...]
    ended_at: datetime | None = None
    voices: tuple[Voice, ...] = ()

    @property
    def reports(self) -> tuple[Witness, ...]:
        """The witnesses that tell it as a fact or a rumour; where all only estimate it, these."""
        estimates = {voice.item for voice in self.voices if voice.certainty is Certainty.PREDICTED}
        told = tuple(witness for witness in self.witnesses if witness.item not in estimates)
        return told or self.witnesses

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who says so in words of their own."""
        return tuple(dict.fromkeys(witness.outlet for witness in self.reports))

    @property
    def first(self) -> Witness:
        """The report that was published first."""
        return min(self.reports, key=lambda witness: witness.published)

    @property
    def last_said(self) -> datetime:
        """When it was published last by those who are as sure as the belief."""
        return max(witness.published for witness in self.told_as(self.certainty))

    def told_as(self, certainty: Certainty) -> tuple[Witness, ...]:
        """The witnesses who are just so sure; all, where nobody is."""
        sure = {voice.item for voice in self.voices if voice.certainty is certainty}
        return tuple(witness for witness in self.witnesses if witness.item in sure) or self.witnesses


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """All that was ever believed of a watch, in the order in which it was first claimed."""

    watch: WatchName
    beliefs: tuple[Belief, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What is believed of a facet: the short form that an update carries as old and new."""

    facet: Facet
    state: State
    value: str | None
    certainty: Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """A change of the board, set off by one item: what users track.

    `before` is what the facet's cell showed; of a contradiction, what is denied; of a narrower value, what it narrows.
    """

    key: UpdateKey
    watch: WatchName
    change: Change
    fact: Fact
    before: Fact | None
    witness: Witness
    at: datetime
    reason: str
