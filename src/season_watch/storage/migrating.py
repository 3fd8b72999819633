"""Runs migrations with Alembic, in one transaction that a crash undoes whole."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy.exc import DBAPIError

from season_watch.storage.engine import open_engine
from season_watch.storage.faults import storage_error
from season_watch.storage.header import APPLICATION_ID

_SCRIPTS = Path(__file__).parent / "migrations"


def upgrade(path: Path, versions: Path, newest: int) -> None:
    """Move a database to `newest`, the last of `versions`, and sign it.

    Alembic's own transactions on SQLite commit table by table, and what a crash leaves of one stops the next.
    """
    engine = open_engine(path, checkpoints=True)
    config = _config(versions)
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {newest}")
    except DBAPIError as error:
        if not isinstance(error.orig, sqlite3.Error):
            raise
        raise storage_error(error.orig, path) from error
    finally:
        engine.dispose()


def _config(versions: Path) -> Config:
    """Paths in it are a template of configparser's, in which a percent sign stands for itself when it is doubled."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(versions).replace("%", "%%"))
    return config
