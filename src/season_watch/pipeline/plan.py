"""What is known, and what shall be written: the frozen values between deciding and doing."""

from dataclasses import dataclass
from datetime import datetime

from season_watch.model.board import Board, Update
from season_watch.model.claim import Reading
from season_watch.model.correction import Correction
from season_watch.model.delivery import Channel, Delivery, Rule, Silence
from season_watch.model.item import Item, ItemId
from season_watch.model.occasion import Occasion
from season_watch.model.source import CheckOutcome, Postponement, SourceName
from season_watch.model.watch import Watch, WatchName
from season_watch.model.weighing import Weighing


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchored:
    """A text by which copies of it are found: its anchors, the watches it says something of, and when it appeared."""

    anchors: frozenset[int]
    watches: frozenset[WatchName]
    published: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a decision needs to know: items by any of their keys, and the boards of some watches.

    `ids` follow from canonical URLs; `guids` are looked up within `source` alone; `headlines` are those of entries that
    only an aggregator's address is known of; of `texts`, what may be their originals is looked up among the items of
    the same watch and time; `occasions`: also those that were told.
    """

    source: SourceName | None = None
    ids: frozenset[ItemId] = frozenset()
    guids: frozenset[str] = frozenset()
    fingerprints: frozenset[str] = frozenset()
    headlines: frozenset[str] = frozenset()
    texts: tuple[Anchored, ...] = ()
    watches: frozenset[WatchName] = frozenset()
    occasions: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the store knows of what was wanted. `items` matched by id, guid, fingerprint, headline or text; a
    board for each watch.

    `sighted` maps (source, guid) pairs of sightings to their item, for items met under another address. `added` tells
    when each of the items' sources was added, `archived` which of them are no longer checked. Of a watch that came when
    sources were read already, what was published before it came is not sent: `silent_before`.
    """

    items: tuple[Item, ...] = ()
    added: tuple[tuple[SourceName, datetime], ...] = ()
    archived: frozenset[SourceName] = frozenset()
    sighted: tuple[tuple[str, ItemId], ...] = ()
    boards: tuple[Board, ...] = ()
    watches: tuple[Watch, ...] = ()
    silent_before: tuple[tuple[WatchName, datetime], ...] = ()
    corrections: tuple[Correction, ...] = ()
    channels: tuple[Channel, ...] = ()
    rules: tuple[Rule, ...] = ()
    silences: tuple[Silence, ...] = ()
    told: frozenset[Occasion] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is known of a source's bodies: digests of the entries they listed, and the slices of the last one.

    `latest` are the newest dates of its entries. `watches` are the active ones, by name, for which its next is read.
    """

    digests: frozenset[str] = frozenset()
    slices: frozenset[str] = frozenset()
    latest: tuple[datetime, ...] = ()
    watches: tuple[Watch, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChange:
    """An item as it shall stand, with all that was read from this version; None where it was not read now.

    `anchors` are those of the text that was read, where copies of it shall be found.
    """

    item: Item
    readings: tuple[Reading, ...] | None = None
    anchors: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A source carried an item, at this address of its own."""

    item: ItemId
    source: SourceName
    guid: str | None
    url: str
    outlet: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that one decision writes, in one transaction. `boards` are whole, and `weighings` what changed them.

    `digests` are the entries that the source was seen to list, `slices` those of this body; none leave what was kept.
    A check that was put off leaves a `postponement` and no outcome.
    """

    at: datetime
    outcome: CheckOutcome | None = None
    postponement: Postponement | None = None
    digests: frozenset[str] = frozenset()
    slices: frozenset[str] = frozenset()
    items: tuple[ItemChange, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    weighings: tuple[Weighing, ...] = ()
    boards: tuple[Board, ...] = ()
    updates: tuple[Update, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    occasions: tuple[Occasion, ...] = ()
