"""Every store there is: the suites of the ports run on each."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from season_watch.storage.schema import migrate
from season_watch.storage.store import SqliteStore
from tests.fakes.store import FakeStore
from tests.unit.storage.databases import DECLARED, NOW


@pytest.fixture(params=["fake", "sqlite"])
async def empty(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[FakeStore | SqliteStore]:
    """A store that was told nothing yet."""
    if request.param == "fake":
        yield FakeStore()
        return
    migrate(tmp_path / "watch.db")
    store = SqliteStore(tmp_path / "watch.db")
    yield store
    await store.close()


@pytest.fixture
async def store(empty: FakeStore | SqliteStore) -> FakeStore | SqliteStore:
    """A store in which one watch, two sources, a channel and a rule are declared."""
    await empty.reconcile(DECLARED, NOW)
    return empty
