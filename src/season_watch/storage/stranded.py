"""What a clock that was ahead left behind, made due: see `policy/clock.py`."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, select, true, update
from sqlalchemy.sql.elements import KeyedColumnElement

from season_watch.model.delivery import DeliveryState
from season_watch.model.item import TextState
from season_watch.model.source import Source
from season_watch.policy.clock import (
    FURTHEST_ASK,
    FURTHEST_ATTEMPT,
    FURTHEST_LEASE,
    FURTHEST_READ,
    furthest_check,
    happened_by,
)
from season_watch.policy.schedule import LONGEST_WISH
from season_watch.storage.delivery_tables import DELIVERIES, IS_HELD, RECIPIENTS
from season_watch.storage.mapping import columns, from_row
from season_watch.storage.statements import among
from season_watch.storage.tables import ITEMS, SOURCES, SUBSCRIPTIONS

_HAPPENED = (
    SUBSCRIPTIONS.c.asked_at,
    SUBSCRIPTIONS.c.told_at,
    RECIPIENTS.c.refusing_since,
    RECIPIENTS.c.told_at,
)
"""Moments that are past, on rows that something is decided by. What merely records when it was written stays; so does
when a source or a watch was added: old news is told by it, and a clock that is behind would move it for good."""

_PENDING = and_(DELIVERIES.c.state == DeliveryState.PENDING, ~IS_HELD)
_PLANNED = (
    (ITEMS.c.next_read_at, ITEMS.c.text_state == TextState.AWAITING, FURTHEST_READ),
    (DELIVERIES.c.next_attempt_at, _PENDING, FURTHEST_ATTEMPT),
    (DELIVERIES.c.lease_until, DELIVERIES.c.state == DeliveryState.LEASED, FURTHEST_LEASE),
    (SUBSCRIPTIONS.c.next_ask_at, true(), FURTHEST_ASK),
    (SUBSCRIPTIONS.c.lease_until, true(), FURTHEST_ASK),
)
"""What is put off, where it counts, and for how long at most. What is held has its own look (`holding.release`)."""


def free_stranded(connection: Connection, now: datetime) -> None:
    """Make due what waits for a moment that only a clock which was ahead can have set."""
    _free_checks(connection, now)
    for happened in _HAPPENED:
        _set_right(connection, happened, true(), happened_by(now), now)
    for planned, where, furthest in _PLANNED:
        _set_right(connection, planned, where, happened_by(now) + furthest, now)


def _free_checks(connection: Connection, now: datetime) -> None:
    ahead = SOURCES.c.last_checked_at > happened_by(now)
    connection.execute(update(SOURCES).where(ahead).values(next_check_at=now, last_checked_at=now))
    active = ~SOURCES.c.archived & ~SOURCES.c.paused
    far = select(SOURCES.c.next_check_at, *(SOURCES.c[name] for name in columns(Source))).where(
        active, SOURCES.c.next_check_at > now + LONGEST_WISH
    )
    found = [(from_row(Source, row), row["next_check_at"]) for row in connection.execute(far).mappings()]
    names = among(source.name for source, planned in found if planned > furthest_check(source, now))
    connection.execute(update(SOURCES).where(SOURCES.c.name.in_(names)).values(next_check_at=now))


def _set_right(
    connection: Connection,
    column: KeyedColumnElement[datetime | None],
    where: ColumnElement[bool],
    latest: datetime,
    now: datetime,
) -> None:
    connection.execute(update(column.table).where(where, column > latest).values({column.key: now}))
