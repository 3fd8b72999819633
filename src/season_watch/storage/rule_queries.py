"""The reading side of what is sent: rules, silences, and what became of an update. As fast to start as `queries`."""

import sqlite3

from season_watch.model.board import UpdateKey
from season_watch.model.delivery import Channel, Delivery, DeliveryId, Rule, Silence
from season_watch.storage.mapping import from_row
from season_watch.storage.queries import numbered
from season_watch.storage.views import NumberedUpdate, SilenceStatus


def rules(connection: sqlite3.Connection) -> tuple[Rule, ...]:
    """The rules in force, in the order of the configuration."""
    return tuple(from_row(Rule, row) for row in connection.execute("SELECT * FROM rules ORDER BY position"))


def channels(connection: sqlite3.Connection) -> tuple[Channel, ...]:
    """The active channels, by name."""
    rows = connection.execute("SELECT * FROM channels WHERE NOT archived ORDER BY name")
    return tuple(from_row(Channel, row) for row in rows)


def silences(connection: sqlite3.Connection) -> tuple[SilenceStatus, ...]:
    """All silences, those that last longest first, with how many alerts each has silenced."""
    rows = connection.execute(
        """
        SELECT *, (SELECT count(*) FROM deliveries WHERE silence = silences.id) AS silenced
        FROM silences ORDER BY until DESC, id DESC
        """
    )
    return tuple(SilenceStatus(silence=from_row(Silence, row), silenced=row["silenced"]) for row in rows)


def deliveries_of(connection: sqlite3.Connection, key: UpdateKey) -> tuple[Delivery, ...]:
    """The deliveries of an update, in the order in which they were decided."""
    rows = connection.execute('SELECT * FROM deliveries WHERE "update" = ? ORDER BY sequence', (key,))
    return tuple(from_row(Delivery, row) for row in rows)


def delivery(connection: sqlite3.Connection, number: DeliveryId) -> Delivery | None:
    """One delivery by its id."""
    row = connection.execute("SELECT * FROM deliveries WHERE id = ?", (number,)).fetchone()
    return row and from_row(Delivery, row)


def sendable_updates(connection: sqlite3.Connection) -> tuple[NumberedUpdate, ...]:
    """The updates that rules were asked of, oldest first: not those of items that were old when they came."""
    rows = connection.execute(
        "SELECT updates.* FROM updates JOIN items ON items.id = item WHERE NOT backfill ORDER BY updates.id"
    )
    return numbered(connection, rows)
