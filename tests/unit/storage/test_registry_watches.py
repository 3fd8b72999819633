"""What a watch that comes, or comes to mean something else, changes in the database."""

from dataclasses import replace
from pathlib import Path

import pytest

from season_watch.model.claim import Reading
from season_watch.model.occasion import Occasion, OccasionKind
from season_watch.model.watch import Watch, WatchName
from season_watch.model.weighing import Weighing
from season_watch.pipeline.plan import ItemChange, Known, Plan, Wanted
from season_watch.storage import queries
from season_watch.storage.store import SqliteStore
from tests.unit.storage.databases import DECLARED, HOUR, NOW, TRADE, WIRE, board, outcome, update
from tests.vocabulary import WATCH, claim, item

LATER = NOW + HOUR
OTHER = Watch(name=WatchName("other"), title="Another Show", season=1)
TOLD = item("a")


async def write(store: SqliteStore, **parts: object) -> Known:
    """Write a plan; returns what it was told of the board of `WATCH`."""
    known: list[Known] = []

    def decide(told: Known) -> Plan:
        known.append(told)
        return Plan(at=NOW, **parts)  # type: ignore[arg-type]

    await store.write(Wanted(watches=frozenset({WATCH.name})), decide)
    return known[0]


async def seen_in(store: SqliteStore) -> list[str]:
    """The sources of which it is known what they list."""
    return [source.name for source in (TRADE, WIRE) if (await store.seen(source.name)).digests]


@pytest.fixture
async def read(store: SqliteStore) -> SqliteStore:
    """A database that was read into: both sources list something, and one item told of the watch."""
    for source in (WIRE, TRADE):
        await write(store, outcome=outcome(source.name, body_digest="b"), digests=frozenset({"d"}))
    reading = Reading(watch=WATCH.name, about=True, claims=(claim("release.window=2026"),))
    await write(
        store,
        items=(ItemChange(item=TOLD, readings=(reading,)),),
        weighings=(Weighing(watch=WATCH.name, item=TOLD, claims=reading.claims, at=NOW),),
        boards=(board(TOLD, "release.window=2026"),),
        occasions=(Occasion(watch=WATCH.name, kind=OccasionKind.TODAY, value="2025-03-01"),),
        updates=(update("k", TOLD),),
    )
    return store


@pytest.mark.parametrize(
    ("watches", "silent", "still_known"),
    [
        pytest.param((WATCH,), (), [TRADE.name, WIRE.name], id="the same"),
        pytest.param((replace(WATCH, aliases=()),), (), [TRADE.name, WIRE.name], id="a name less"),
        pytest.param((WATCH, OTHER), ((OTHER.name, LATER),), [WIRE.name], id="a new watch"),
        pytest.param((replace(WATCH, aliases=("AOUAD", "Zombies")),), ((WATCH.name, LATER),), [], id="a new name"),
        pytest.param((replace(WATCH, season=3),), ((WATCH.name, LATER),), [], id="another season"),
    ],
)
async def test_what_sources_list_of_a_watch_is_read_again_and_old_once_it_has_a_new_name(
    read: SqliteStore, watches: tuple[Watch, ...], silent: object, still_known: list[str]
) -> None:
    await read.reconcile(replace(DECLARED, watches=watches), LATER)
    assert (await write(read)).silent_before == silent
    assert await seen_in(read) == still_known


async def test_a_watch_that_came_before_anything_was_read_makes_nothing_old(store: SqliteStore) -> None:
    await store.reconcile(replace(DECLARED, watches=(WATCH, OTHER)), LATER)
    assert (await write(store)).silent_before == ()


async def test_a_watch_that_comes_back_is_read_again(read: SqliteStore) -> None:
    await read.reconcile(replace(DECLARED, watches=()), NOW)
    await read.reconcile(DECLARED, LATER)
    assert (await write(read)).silent_before == ((WATCH.name, LATER),)


@pytest.mark.parametrize("another", [{"season": 3}, {"title": "All of Us Are Alive"}], ids=str)
async def test_a_name_that_means_another_season_starts_with_an_empty_board(
    read: SqliteStore, database: Path, another: dict[str, object]
) -> None:
    await read.reconcile(replace(DECLARED, watches=(replace(WATCH, **another),)), LATER)  # type: ignore[arg-type]
    assert [one.beliefs for one in (await write(read)).boards] == [()]
    assert [one.after.beliefs for one in await read.rebuild((), keep=False)] == [()]
    with queries.reading(database) as connection:
        kept = queries.item(connection, TOLD.id)
        told = queries.updates(connection, queries.UpdateFilter())
    assert kept is not None
    assert (kept.readings, len(told)) == ((), 1)


async def test_a_check_from_before_a_watch_came_keeps_nothing_of_what_it_saw(read: SqliteStore) -> None:
    before = await read.claim_source(TRADE.name, NOW)
    await read.reconcile(replace(DECLARED, watches=(WATCH, OTHER)), LATER)
    await write(read, outcome=outcome(TRADE.name, body_digest="b", at=LATER), digests=frozenset({"d"}))
    after = await read.claim_source(TRADE.name, LATER)

    assert before is not None
    assert after is not None
    assert (before.body_digest, after.body_digest, after.first_check) == ("b", None, True)
    assert after.reset == before.reset + 1
