"""Creates the database, and moves it to the schema of this program, in one transaction that a crash undoes whole."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy.exc import DBAPIError

from season_watch.storage.engine import open_engine
from season_watch.storage.faults import storage_error, told_of_files
from season_watch.storage.header import APPLICATION_ID, SCHEMA, backup_of, refuse_newer, refuse_older, schema_of

_MIGRATIONS = Path(__file__).parent / "migrations"
VERSIONS = _MIGRATIONS / "versions"


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
    with _translated(path), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
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
    config = _config(versions)
    newest = int(ScriptDirectory.from_config(config).get_current_head() or 0)
    before = current(path)
    refuse_newer(before, newest, path)
    if before == newest:
        return MigrationResult(before=before, after=newest)
    backup = _back_up(path, before) if before else None
    _upgrade(path, config, newest)
    return MigrationResult(before=before, after=newest, backup=backup)


def _config(versions: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(versions).replace("%", "%%"))
    return config


def _upgrade(path: Path, config: Config, newest: int) -> None:
    """Alembic's own transactions on SQLite commit table by table; inside ours a crash leaves the old schema."""
    engine = open_engine(path, checkpoints=True)
    try:
        with _translated(path), engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {newest}")
    finally:
        engine.dispose()


def _back_up(path: Path, schema: int) -> Path:
    """A whole copy under its final name only once it is on the disk; one that a crash cut short is made anew."""
    backup = backup_of(path, schema)
    unfinished = backup.with_name(f"{backup.name}.part")
    with _translated(path), told_of_files(backup), closing(sqlite3.connect(path)) as connection:
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=0o600)
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("VACUUM INTO ?", (str(unfinished),))
        with unfinished.open("rb") as copy:
            os.fsync(copy.fileno())
        return unfinished.replace(backup)


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise storage_error(error, path) from error
    except DBAPIError as error:
        if not isinstance(error.orig, sqlite3.Error):
            raise
        raise storage_error(error.orig, path) from error
