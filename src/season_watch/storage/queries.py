"""The reading side: answers for commands that must start fast.

Knows the standard library alone (a test guards it): importing SQLModel takes longer than a command may. A connection
here can only read, and never folds the log back.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from season_watch.model.board import Belief, Board, Update
from season_watch.model.claim import Certainty, Claim, Facet, Reading
from season_watch.model.delivery import Delivery, DeliveryState
from season_watch.model.errors import StorageError
from season_watch.model.item import Item
from season_watch.model.reach import Reach
from season_watch.model.watch import Watch, WatchName
from season_watch.model.weighing import Weighing
from season_watch.pipeline.plan import Sighting
from season_watch.pipeline.wording import can_be_expected
from season_watch.policy.cells import said_before, told_by
from season_watch.storage.faults import storage_error
from season_watch.storage.header import SCHEMA, refuse_newer, refuse_older, schema_of
from season_watch.storage.instants import to_text
from season_watch.storage.mapping import from_row
from season_watch.storage.views import Counts, KeptItem, NumberedUpdate, SourceStatus, Story

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateFilter:
    """Which updates are asked for; None asks for all. `since` is when they were written."""

    watch: WatchName | None = None
    facet: Facet | None = None
    certainty: Certainty | None = None
    since: datetime | None = None
    limit: int | None = None


def absence(path: Path) -> str:
    """What a person is told where there is no database."""
    return f"There is no database at {path} yet: `season-watch run` or `season-watch migrate` makes it."


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that can only read. StorageError where there is no database, or one of another schema."""
    if not path.exists():
        raise StorageError(absence(path))
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            found = schema_of(connection, path)
            refuse_newer(found, SCHEMA, path)
            refuse_older(found, SCHEMA, path)
            connection.row_factory = sqlite3.Row
            yield connection
    except sqlite3.Error as error:
        raise storage_error(error, path) from error


def watches(connection: sqlite3.Connection) -> tuple[Watch, ...]:
    """The active watches, by name."""
    return _all(connection, Watch, "SELECT * FROM watches WHERE NOT archived ORDER BY name")


def updates(connection: sqlite3.Connection, wanted: UpdateFilter) -> tuple[NumberedUpdate, ...]:
    """The updates that were asked for, newest first."""
    rows = connection.execute(
        """
        SELECT * FROM updates
        WHERE (:watch IS NULL OR watch = :watch) AND (:facet IS NULL OR facet = :facet)
          AND (:certainty IS NULL OR certainty = :certainty) AND (:since IS NULL OR at >= :since)
        ORDER BY id DESC LIMIT coalesce(:limit, -1)
        """,
        {
            "watch": wanted.watch,
            "facet": wanted.facet,
            "certainty": wanted.certainty,
            "since": wanted.since and to_text(wanted.since),
            "limit": wanted.limit,
        },
    )
    return numbered(connection, rows)


def update(connection: sqlite3.Connection, number: int) -> NumberedUpdate | None:
    """One update by its number."""
    rows = connection.execute("SELECT * FROM updates WHERE id = ?", (number,))
    return next(iter(numbered(connection, rows)), None)


def update_of_key(connection: sqlite3.Connection, key: str) -> NumberedUpdate | None:
    """One update by the key that mails and webhooks name."""
    rows = connection.execute("SELECT * FROM updates WHERE key = ?", (key,))
    return next(iter(numbered(connection, rows)), None)


def boards(connection: sqlite3.Connection) -> tuple[Board, ...]:
    """The board of every active watch, by name."""
    return tuple(board(connection, watch.name) for watch in watches(connection))


def board(connection: sqlite3.Connection, watch: WatchName) -> Board:
    """What is believed of a watch; an empty board where nothing is."""
    lines = "SELECT * FROM beliefs WHERE watch = ? ORDER BY position"
    return Board(watch=watch, beliefs=_all(connection, Belief, lines, watch))


def stories(connection: sqlite3.Connection, watch: WatchName) -> tuple[Story, ...]:
    """What was reported of a watch, estimates aside: the newest story first."""
    reported = [belief for belief in board(connection, watch).beliefs if belief.certainty is not Certainty.PREDICTED]
    told = [_story(connection, watch, belief) for belief in reported]
    return tuple(sorted(told, key=lambda story: story.belief.first.published, reverse=True))


def story_of(connection: sqlite3.Connection, update: Update) -> Story | None:
    """The story that an update opened or changed; None where the board no longer holds it."""
    belief = told_by(board(connection, update.watch), update)
    return _story(connection, update.watch, belief) if belief else None


def sources(connection: sqlite3.Connection) -> tuple[SourceStatus, ...]:
    """The sources that are not archived, by name, with the state of their checks."""
    return _all(
        connection,
        SourceStatus,
        """
        SELECT sources.*, subscriptions.url AS hub, subscriptions.state AS hub_state, lease_until AS hub_until
        FROM sources LEFT JOIN subscriptions ON source = name
        WHERE NOT archived ORDER BY name
        """,
    )


def refusing(connection: sqlite3.Connection) -> tuple[Reach, ...]:
    """The recipients that refuse what they are sent, of the channels that there are."""
    return _all(
        connection,
        Reach,
        """
        SELECT recipients.* FROM recipients JOIN channels ON channels.name = recipients.channel
        WHERE NOT archived AND refusing_since IS NOT NULL
          AND recipient IN (SELECT value FROM json_each(channels.recipients))
        ORDER BY channel, recipient
        """,
    )


def deliveries(
    connection: sqlite3.Connection, state: DeliveryState | None = None, limit: int | None = None
) -> tuple[Delivery, ...]:
    """Deliveries in one state, or all, newest first."""
    newest = """
        SELECT * FROM deliveries WHERE :state IS NULL OR state = :state
        ORDER BY sequence DESC LIMIT coalesce(:limit, -1)
    """
    rows = connection.execute(newest, {"state": state, "limit": limit})
    return tuple(from_row(Delivery, row) for row in rows)


def item(connection: sqlite3.Connection, id_or_url: str) -> KeptItem | None:
    """An item by its id, its canonical address, or an address at which a source carried it."""
    row = connection.execute(
        """
        SELECT * FROM items WHERE id = :key OR url = :key
           OR id IN (SELECT item FROM sightings WHERE url = :key)
        ORDER BY id = :key DESC, url = :key DESC, first_seen_at LIMIT 1
        """,
        {"key": id_or_url},
    ).fetchone()
    if row is None:
        return None
    found = from_row(Item, row)
    return KeptItem(
        item=found,
        readings=_readings(connection, found),
        sightings=_all(connection, Sighting, "SELECT * FROM sightings WHERE item = ? ORDER BY at, source", found.id),
    )


def weighings_before(connection: sqlite3.Connection, of: Item, watch: WatchName) -> tuple[Weighing, ...]:
    """What was weighed of a watch before an item's version that stands; before it was seen, where it claims nothing."""
    rows = connection.execute(
        """
        SELECT * FROM weighings
        WHERE watch = :watch AND coalesce(
            number < (SELECT min(number) FROM weighings WHERE (id, version, watch) = (:item, :version, :watch)),
            at < :seen_at
        )
        ORDER BY number
        """,
        {"item": of.id, "version": of.version, "watch": watch, "seen_at": to_text(of.first_seen_at)},
    )
    return tuple(from_row(Weighing, row) for row in rows)


def counts(connection: sqlite3.Connection) -> Counts:
    """How many items, updates and deliveries there are."""
    row = connection.execute(
        """
        SELECT (SELECT count(*) FROM items) AS items,
               (SELECT coalesce(sum(version), 0) FROM items) AS versions, (SELECT count(*) FROM updates) AS updates,
               count(*) FILTER (WHERE state = 'sent') AS sent,
               count(*) FILTER (WHERE state IN ('pending', 'leased')) AS pending,
               count(*) FILTER (WHERE state = 'dead') AS dead
        FROM deliveries
        """
    ).fetchone()
    return from_row(Counts, row)


def backlog(connection: sqlite3.Connection, now: datetime) -> int:
    """How much a clock that stands at `now` waits for: sources not checked since, articles untried, deliveries due."""
    row = connection.execute(
        """
        SELECT (SELECT count(*) FROM sources
                WHERE NOT archived AND NOT paused AND coalesce(last_checked_at, '') < :now)
             + (SELECT count(*) FROM items WHERE text_state = 'awaiting_text' AND tries = 0)
             + (SELECT count(*) FROM deliveries
                WHERE state = 'leased' OR (state = 'pending' AND coalesce(next_attempt_at, '') <= :now))
        """,
        {"now": to_text(now)},
    ).fetchone()
    return int(row[0])


def _story(connection: sqlite3.Connection, watch: WatchName, belief: Belief) -> Story:
    of = json.dumps([witness.item for witness in belief.witnesses])
    copies = "SELECT count(*) FROM items WHERE duplicate_of IN (SELECT value FROM json_each(?))"
    return Story(watch=watch, belief=belief, copies=connection.execute(copies, (of,)).fetchone()[0])


def _all(connection: sqlite3.Connection, kind: type[T], statement: str, *values: str) -> tuple[T, ...]:
    return tuple(from_row(kind, row) for row in connection.execute(statement, values))


def numbered(connection: sqlite3.Connection, rows: Iterable[sqlite3.Row]) -> tuple[NumberedUpdate, ...]:
    """The updates of rows. A board is read where the words of an update hang on it."""
    updates = [(row["id"], from_row(Update, row)) for row in rows]
    dated = {one.watch for _, one in updates if one.before and can_be_expected(one.before)}
    beliefs = {watch: board(connection, watch).beliefs for watch in dated}
    return tuple(
        NumberedUpdate(number=number, update=one, before_said=said_before(one, beliefs.get(one.watch, ())))
        for number, one in updates
    )


def _readings(connection: sqlite3.Connection, of: Item) -> tuple[Reading, ...]:
    """What was read from the version that stands, by watch."""
    key = {"item": of.id, "version": of.version}
    claims: dict[str, list[Claim]] = {}
    for row in connection.execute(
        "SELECT * FROM claims WHERE item = :item AND version = :version ORDER BY position", key
    ):
        claims.setdefault(row["watch"], []).append(from_row(Claim, row))
    rows = connection.execute("SELECT * FROM readings WHERE item = :item AND version = :version ORDER BY watch", key)
    return tuple(_reading(row, claims.get(row["watch"], [])) for row in rows)


def _reading(row: sqlite3.Row, claims: list[Claim]) -> Reading:
    cells: dict[str, Any] = {**dict(row), "claims": []}
    return replace(from_row(Reading, cells), claims=tuple(claims))
