"""The tables of what is known. A row is the twin of a model value: same field names; rows never leave this package.

Words of an enumeration are kept as text, JSON as text (see `mapping.py`), instants and durations by their own types.
What leaves has its tables in `delivery_tables.py`.
"""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKeyConstraint, Index, text
from sqlmodel import Field

from season_watch.storage.rows import Instant, Row, Seconds, table_of


class WatchRow(Row, table=True):
    """A watch. `silent_before` is when it came, where sources had been read without it."""

    __tablename__ = "watches"

    name: str = Field(primary_key=True)
    title: str
    season: int
    aliases: str
    silent_before: datetime | None = Field(default=None, sa_type=Instant)
    archived: bool = False
    zone: str | None = None
    remind: timedelta | None = Field(default=None, sa_type=Seconds)


class SourceRow(Row, table=True):
    """A source as it was declared, and the state of its checks. `moved_to` is where a permanent redirect leads."""

    __tablename__ = "sources"
    __table_args__ = (Index(None, "next_check_at", "name", sqlite_where=text("archived = 0 AND paused = 0")),)

    name: str = Field(primary_key=True)
    url: str
    kind: str
    trust: str
    every: timedelta = Field(sa_type=Seconds)
    fastest: timedelta | None = Field(default=None, sa_type=Seconds)
    slowest: timedelta | None = Field(default=None, sa_type=Seconds)
    watches: str
    selectors: str | None = None
    lang: str | None = None
    origin: str
    archived: bool = False
    paused: bool = False
    added_at: datetime = Field(sa_type=Instant)
    next_check_at: datetime = Field(sa_type=Instant)
    next_check_reason: str | None = None
    last_checked_at: datetime | None = Field(default=None, sa_type=Instant)
    last_success_at: datetime | None = Field(default=None, sa_type=Instant)
    health: str
    error: str | None = None
    note: str | None = None
    failures: int = 0
    zero_runs: int = 0
    moved_to: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    given_by: str | None = None
    body_digest: str | None = None
    latest: str | None = None
    silent_after: datetime | None = Field(default=None, sa_type=Instant)
    trouble: str | None = None
    move: str | None = None
    rhythm: str | None = None
    wish: str | None = None
    reset: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class SeenDigestRow(Row, table=True):
    """An entry that a source was seen to list, by its digest."""

    __tablename__ = "seen_digests"
    __table_args__ = (Index(None, "source", "last_seen_at"), {"sqlite_with_rowid": False})

    source: str = Field(primary_key=True, foreign_key="sources.name")
    digest: str = Field(primary_key=True)
    last_seen_at: datetime = Field(sa_type=Instant)


class SeenSlicesRow(Row, table=True):
    """The slices of a source's last body that could be cut, as JSON. They come and go together."""

    __tablename__ = "seen_slices"

    source: str = Field(primary_key=True, foreign_key="sources.name")
    slices: str


class ItemFields(Row):
    """The columns of an item, as it stands and as it stood.

    `source` is a name, not a foreign key, here and in sightings: what is replayed comes from sources nobody declared.
    """

    url: str
    guid: str | None = None
    source: str
    trust: str
    outlet: str
    lang: str | None = None
    title: str
    text: str
    published: datetime = Field(sa_type=Instant)
    first_seen_at: datetime = Field(sa_type=Instant)
    text_state: str
    fingerprint: str | None = None
    headline: str | None = None
    duplicate_of: str | None = None
    tries: int
    next_read_at: datetime | None = Field(default=None, sa_type=Instant)
    backfill: bool


class ItemRow(ItemFields, table=True):
    __tablename__ = "items"
    __table_args__ = (
        Index(None, "url"),
        Index(None, "fingerprint"),
        Index(None, "headline"),
        Index(None, "text_state", "next_read_at"),
        Index(None, "duplicate_of", sqlite_where=text("duplicate_of IS NOT NULL")),
    )

    id: str = Field(primary_key=True)
    version: int


class ItemVersionRow(ItemFields, table=True):
    """What an item said before its address changed its content."""

    __tablename__ = "item_versions"

    id: str = Field(primary_key=True, foreign_key="items.id")
    version: int = Field(primary_key=True)


class SightingRow(Row, table=True):
    __tablename__ = "sightings"
    __table_args__ = (Index(None, "source", "guid"), Index(None, "url"))

    item: str = Field(primary_key=True, foreign_key="items.id")
    source: str = Field(primary_key=True)
    url: str = Field(primary_key=True)
    guid: str | None = None
    outlet: str
    at: datetime = Field(sa_type=Instant)


class ReadingRow(Row, table=True):
    """What a version of an item was read to say of a watch; its claims are rows of their own."""

    __tablename__ = "readings"

    item: str = Field(primary_key=True, foreign_key="items.id")
    version: int = Field(primary_key=True)
    watch: str = Field(primary_key=True, foreign_key="watches.name")
    about: bool
    near_misses: str


class ClaimRow(Row, table=True):
    __tablename__ = "claims"
    __table_args__ = (
        ForeignKeyConstraint(
            ["item", "version", "watch"],
            ["readings.item", "readings.version", "readings.watch"],
            ondelete="CASCADE",
        ),
    )

    item: str = Field(primary_key=True)
    version: int = Field(primary_key=True)
    watch: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    facet: str
    state: str
    value: str | None = None
    certainty: str
    quote: str
    start: int
    end: int
    rule: str
    cues: str
    by: str | None = None
    refutes: bool


class AnchorRow(Row, table=True):
    """An anchor of an item's text, by which copies of it are found; `day` counts the days to its publication.

    An index, not a record: it names items and watches without a foreign key, and what a newer version no longer says
    stays, since what it finds is compared anyway.
    """

    __tablename__ = "anchors"
    __table_args__ = ({"sqlite_with_rowid": False},)

    watch: str = Field(primary_key=True)
    anchor: int = Field(primary_key=True)
    day: int = Field(primary_key=True)
    item: str = Field(primary_key=True)


class WeighingRow(ItemFields, table=True):
    """What an item claimed when the board took it. `number` counts them in that order; none is ever changed.

    The item's own columns are what they were then, but for its text, which is left out.
    """

    __tablename__ = "weighings"
    __table_args__ = (Index(None, "watch"), Index(None, "id"), {"sqlite_autoincrement": True})

    number: int | None = Field(default=None, primary_key=True)
    watch: str = Field(foreign_key="watches.name")
    id: str = Field(foreign_key="items.id")
    version: int
    claims: str
    at: datetime = Field(sa_type=Instant)
    unsaid: str


class CorrectionRow(Row, table=True):
    """What the owner ruled out. `number` is its name; one that was removed is never given again."""

    __tablename__ = "corrections"
    __table_args__ = ({"sqlite_autoincrement": True},)

    number: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Instant)
    outlet: str | None = None
    item: str | None = Field(default=None, foreign_key="items.id")
    watch: str | None = Field(default=None, foreign_key="watches.name")
    facet: str | None = None
    state: str | None = None
    value: str | None = None


class OccasionRow(Row, table=True):
    """What was told because of the day it was."""

    __tablename__ = "occasions"
    __table_args__ = ({"sqlite_with_rowid": False},)

    watch: str = Field(primary_key=True, foreign_key="watches.name")
    kind: str = Field(primary_key=True)
    value: str = Field(primary_key=True)


class BeliefRow(Row, table=True):
    """One line of a watch's board, at its place."""

    __tablename__ = "beliefs"
    __table_args__ = (Index(None, "value"),)

    watch: str = Field(primary_key=True, foreign_key="watches.name")
    position: int = Field(primary_key=True)
    facet: str
    state: str
    value: str | None = None
    certainty: str
    standing: str
    since: datetime = Field(sa_type=Instant)
    witnesses: str
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    voices: str


class UpdateRow(Row, table=True):
    """A change of a board. `id` counts them in the order in which they were written, whatever the clock did."""

    __tablename__ = "updates"
    __table_args__ = (Index(None, "watch"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    watch: str = Field(foreign_key="watches.name")
    change: str
    facet: str
    state: str
    value: str | None = None
    certainty: str
    before: str | None = None
    item: str = Field(foreign_key="items.id")
    outlet: str
    url: str
    title: str
    published: datetime = Field(sa_type=Instant)
    quote: str
    start: int
    end: int
    at: datetime = Field(sa_type=Instant)
    reason: str


class SubscriptionRow(Row, table=True):
    """A source's hub, and how far it is asked to tell of news. `url` is the hub's."""

    __tablename__ = "subscriptions"
    __table_args__ = (Index(None, "next_ask_at"),)

    source: str = Field(primary_key=True, foreign_key="sources.name")
    url: str
    topic: str
    state: str
    next_ask_at: datetime = Field(sa_type=Instant)
    callback: str | None = Field(default=None, unique=True)
    secret: str | None = None
    lease_until: datetime | None = Field(default=None, sa_type=Instant)
    asked_at: datetime | None = Field(default=None, sa_type=Instant)
    told_at: datetime | None = Field(default=None, sa_type=Instant)


WATCHES = table_of(WatchRow)
SOURCES = table_of(SourceRow)
SEEN_DIGESTS = table_of(SeenDigestRow)
SEEN_SLICES = table_of(SeenSlicesRow)
ITEMS = table_of(ItemRow)
ITEM_VERSIONS = table_of(ItemVersionRow)
SIGHTINGS = table_of(SightingRow)
READINGS = table_of(ReadingRow)
CLAIMS = table_of(ClaimRow)
ANCHORS = table_of(AnchorRow)
WEIGHINGS = table_of(WeighingRow)
CORRECTIONS = table_of(CorrectionRow)
OCCASIONS = table_of(OccasionRow)
BELIEFS = table_of(BeliefRow)
UPDATES = table_of(UpdateRow)
SUBSCRIPTIONS = table_of(SubscriptionRow)
