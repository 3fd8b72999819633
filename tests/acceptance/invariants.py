"""What must hold after any crash: of the database, and of what the receivers got."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from season_watch.storage.header import APPLICATION_ID, SCHEMA
from tests.servers.smtp import Received
from tests.servers.webhooks import Posted

CHANNELS = ("hook", "mail")

CHANGES_AT_EACH_ATTEMPT = {"webhook-timestamp", "webhook-signature"}
"""Headers of a post; all else of it stays what it was, as all of a mail does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipts:
    """All that the receivers took, in order of arrival, repeats included."""

    mails: tuple[Received, ...]
    posts: tuple[Posted, ...]

    def by_id(self) -> Mapping[str, list[object]]:
        """What came under each delivery's id, without what may differ between two attempts."""
        found = defaultdict[str, list[object]](list)
        for mail in self.mails:
            found[_id_of(mail)].append(mail.raw)
        for post in self.posts:
            lasting = {name: value for name, value in post.headers.items() if name not in CHANGES_AT_EACH_ATTEMPT}
            found[post.headers["webhook-id"]].append((lasting, post.body))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How much there was."""

    updates: int
    receipts: int
    duplicates: int


def expect_sound(database: Path, *, schema: int = SCHEMA) -> None:
    """The file is whole, ours, and of a schema that somebody finished."""
    with closing(sqlite3.connect(database)) as connection:
        assert _rows(connection, "PRAGMA integrity_check") == [("ok",)]
        assert _rows(connection, "PRAGMA foreign_key_check") == []
        assert _rows(connection, "PRAGMA application_id") == [(APPLICATION_ID,)]
        assert _rows(connection, "PRAGMA user_version") == [(schema,)]


def expect_all_delivered(database: Path, receipts: Receipts, *, excuses: int) -> Tally:
    """Each update once, its deliveries all sent and received, and no more repeats than `excuses` explain.

    An excuse is a kill, a receiver's time-out or a drain that was cut short.
    """
    with closing(sqlite3.connect(database)) as connection:
        updates = _rows(connection, "SELECT key, watch, facet, state, value, certainty FROM updates ORDER BY id")
        deliveries = _rows(connection, 'SELECT id, channel, state, "update" FROM deliveries')
    _expect_once(row[0] for row in updates)
    _expect_once(row[1:] for row in updates)
    told = Counter((update, channel) for _, channel, _, update in deliveries)
    assert told == Counter((row[0], channel) for row in updates for channel in CHANNELS)
    assert {state for _, _, state, _ in deliveries} <= {"sent"}
    return _expect_received({row[0] for row in deliveries}, receipts, len(updates), excuses)


def _expect_received(sent: set[str], receipts: Receipts, updates: int, excuses: int) -> Tally:
    received = receipts.by_id()
    assert received.keys() == sent, "all that counts as sent came, and nothing else did"
    for attempts in received.values():
        assert all(attempt == attempts[0] for attempt in attempts), "a repeat is the same message"
    total = len(receipts.mails) + len(receipts.posts)
    duplicates = total - len(received)
    assert duplicates <= excuses
    return Tally(updates=updates, receipts=total, duplicates=duplicates)


def _id_of(mail: Received) -> str:
    return str(mail.message["Message-ID"]).strip("<>").partition("@")[0]


def _expect_once(values: Iterable[object]) -> None:
    repeated = [value for value, count in Counter(values).items() if count > 1]
    assert not repeated


def _rows(connection: sqlite3.Connection, statement: str) -> list[tuple[Any, ...]]:
    return connection.execute(statement).fetchall()
