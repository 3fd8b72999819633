"""What the day brings, on a real database: told once, whatever stops and starts."""

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from season_watch.model.delivery import Delivery
from season_watch.model.errors import StorageError
from season_watch.model.occasion import Occasion, OccasionKind
from season_watch.pipeline.occasions import Occasions, plan_occasions
from season_watch.pipeline.plan import ItemChange, Known, Plan, Wanted
from season_watch.storage import queries
from season_watch.storage.registry import Declared
from season_watch.storage.store import SqliteStore
from tests.unit.storage.databases import NOW, board
from tests.vocabulary import WATCH, day, item

OUT = day("2025-10-31")
STORY = item("story")


@pytest.fixture
async def dated(store: SqliteStore) -> SqliteStore:
    """A database on one of whose boards a confirmed day of release stands."""
    plan = Plan(at=NOW, items=(ItemChange(item=STORY),), boards=(board(STORY, "release.date=2025-10-31"),))
    await store.write(Wanted(), lambda _: plan)
    return store


def sent(database: Path) -> list[Delivery]:
    with queries.reading(database) as connection:
        return list(queries.deliveries(connection))


def looking(store: SqliteStore) -> Occasions:
    return Occasions(store=store, clock=lambda: OUT, local=lambda moment: moment)


async def test_a_day_is_told_once_whoever_starts_anew(dated: SqliteStore, database: Path) -> None:
    plan = await looking(dated).look()
    assert plan is not None
    assert plan.occasions == (Occasion(watch=WATCH.name, kind=OccasionKind.TODAY, value="2025-10-31"),)
    again = SqliteStore(database)
    try:
        await looking(again).look()
    finally:
        await again.close()
    assert [one.message.kind for one in sent(database)] == ["notice.release_today"]


async def test_what_cannot_be_kept_as_told_is_not_queued(dated: SqliteStore, database: Path) -> None:
    def decide(known: Known) -> Plan:
        plan = plan_occasions(known, now=OUT, local=OUT)
        return Plan(at=OUT, deliveries=plan.deliveries, occasions=plan.occasions * 2)

    wanted = Wanted(watches=frozenset({WATCH.name}), occasions=True)
    with pytest.raises(StorageError):
        await dated.write(wanted, decide)
    assert sent(database) == []
    await dated.write(wanted, partial(plan_occasions, now=OUT, local=OUT))
    assert len(sent(database)) == 1


async def test_where_no_day_is_near_nothing_is_planned(dated: SqliteStore) -> None:
    early = Occasions(store=dated, clock=lambda: OUT - timedelta(days=90), local=lambda moment: moment)
    assert await early.look() is None


async def test_a_watch_that_is_given_up_has_no_days(dated: SqliteStore) -> None:
    await dated.reconcile(Declared(watches=(), sources=(), channels=(), rules=()), OUT)
    assert await looking(dated).look() is None


async def test_a_value_that_is_no_date_silences_no_other(dated: SqliteStore, database: Path) -> None:
    spoilt = board(STORY, "release.date=2025-10-31", "release.window=soon")
    await dated.write(Wanted(), lambda _: Plan(at=NOW, boards=(spoilt,)))
    assert await dated.dated(OUT.date(), OUT.date()) == {WATCH.name}
