"""Kills a process that writes: what it was told is written must be there."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from season_watch.model.item import ItemId
from season_watch.pipeline.plan import ItemChange, Known, Plan, Wanted
from season_watch.storage.queries import deliveries, reading
from season_watch.storage.store import SqliteStore
from tests.unit.storage.databases import DECLARED, NOW, board, delivery, integrity, sighting, update
from tests.vocabulary import item

ROOT = Path(__file__).parents[3]
WRITERS_AT_ONCE = 4


@pytest.mark.slow
@pytest.mark.parametrize("acknowledged", [1, 40, 150])
def test_every_acknowledged_plan_outlives_a_kill(database: Path, acknowledged: int) -> None:
    told = _acknowledged_before_a_kill(database, acknowledged)
    assert integrity(database) == "ok"
    asyncio.run(_all_are_there(database, told))


def _acknowledged_before_a_kill(database: Path, enough: int) -> list[str]:
    """The items that a writing process was told are written, when it was killed after so many."""
    command = [sys.executable, "-m", __name__, str(database)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writing:
        assert writing.stdout is not None
        told = [writing.stdout.readline().strip() for _ in range(enough)]
        writing.kill()
        return told + writing.stdout.read().splitlines()


async def _all_are_there(database: Path, told: list[str]) -> None:
    store = SqliteStore(database)
    known = await _known(store, Wanted(ids=frozenset(ItemId(name) for name in told)))
    assert {one.id for one in known.items} == set(told)
    await store.close()
    with reading(database) as connection:
        kept = {one.id for one in deliveries(connection)}
    assert {f"delivery of {name}" for name in told} <= kept


async def _known(store: SqliteStore, wanted: Wanted) -> Known:
    seen: list[Known] = []

    def look(known: Known) -> Plan:
        seen.append(known)
        return Plan(at=NOW)

    await store.write(wanted, look)
    return seen[0]


async def _write_until_killed(path: Path) -> None:
    """Several tasks that write plans and print the name of each item once it is acknowledged."""
    store = SqliteStore(path)
    await store.reconcile(DECLARED, NOW)
    await asyncio.gather(*(_write_all(store, str(task)) for task in range(WRITERS_AT_ONCE)))


async def _write_all(store: SqliteStore, task: str) -> None:
    number = 0
    while True:
        number += 1
        name = f"{task}-{number}"
        await store.write(Wanted(), lambda _known, name=name: _plan(name))  # type: ignore[misc]
        print(name, flush=True)


def _plan(name: str) -> Plan:
    new = item(name)
    news = update(f"update of {name}", new)
    return Plan(
        at=NOW,
        items=(ItemChange(item=new),),
        sightings=(sighting(new),),
        boards=(board(new, "release.date=2025-10-31"),),
        updates=(news,),
        deliveries=(delivery(f"delivery of {name}", about=news.key),),
    )


if __name__ == "__main__":
    asyncio.run(_write_until_killed(Path(sys.argv[1])))
