from dataclasses import replace
from pathlib import Path

import pytest

from season_watch.model.errors import NothingMatched, StorageError
from season_watch.model.source import (
    Health,
    Origin,
    Selectors,
    Source,
    SourceForCheck,
    SourceKind,
    SourceName,
    Trust,
    Validators,
)
from season_watch.model.watch import WatchName
from season_watch.pipeline.plan import Plan, Wanted
from season_watch.policy.rhythm import first_rhythm
from season_watch.storage import queries
from season_watch.storage.registry import Declared
from season_watch.storage.store import SqliteStore
from season_watch.storage.views import SourceStatus
from tests.unit.storage.databases import DECLARED, HOUR, NOW, TRADE, WIRE, outcome
from tests.vocabulary import WATCH

FOUND = Source(name=SourceName("found"), url="https://found.example/feed", origin=Origin.USER)
GONE = outcome(health=Health.GONE, failures=2, paused=True, error="gone: 410", body_digest="b")


async def left(store: SqliteStore, **parts: object) -> None:
    await store.write(Wanted(), lambda _known: Plan(at=NOW, **parts))  # type: ignore[arg-type]


async def claimed(store: SqliteStore, source: Source = WIRE) -> SourceForCheck:
    found = await store.claim_source(source.name, NOW)
    assert found is not None
    return found


def status(database: Path, source: Source = WIRE) -> SourceStatus:
    with queries.reading(database) as connection:
        return next(one for one in queries.sources(connection) if one.source.name == source.name)


async def names_due(store: SqliteStore) -> list[str]:
    return [one.source.name for one in await store.claim_due(NOW + 1000 * HOUR, limit=10)]


async def test_a_source_changed_in_the_file_is_changed_here_and_keeps_its_state(store: SqliteStore) -> None:
    await left(store, outcome=outcome(body_digest="b"), digests=frozenset({"d"}))
    slower = replace(WIRE, every=6 * HOUR)
    await store.reconcile(replace(DECLARED, sources=(slower,)), NOW)
    check = await claimed(store)
    assert (check.source, check.body_digest, check.first_check) == (slower, "b", False)


async def test_a_source_at_a_new_address_starts_without_what_the_old_one_answered(store: SqliteStore) -> None:
    answered = outcome(validators=Validators(etag="e"), body_digest="b", new_url="https://wire.example/moved")
    await left(store, outcome=answered, digests=frozenset({"d"}))
    elsewhere = replace(WIRE, url="https://elsewhere.example/feed")
    await store.reconcile(replace(DECLARED, sources=(elsewhere,)), NOW)
    check = await claimed(store)
    assert (check.source.url, check.validators, check.body_digest) == (elsewhere.url, Validators(), None)
    assert (await store.seen(WIRE.name)).digests == frozenset()


@pytest.mark.parametrize(
    ("changed", "starts_anew"),
    [
        pytest.param({"url": "https://elsewhere.example"}, True, id="another address"),
        pytest.param({"kind": SourceKind.PAGE, "selectors": Selectors(entry="li")}, True, id="read as a page"),
        pytest.param({"watches": (WATCH.name, WatchName("other"))}, True, id="about one more watch"),
        pytest.param({"watches": ()}, True, id="about all watches"),
        pytest.param({"every": 6 * HOUR, "trust": Trust.FAN}, False, id="read as before"),
    ],
)
async def test_what_a_source_listed_before_it_is_read_otherwise_is_old(
    store: SqliteStore, changed: dict[str, object], starts_anew: bool
) -> None:
    await left(store, outcome=outcome(body_digest="b"), digests=frozenset({"d"}))
    otherwise = replace(WIRE, **changed)  # type: ignore[arg-type]
    await store.reconcile(replace(DECLARED, sources=(otherwise,)), NOW + HOUR)
    check = await claimed(store)
    assert (check.source, check.first_check) == (otherwise, starts_anew)
    assert (check.added_at, check.body_digest) == ((NOW + HOUR, None) if starts_anew else (NOW, "b"))


@pytest.mark.parametrize("url", [WIRE.url, "https://elsewhere.example"], ids=["the same", "another"])
async def test_the_rhythm_is_that_of_an_address(store: SqliteStore, url: str) -> None:
    rhythm = first_rhythm([NOW], NOW)
    await left(store, outcome=outcome(rhythm=rhythm), digests=frozenset({"d"}))
    await store.reconcile(replace(DECLARED, sources=(replace(WIRE, url=url),)), NOW + HOUR)
    assert (await claimed(store)).rhythm == (rhythm if url == WIRE.url else None)


async def test_a_source_that_moved_stays_moved_while_the_file_says_the_same(store: SqliteStore) -> None:
    await left(store, outcome=outcome(new_url="https://wire.example/moved", body_digest="b"))
    await store.reconcile(DECLARED, NOW)
    check = await claimed(store)
    assert (check.source.url, check.body_digest) == ("https://wire.example/moved", "b")


async def test_a_source_that_was_gone_is_checked_again_at_its_new_address(store: SqliteStore) -> None:
    await left(store, outcome=GONE)
    await store.reconcile(replace(DECLARED, sources=(replace(WIRE, url="https://new.example"),)), NOW)
    assert await names_due(store) == [WIRE.name]


async def test_a_source_that_the_user_paused_stays_paused_at_its_new_address(store: SqliteStore) -> None:
    await store.pause_source(WIRE.name)
    await store.reconcile(replace(DECLARED, sources=(replace(WIRE, url="https://new.example"),)), NOW)
    assert await names_due(store) == []


async def test_a_source_that_left_the_file_is_archived_until_it_comes_back(store: SqliteStore) -> None:
    await left(store, outcome=outcome(body_digest="b"))
    await store.reconcile(replace(DECLARED, sources=(TRADE,)), NOW)
    assert await names_due(store) == [TRADE.name]
    assert await store.claim_source(WIRE.name, NOW) is None
    await store.reconcile(DECLARED, NOW + HOUR)
    assert (await claimed(store)).added_at == NOW + HOUR


async def test_a_source_that_the_user_added_stays_whatever_the_file_says(store: SqliteStore) -> None:
    await store.add_source(FOUND, NOW)
    await store.reconcile(Declared(), NOW)
    assert await names_due(store) == [FOUND.name]


async def test_a_name_in_use_cannot_be_added(store: SqliteStore) -> None:
    with pytest.raises(StorageError, match="already"):
        await store.add_source(replace(FOUND, name=WIRE.name), NOW)


async def test_an_archived_name_can_be_added_again(store: SqliteStore) -> None:
    await store.reconcile(Declared(), NOW)
    await store.add_source(replace(FOUND, name=WIRE.name), NOW)
    assert await names_due(store) == [WIRE.name]


async def test_a_paused_name_that_was_archived_is_added_again_unpaused(store: SqliteStore) -> None:
    await store.pause_source(WIRE.name)
    await store.reconcile(Declared(), NOW)
    await store.add_source(replace(FOUND, name=WIRE.name), NOW + HOUR)
    assert await names_due(store) == [WIRE.name]
    assert (await claimed(store)).added_at == NOW + HOUR


async def test_watches_and_channels_come_and_go_with_the_file(store: SqliteStore) -> None:
    other = replace(WATCH, name=WatchName("other"))
    await store.reconcile(Declared(watches=(other,)), NOW)
    assert (await store.watches(), await store.channels()) == ((other,), ())
    await store.reconcile(DECLARED, NOW)
    assert (await store.watches(), await store.channels()) == (DECLARED.watches, DECLARED.channels)


async def test_a_paused_source_is_not_due_but_can_be_checked_by_name(store: SqliteStore) -> None:
    await store.pause_source(WIRE.name)
    assert await names_due(store) == [TRADE.name]
    assert (await claimed(store)).source == WIRE


async def test_a_pause_asked_for_during_a_check_outlives_the_check(store: SqliteStore) -> None:
    await store.pause_source(WIRE.name)
    await left(store, outcome=outcome())
    assert await names_due(store) == [TRADE.name]


async def test_a_check_asked_for_during_a_check_outlives_the_check(store: SqliteStore) -> None:
    await store.claim_due(NOW, limit=10)
    await store.mark_due([WIRE.name], NOW + HOUR / 60)
    at = NOW + HOUR / 30
    await left(store, outcome=outcome(at=at, next_check_at=at + HOUR, claimed_until=NOW + HOUR))
    assert [one.source.name for one in await store.claim_due(at, limit=10)] == [WIRE.name]


async def test_a_resumed_source_is_due_as_if_it_had_never_failed(store: SqliteStore, database: Path) -> None:
    await left(store, outcome=GONE)
    await store.resume_source(WIRE.name, NOW)
    now = status(database)
    assert (now.health, now.paused, now.failures, now.error, now.next_check_at) == (Health.NEW, False, 0, None, NOW)
    assert now.next_check_reason is None


async def test_an_unknown_source_can_be_neither_paused_nor_resumed(store: SqliteStore) -> None:
    with pytest.raises(NothingMatched, match="nobody"):
        await store.pause_source(SourceName("nobody"))
    with pytest.raises(NothingMatched, match="nobody"):
        await store.resume_source(SourceName("nobody"), NOW)


async def test_sources_are_marked_due_by_name_or_all(store: SqliteStore) -> None:
    await store.claim_due(NOW, limit=10)
    assert await store.mark_due([WIRE.name, SourceName("nobody")], NOW) == (WIRE.name,)
    assert [one.source.name for one in await store.claim_due(NOW, limit=10)] == [WIRE.name]
    assert await store.mark_due(None, NOW) == (TRADE.name, WIRE.name)


async def test_paused_sources_are_not_marked_due(store: SqliteStore) -> None:
    await store.pause_source(WIRE.name)
    assert await store.mark_due(None, NOW) == (TRADE.name,)


async def test_a_source_that_was_removed_is_no_longer_checked_and_may_come_back(store: SqliteStore) -> None:
    await store.add_source(FOUND, NOW)
    await store.remove_source(FOUND.name)
    assert FOUND.name not in await names_due(store)
    with pytest.raises(NothingMatched, match="no source called found"):
        await store.remove_source(FOUND.name)
    await store.add_source(FOUND, NOW)
    assert FOUND.name in await names_due(store)


async def test_a_source_of_the_file_is_not_removed_by_a_command(store: SqliteStore) -> None:
    with pytest.raises(StorageError, match="take it out there"):
        await store.remove_source(WIRE.name)
    assert WIRE.name in await names_due(store)
