"""SQLite's errors as ours: one table, one sentence each. Knows the standard library alone."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from season_watch.model.errors import DatabaseFault, StorageError

_PRIMARY = 0xFF
"""The low byte of a result code is its class; the rest tells cases apart that need the same sentence."""

SENTENCES = {
    sqlite3.SQLITE_BUSY: "The database {path} is locked by another program: stop that one, or try again.",
    sqlite3.SQLITE_LOCKED: "The database {path} is locked by another connection: try again.",
    sqlite3.SQLITE_PROTOCOL: "The database {path} could not be locked: keep it on a local disk, not on a network one.",
    sqlite3.SQLITE_FULL: "The disk that holds {path} is full: free some space; nothing that was stored is lost.",
    sqlite3.SQLITE_IOERR: "The disk that holds {path} failed to read or write: check it, and the system's log.",
    sqlite3.SQLITE_CORRUPT: "The database {path} is damaged: put back a backup of it.",
    sqlite3.SQLITE_NOTADB: "{path} is not a database: choose another file.",
    sqlite3.SQLITE_READONLY: "The database {path} can't be written: check who owns the file and its folder.",
    sqlite3.SQLITE_PERM: "The database {path} can't be used: check who owns the file and its folder.",
    sqlite3.SQLITE_CANTOPEN: "The database {path} can't be opened: check that it and its folder exist and are yours.",
    sqlite3.SQLITE_NOMEM: "There is not enough memory to use the database {path}.",
    sqlite3.SQLITE_NOLFS: "The database {path} has outgrown what its disk can hold in one file.",
}
"""What the machine can do to us, by primary result code."""

_ALSO_FULL = sqlite3.SQLITE_IOERR_SHMSIZE
"""Who is the first to open a database on a full disk finds no room for SQLite's index of its log."""

_BUG = "The database {path} refused a statement ({name}: {error}): this is a fault of season-watch, please report it."


def storage_error(error: sqlite3.Error, path: Path) -> StorageError:
    """A DatabaseFault for an error of the table; whatever else there is can only come from a bug of ours."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    sentence = SENTENCES.get(sqlite3.SQLITE_FULL if code == _ALSO_FULL else code & _PRIMARY)
    if sentence is not None:
        return DatabaseFault(sentence.format(path=path))
    name = getattr(error, "sqlite_errorname", type(error).__name__)
    return StorageError(_BUG.format(path=path, name=name, error=error))


@contextmanager
def told_of_files(path: Path) -> Iterator[None]:
    """What the file system refuses inside the block is told as a StorageError about the database."""
    try:
        yield
    except OSError as error:
        raise StorageError(f"The database {path} can't be used: {error.strerror or error}.") from error
