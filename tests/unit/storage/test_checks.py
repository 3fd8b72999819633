import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.dialects import sqlite

from season_watch.model.source import SourceName
from season_watch.pipeline.plan import Plan, Seen, Wanted
from season_watch.storage import checks
from season_watch.storage.checks import DIGESTS_KEPT_FOR, due
from season_watch.storage.store import SqliteStore
from tests.unit.storage.databases import HOUR, NOW, TRADE, WIRE, outcome


async def seen(store: SqliteStore, digests: set[str], at: datetime = NOW, source: SourceName = WIRE.name) -> None:
    plan = Plan(at=at, outcome=outcome(source=source, at=at), digests=frozenset(digests))
    await store.write(Wanted(), lambda _known: plan)


async def test_an_entry_that_is_listed_no_more_is_forgotten_after_its_time(store: SqliteStore) -> None:
    await seen(store, {"old", "listed"})
    await seen(store, {"listed"}, NOW + DIGESTS_KEPT_FOR)
    assert (await store.seen(WIRE.name)).digests == {"old", "listed"}
    await seen(store, {"listed"}, NOW + DIGESTS_KEPT_FOR + HOUR)
    assert (await store.seen(WIRE.name)).digests == {"listed"}


async def test_a_check_that_lists_nothing_forgets_nothing(store: SqliteStore) -> None:
    await seen(store, {"old"})
    await seen(store, set(), NOW + 2 * DIGESTS_KEPT_FOR)
    assert (await store.seen(WIRE.name)).digests == {"old"}


async def test_of_too_many_entries_the_newest_are_kept(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "DIGESTS_KEPT", 3)
    await seen(store, {"a", "b"}, source=TRADE.name)
    await seen(store, {"a", "b"})
    await seen(store, {"c", "d"}, NOW + HOUR)
    assert (await store.seen(WIRE.name)).digests == {"b", "c", "d"}
    assert (await store.seen(TRADE.name)).digests == {"a", "b"}


def test_what_is_due_is_found_by_an_index_however_many_sources_there_are(database: Path) -> None:
    asked = due(NOW, 40).compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    with closing(sqlite3.connect(database)) as connection:
        steps = [step for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {asked}")]
    assert any("ix_sources_next_check_at_name" in step for step in steps)
    assert not any(step.startswith(("SCAN", "USE TEMP B-TREE")) for step in steps)


async def test_an_unknown_source_has_seen_nothing(store: SqliteStore) -> None:
    assert await store.seen(SourceName("unknown")) == Seen(watches=await store.watches())
