"""The tables of what leaves: deliveries, channels, rules, silences, and the sign of life. Twins, as in `tables.py`."""

from datetime import datetime

from sqlalchemy import Index, and_, text
from sqlmodel import Field

from season_watch.storage.rows import Instant, Row, table_of


class DeliveryRow(Row, table=True):
    """A message on its way. `sequence` is the order in which deliveries leave, whatever the clock did."""

    __tablename__ = "deliveries"
    __table_args__ = (
        Index(None, "state", "next_attempt_at"),
        Index(None, "state", "created_at"),
        Index(None, "channel", "recipient", "released_at"),
        Index(None, "update", sqlite_where=text('"update" IS NOT NULL')),
        Index(None, "silence", sqlite_where=text("silence IS NOT NULL")),
        Index(None, "digested_in", sqlite_where=text("digested_in IS NOT NULL AND released_at IS NULL")),
        {"sqlite_autoincrement": True},
    )

    sequence: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    channel: str = Field(foreign_key="channels.name")
    recipient: str
    kind: str
    at: datetime = Field(sa_type=Instant)
    subject: str
    data: str
    created_at: datetime = Field(sa_type=Instant)
    update: str | None = Field(default=None, foreign_key="updates.key")
    state: str
    attempts: int
    next_attempt_at: datetime | None = Field(default=None, sa_type=Instant)
    lease_until: datetime | None = Field(default=None, sa_type=Instant)
    reason: str | None = None
    timing: str | None = None
    released_at: datetime | None = Field(default=None, sa_type=Instant)
    digested_in: str | None = None
    silence: int | None = Field(default=None, foreign_key="silences.id")


class ChannelRow(Row, table=True):
    __tablename__ = "channels"

    name: str = Field(primary_key=True)
    kind: str
    recipients: str
    archived: bool = False


class RecipientRow(Row, table=True):
    """How a recipient of a channel takes what it is sent."""

    __tablename__ = "recipients"

    channel: str = Field(primary_key=True, foreign_key="channels.name")
    recipient: str = Field(primary_key=True)
    refusing_since: datetime | None = Field(default=None, sa_type=Instant)
    reason: str | None = None
    gave_up: bool = False
    told_at: datetime | None = Field(default=None, sa_type=Instant)
    is_told: bool = False
    is_closed: bool = False


class HeartbeatRow(Row, table=True):
    """When something could be written last; one row."""

    __tablename__ = "heartbeat"

    id: int = Field(primary_key=True)
    at: datetime = Field(sa_type=Instant)


class RuleRow(Row, table=True):
    __tablename__ = "rules"

    position: int = Field(primary_key=True)
    channels: str
    watches: str
    facets: str
    certainty: str
    changes: str
    timing: str | None = None


class SilenceRow(Row, table=True):
    """For how long nothing of some updates is sent; kept when it is over, for what it silenced."""

    __tablename__ = "silences"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    watch: str | None = None
    facet: str | None = None
    channel: str | None = None
    until: datetime = Field(sa_type=Instant)
    reason: str
    added_at: datetime = Field(sa_type=Instant)


DELIVERIES = table_of(DeliveryRow)
IS_HELD = and_(DELIVERIES.c.timing.is_not(None), DELIVERIES.c.released_at.is_(None))
"""Of a pending delivery: see `Delivery.is_held`."""
CHANNELS = table_of(ChannelRow)
RECIPIENTS = table_of(RecipientRow)
HEARTBEAT = table_of(HeartbeatRow)
RULES = table_of(RuleRow)
SILENCES = table_of(SilenceRow)
