"""A migrated database, and a store on it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from season_watch.storage.schema import migrate
from season_watch.storage.store import SqliteStore
from tests.unit.storage.databases import DECLARED, NOW


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database with the schema of this program, and nothing in it."""
    path = tmp_path / "watch.db"
    migrate(path)
    return path


@pytest.fixture
async def store(database: Path) -> AsyncIterator[SqliteStore]:
    """A store in which one watch, two sources, a channel and a rule are declared."""
    store = SqliteStore(database)
    await store.reconcile(DECLARED, NOW)
    yield store
    await store.close()
