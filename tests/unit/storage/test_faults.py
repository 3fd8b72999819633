import sqlite3
from pathlib import Path

import pytest

from season_watch.model.errors import DatabaseFault
from season_watch.storage.faults import SENTENCES, storage_error

ERROR_CODES = range(1, 27)
"""SQLite's primary result codes that are errors; a newer library that adds one would add it to the module too."""

NAMES = {getattr(sqlite3, name): name for name in dir(sqlite3) if name.startswith("SQLITE_")}
BUGS = {
    getattr(sqlite3, f"SQLITE_{name}")
    for name in (
        "ERROR", "INTERNAL", "ABORT", "INTERRUPT", "NOTFOUND", "EMPTY", "SCHEMA", "TOOBIG", "CONSTRAINT", "MISMATCH",
        "MISUSE", "AUTH", "FORMAT", "RANGE",
    )
}  # fmt: skip
"""What a machine can't cause: statements of ours that SQLite refuses, and codes that never reach us."""


def error(code: int) -> sqlite3.Error:
    made = sqlite3.OperationalError("what SQLite said")
    made.sqlite_errorcode = code
    made.sqlite_errorname = NAMES[code]
    return made


def test_every_error_of_sqlite_has_a_sentence_or_is_a_bug_of_ours() -> None:
    assert set(SENTENCES) ^ BUGS == set(ERROR_CODES)


@pytest.mark.parametrize("code", ERROR_CODES)
def test_an_error_is_told_in_one_sentence_that_names_the_file(code: int) -> None:
    found = storage_error(error(code), Path("w.db"))
    told = str(found)
    assert isinstance(found, DatabaseFault) == (code not in BUGS)
    assert "w.db" in told
    assert "\n" not in told
    assert told.endswith(".")
    assert ("what SQLite said" in told) == (code in BUGS)


def test_an_extended_code_is_told_as_its_class() -> None:
    codes = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_IOERR_FSYNC)
    whole, part = (str(storage_error(error(code), Path("w.db"))) for code in codes)
    assert whole == part


def test_a_disk_too_full_to_open_a_database_on_is_told_to_be_full() -> None:
    codes = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE)
    later, first = (str(storage_error(error(code), Path("w.db"))) for code in codes)
    assert later == first
