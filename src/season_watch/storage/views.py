"""What the reading side returns where no value of the model says it all."""

from dataclasses import dataclass
from datetime import datetime

from season_watch.model.board import Belief, Board, Update
from season_watch.model.claim import Reading
from season_watch.model.correction import Correction
from season_watch.model.delivery import Silence
from season_watch.model.item import Item
from season_watch.model.source import Health, Source
from season_watch.model.subscription import SubscriptionState
from season_watch.model.trouble import Trouble
from season_watch.model.watch import WatchName
from season_watch.pipeline.plan import Sighting


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedUpdate:
    """An update and its number: the order in which updates were written.

    `before_said` is when what it came after was said, as `policy.cells.said_before` has it, where words hang on that.
    """

    number: int
    update: Update
    before_said: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One event of a watch and the items that report it: a belief with its witnesses, and how many copies they have."""

    watch: WatchName
    belief: Belief
    copies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """A board as it was stored, and as all that was weighed makes it."""

    before: Board
    after: Board

    @property
    def differs(self) -> bool:
        """Whether anything differs, if only the order."""
        return self.before != self.after

    @property
    def lost(self) -> tuple[Belief, ...]:
        """What was stored and is not made again."""
        return tuple(belief for belief in self.before.beliefs if belief not in self.after.beliefs)

    @property
    def gained(self) -> tuple[Belief, ...]:
        """What is made and was not stored."""
        return tuple(belief for belief in self.after.beliefs if belief not in self.before.beliefs)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStatus:
    """A source and how its checks go. `moved_to` is the address that a permanent redirect led to for days.

    `hub` is the one that it names; where that was asked to tell of news, it promised to until `hub_until`.
    """

    source: Source
    health: Health
    paused: bool
    failures: int
    next_check_at: datetime
    next_check_reason: str | None
    last_checked_at: datetime | None
    error: str | None
    note: str | None
    moved_to: str | None
    trouble: Trouble | None
    hub: str | None
    hub_state: SubscriptionState | None
    hub_until: datetime | None

    @property
    def state(self) -> str:
        """How it is in a word: `paused`, `error:` and the class of what went wrong last, or its health."""
        if self.paused:
            return "paused"
        return f"error:{self.error.partition(': ')[0]}" if self.error else self.health


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptItem:
    """An item as it stands, what was read from it, and where it was seen, first sighting first."""

    item: Item
    readings: tuple[Reading, ...]
    sightings: tuple[Sighting, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedCorrection:
    """A correction and its number; `title` is that of the item that it names, if it names one."""

    number: int
    correction: Correction
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceStatus:
    """A silence, and how many alerts were not sent for it."""

    silence: Silence
    silenced: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much there is.

    `versions` counts the contents of all items, those that were replaced too. `pending` deliveries are those that have
    not left yet, leased ones among them.
    """

    items: int
    versions: int
    updates: int
    sent: int
    pending: int
    dead: int
