"""What must hold after any crash: of the database, its files, and of what the receivers got.

Two laws need more than a look: that each source keeps its distance is `test_manners.py`'s, and that memory stays flat
`test_daemon_process.py`'s.
"""

import json
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from stat import S_IMODE
from typing import Any

from season_watch.daemon.jobs import DELIVERY_LEASE
from season_watch.model.delivery import DeliveryState
from season_watch.storage.header import APPLICATION_ID, SCHEMA
from season_watch.storage.instants import to_instant
from tests.acceptance.configuring import SECRET
from tests.servers.smtp import Received
from tests.servers.webhooks import Posted

CHANNELS = ("hook", "mail")

OWN_SUBJECT, OWN_KIND = "[season-watch]", "notice."
"""By these a message is known in which the program tells of itself."""

CHANGES_AT_EACH_ATTEMPT = {"webhook-timestamp", "webhook-signature"}
"""Headers of a post; all else of it stays what it was, as all of a mail does."""

LARGEST_LOG = 64 * 1024 * 1024
"""Bytes of SQLite's write-ahead log."""

OURS = re.compile(r"(-wal|-shm|\.lock|\.alive|\.schema-\d+\.backup)?")
"""What is added to the database's name for the files beside it."""

FIXED = ("channel", "recipient", "kind", "at", "subject", "data", "created_at", '"update"')
"""What of a delivery never changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipts:
    """All that the receivers took, in order of arrival, repeats included."""

    mails: tuple[Received, ...]
    posts: tuple[Posted, ...]

    def of_updates(self) -> "Receipts":
        """Those that tell of updates. What the program says of itself need not have been in its database."""
        mails = (mail for mail in self.mails if not str(mail.message["Subject"]).startswith(OWN_SUBJECT))
        posts = (post for post in self.posts if not json.loads(post.body)["type"].startswith(OWN_KIND))
        return Receipts(mails=tuple(mails), posts=tuple(posts))

    def by_id(self) -> Mapping[str, list[object]]:
        """What came under each delivery's id, without what may differ between two attempts."""
        found = defaultdict[str, list[object]](list)
        for mail in self.mails:
            found[id_of(mail)].append(mail.raw)
        for post in self.posts:
            lasting = {name: value for name, value in post.headers.items() if name not in CHANGES_AT_EACH_ATTEMPT}
            found[post.headers["webhook-id"]].append((lasting, post.body))
        return found

    def first_arrivals(self) -> Mapping[str, list[str]]:
        """By channel, the ids in the order in which each came first."""
        mails, posts = map(id_of, self.mails), (post.headers["webhook-id"] for post in self.posts)
        return {"mail": list(dict.fromkeys(mails)), "hook": list(dict.fromkeys(posts))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How much there was."""

    updates: int
    receipts: int
    duplicates: int


@dataclass(slots=True, kw_only=True)
class Inspector:
    """Looks at a database after each crash, and remembers what it saw: of that nothing may be lost or changed."""

    database: Path
    _ids: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _fixed: dict[str, tuple[Any, ...]] = field(default_factory=dict)

    def inspect(self, receipts: Receipts, *, excuses: int, published: Sequence[str]) -> None:
        """Fails where anything is lost, doubled, torn, changed or left lying about.

        An excuse is a kill, a receiver's time-out or a drain that was cut short. `published` are the entries'
        addresses; the servers' ETag says how many of them a body listed.
        """
        expect_sound(self.database)
        with closing(sqlite3.connect(self.database)) as connection:
            self._expect_kept(connection)
            _expect_singular(connection)
            _expect_deliveries_with_their_updates(connection)
            _expect_leases(connection)
            _expect_plain_reasons(connection)
            _expect_validators(connection, published)
            _expect_received(connection, receipts, excuses)
        expect_tidy(self.database)

    def _expect_kept(self, connection: sqlite3.Connection) -> None:
        """What could be read once is there for good, and a message that was decided is never changed."""
        for name, statement in (
            ("items", "SELECT id FROM items"),
            ("updates", "SELECT key FROM updates"),
            ("sent", "SELECT id FROM deliveries WHERE state = 'sent'"),
        ):
            now = {row[0] for row in _rows(connection, statement)}
            assert self._ids[name] <= now, f"{name} were lost"
            self._ids[name] = now
        fixed = {row[0]: row[1:] for row in _rows(connection, f"SELECT id, {', '.join(FIXED)} FROM deliveries")}
        assert all(fixed.get(id) == before for id, before in self._fixed.items()), "a delivery was lost or changed"  # noqa: A001
        self._fixed = fixed


def expect_sound(database: Path, *, schema: int = SCHEMA) -> None:
    """The file is whole, ours, and of a schema that somebody finished."""
    with closing(sqlite3.connect(database)) as connection:
        assert _rows(connection, "PRAGMA integrity_check") == [("ok",)]
        assert _rows(connection, "PRAGMA foreign_key_check") == []
        assert _rows(connection, "PRAGMA application_id") == [(APPLICATION_ID,)]
        assert _rows(connection, "PRAGMA user_version") == [(schema,)]


def expect_tidy(database: Path) -> None:
    """Nothing lies beside the database that isn't its own, and its files are for their owner alone."""
    theirs = {database.with_suffix(suffix) for suffix in (".toml", ".log")}
    for path in set(database.parent.glob(f"{database.stem}*")) - theirs:
        assert OURS.fullmatch(path.name.removeprefix(database.name)), path
        assert S_IMODE(path.stat().st_mode) == 0o600, path
    log = database.with_suffix(".db-wal")
    assert not log.exists() or log.stat().st_size <= LARGEST_LOG


def expect_no_traceback(log: str) -> None:
    """A crash is no bug: neither the daemon nor what it left behind has a word to say of it."""
    assert "Traceback" not in log, log[log.index("Traceback") :][:2_000]


def expect_no_leases(database: Path) -> None:
    """Who ended in peace holds nothing any more."""
    with closing(sqlite3.connect(database)) as connection:
        assert _rows(connection, "SELECT id FROM deliveries WHERE state = 'leased'") == []


def expect_all_delivered(database: Path, receipts: Receipts, *, excuses: int) -> Tally:
    """Each update once, its deliveries all sent and received, and no more repeats than `excuses` explain."""
    with closing(sqlite3.connect(database)) as connection:
        _expect_singular(connection)
        _expect_deliveries_with_their_updates(connection)
        updates = len(_rows(connection, "SELECT key FROM updates"))
        states = _rows(connection, "SELECT DISTINCT state FROM deliveries")
        assert {state for (state,) in states} <= {DeliveryState.SENT}
        return _expect_received(connection, receipts, excuses, updates=updates)


def id_of(mail: Received) -> str:
    """The delivery's id, which a mail carries in its Message-ID."""
    return str(mail.message["Message-ID"]).strip("<>").partition("@")[0]


def _expect_singular(connection: sqlite3.Connection) -> None:
    """One item an address, one item a guid of a source, one update a change."""
    _expect_once(row[0] for row in _rows(connection, "SELECT url FROM items"))
    _expect_once(_rows(connection, "SELECT DISTINCT source, guid, item FROM sightings WHERE guid IS NOT NULL"), of=2)
    _expect_once(_rows(connection, "SELECT watch, facet, state, value, certainty FROM updates"))


def _expect_deliveries_with_their_updates(connection: sqlite3.Connection) -> None:
    updates = [row[0] for row in _rows(connection, "SELECT key FROM updates")]
    told = Counter(_rows(connection, 'SELECT "update", channel FROM deliveries WHERE "update" IS NOT NULL'))
    assert told == Counter((update, channel) for update in updates for channel in CHANNELS)


def _expect_leases(connection: sqlite3.Connection) -> None:
    latest = datetime.now(UTC) + DELIVERY_LEASE + timedelta(seconds=1)
    for state, lease_until in _rows(connection, "SELECT state, lease_until FROM deliveries"):
        assert (DeliveryState(state) is DeliveryState.LEASED) == (lease_until is not None)
        assert lease_until is None or to_instant(lease_until) <= latest


def _expect_plain_reasons(connection: sqlite3.Connection) -> None:
    """What went wrong is told in one line without a secret."""
    told = "SELECT error FROM sources UNION SELECT note FROM sources UNION SELECT reason FROM deliveries"
    for (words,) in _rows(connection, told):
        assert words is None or (len(words.splitlines()) == 1 and SECRET not in words)


def _expect_validators(connection: sqlite3.Connection, published: Sequence[str]) -> None:
    """A source has the ETag of a body whose entries are all kept."""
    kept = {row[0] for row in _rows(connection, "SELECT url FROM sightings")}
    for (etag,) in _rows(connection, "SELECT etag FROM sources WHERE etag IS NOT NULL"):
        listed = published[: int(etag.strip('"'))]
        assert kept.issuperset(listed), "a validator was kept without its body"


def _expect_received(connection: sqlite3.Connection, receipts: Receipts, excuses: int, *, updates: int = 0) -> Tally:
    """Receivers have all that counts as sent, nothing unknown, in order; repeats are few, and the same."""
    receipts = receipts.of_updates()
    of_updates = 'SELECT id, state FROM deliveries WHERE "update" IS NOT NULL ORDER BY sequence'
    states = dict(_rows(connection, of_updates))
    received = receipts.by_id()
    assert received.keys() <= states.keys(), "something came that nobody decided"
    missing = {id for id, state in states.items() if state == DeliveryState.SENT} - received.keys()  # noqa: A001
    assert not missing, "something counts as sent that never came"
    for attempts in received.values():
        assert all(attempt == attempts[0] for attempt in attempts), "a repeat is the same message"
    order = {id: place for place, id in enumerate(states)}  # noqa: A001
    for ids in receipts.first_arrivals().values():
        assert ids == sorted(ids, key=order.__getitem__), "they came out of order"
    total = len(receipts.mails) + len(receipts.posts)
    duplicates = total - len(received)
    assert duplicates <= excuses
    return Tally(updates=updates, receipts=total, duplicates=duplicates)


def _expect_once(values: Iterable[Any], *, of: int | None = None) -> None:
    """No value twice; of rows, their first `of` columns count."""
    repeated = [value for value, count in Counter(value[:of] if of else value for value in values).items() if count > 1]
    assert not repeated


def _rows(connection: sqlite3.Connection, statement: str) -> list[tuple[Any, ...]]:
    return connection.execute(statement).fetchall()
