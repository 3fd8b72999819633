"""Which schema a database has, and its way to the schema of this program.

Reading the header needs the standard library alone; Alembic is imported only when there is something to move: it would
double what a start on a current database takes.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from season_watch.storage.faults import storage_error, told_of_files
from season_watch.storage.header import SCHEMA, backup_of, refuse_newer, refuse_older, schema_of

VERSIONS = Path(__file__).parent / "migrations" / "versions"


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrationResult:
    """The schema before (0: there was none) and after, and the copy that was made in between, if one was needed."""

    before: int
    after: int
    backup: Path | None = None


def current(path: Path) -> int:
    """The schema of the database; 0 where there is none yet. Another program's file raises StorageError."""
    if not path.exists():
        return 0
    with _opened(f"{path.absolute().as_uri()}?mode=ro", path) as connection:
        return schema_of(connection, path)


def check(path: Path) -> None:
    """Raise StorageError unless the database has exactly the schema of this program."""
    found = current(path)
    refuse_newer(found, SCHEMA, path)
    refuse_older(found, SCHEMA, path)


def migrate(path: Path, versions: Path = VERSIONS) -> MigrationResult:
    """Move the database to the newest of `versions`, and make it where it is missing; copy it first if it holds data.

    Raises StorageError for another program's file, a newer schema, or a machine that can't.
    """
    newest = max(int(script.stem[1:5]) for script in versions.glob("v[0-9]*.py"))
    before = current(path)
    refuse_newer(before, newest, path)
    if before == newest:
        return MigrationResult(before=before, after=newest)
    backup = _back_up(path, before) if before else None
    from season_watch.storage.migrating import upgrade

    upgrade(path, versions, newest)
    return MigrationResult(before=before, after=newest, backup=backup)


def _back_up(path: Path, schema: int) -> Path:
    """A whole copy under its final name only once it is on the disk; one that a crash cut short is made anew."""
    backup = backup_of(path, schema)
    unfinished = backup.with_name(f"{backup.name}.part")
    with told_of_files(backup), _opened(path.absolute().as_uri(), path) as connection:
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=0o600)
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("VACUUM INTO ?", (str(unfinished),))
        with unfinished.open("rb") as copy:
            os.fsync(copy.fileno())
        return unfinished.replace(backup)


@contextmanager
def _opened(uri: str, path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise storage_error(error, path) from error
