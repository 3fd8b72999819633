"""Connections that write: every transaction is BEGIN IMMEDIATE, every commit reaches the disk."""

import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event

from season_watch.storage.files import make_private

BUSY_MILLISECONDS = 5000
"""How long a writer waits for another process's transaction before it gives up."""

_CHECKPOINT_PAGES = 1000
"""SQLite's own default: the write-ahead log is folded back once it holds about 4 MB."""


def open_engine(path: Path, *, checkpoints: bool) -> Engine:
    """An engine with one connection to `path`, which is made, for its owner alone, where it is missing.

    Only one connection at a time may fold the log back (`checkpoints`): SQLite before 3.51.3 can damage the database
    when a checkpoint races another connection's commit. So a process that writes beside the daemon says False.
    """
    make_private(path)
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        connect_args={"isolation_level": None, "timeout": BUSY_MILLISECONDS / 1000},
    )
    pages = _CHECKPOINT_PAGES if checkpoints else 0

    def set_up(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA wal_autocheckpoint = {pages}")

    event.listen(engine, "connect", set_up)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _begin_immediate(connection: Connection) -> None:
    """A transaction that reads first and writes later fails under other writers; one that starts as a writer waits."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
