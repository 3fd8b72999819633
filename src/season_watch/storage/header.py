"""What the file's header says: whose it is, and which schema it holds. Knows the standard library alone."""

import sqlite3
from pathlib import Path

from season_watch.model.errors import StorageError

APPLICATION_ID = 0x53655761
"""`SeWa`, written to every database of ours, so that no other program's file is taken for one."""

SCHEMA = 20
"""The schema that this program reads and writes: the number of its newest migration."""


def schema_of(connection: sqlite3.Connection, path: Path) -> int:
    """The number of the last migration that ran; 0 for an empty file. Another program's file is refused."""
    application = _pragma(connection, "application_id")
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != APPLICATION_ID and (application != 0 or tables):
        raise StorageError(f"{path} is a database of another program: choose another file for season-watch.")
    return _pragma(connection, "user_version")


def refuse_newer(found: int, known: int, path: Path) -> None:
    """Raise StorageError, and say the way back, where a newer program has moved the database on."""
    if found > known:
        raise StorageError(
            f"{path} has schema {found}, and this program knows schemas up to {known}: install the newer season-watch"
            f" again, or put back {backup_of(path, known)}, which was made before the move."
        )


def refuse_older(found: int, known: int, path: Path) -> None:
    """Raise StorageError where the database has to be moved before this program can use it."""
    if found < known:
        raise StorageError(f"{path} has schema {found}, and this program needs {known}: run `season-watch migrate`.")


def backup_of(path: Path, schema: int) -> Path:
    """Where the copy is kept that is made before a database leaves `schema`."""
    return path.with_name(f"{path.name}.schema-{schema}.backup")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    (value,) = connection.execute(f"PRAGMA {name}").fetchone()
    return int(value)
