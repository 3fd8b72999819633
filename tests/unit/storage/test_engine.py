import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from season_watch.storage.engine import BUSY_MILLISECONDS, open_engine


def pragma(connection: Connection, name: str) -> object:
    return connection.execute(text(f"PRAGMA {name}")).scalar_one()


@pytest.mark.parametrize(("checkpoints", "pages"), [(True, 1000), (False, 0)], ids=["the daemon", "beside the daemon"])
def test_a_connection_is_set_up_so_that_a_commit_outlives_the_power(
    tmp_path: Path, checkpoints: bool, pages: int
) -> None:
    engine = open_engine(tmp_path / "w.db", checkpoints=checkpoints)
    with engine.connect() as connection:
        assert pragma(connection, "journal_mode") == "wal"
        assert pragma(connection, "synchronous") == 2, "FULL"
        assert pragma(connection, "foreign_keys") == 1
        assert pragma(connection, "busy_timeout") == BUSY_MILLISECONDS
        assert pragma(connection, "wal_autocheckpoint") == pages
    engine.dispose()


def test_a_transaction_is_a_writer_from_its_start(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "w.db", checkpoints=True)
    with (
        closing(sqlite3.connect(tmp_path / "w.db", timeout=0)) as other,
        engine.begin(),
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("BEGIN IMMEDIATE")
    engine.dispose()


def test_the_file_and_its_folder_are_their_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "w.db"
    engine = open_engine(path, checkpoints=True)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t (x)"))
        modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    assert modes == {"w.db": 0o600, "w.db-wal": 0o600, "w.db-shm": 0o600}
    assert path.parent.stat().st_mode & 0o777 == 0o700
    engine.dispose()
