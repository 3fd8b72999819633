"""What every store promises of checks that are put off: one suite, run on the fake and on SQLite."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

import pytest

from season_watch.model.source import Health, Postponement, SourceName
from season_watch.pipeline.plan import Plan, Wanted
from season_watch.pipeline.ports import Store
from season_watch.storage.registry import Declared
from tests.unit.storage.databases import HOUR, NOW, TRADE, WIRE, outcome

LATER = Postponement(
    source=WIRE.name,
    url=WIRE.url,
    at=NOW,
    next_check_at=NOW + 3 * HOUR,
    next_check_reason="its host asks",
    claimed_until=NOW + HOUR,
)


class AnyStore(Store, Protocol):
    """A store that can be told what is declared, and to check at once, and closed."""

    async def reconcile(self, declared: Declared, now: datetime) -> None: ...

    async def mark_due(self, names: tuple[SourceName, ...], now: datetime) -> object: ...

    async def close(self) -> None: ...


@pytest.fixture
async def store(store: AnyStore) -> AnyStore:
    """A store whose sources were claimed."""
    await store.claim_due(NOW, 10)
    return store


async def put_off(store: AnyStore, postponement: Postponement = LATER) -> None:
    plan = Plan(at=NOW, postponement=postponement)
    await store.keep((lambda _known: plan,))


async def due(store: AnyStore, now: datetime) -> list[SourceName]:
    return [claimed.source.name for claimed in await store.claim_due(now, 10)]


async def test_a_source_that_was_put_off_is_due_then(store: AnyStore) -> None:
    await put_off(store)
    assert await due(store, NOW + 3 * HOUR - timedelta(seconds=1)) == [TRADE.name]
    assert WIRE.name in await due(store, NOW + 3 * HOUR)


async def test_a_decision_of_its_own_is_kept_alike(store: AnyStore) -> None:
    await store.write(Wanted(), lambda _known: Plan(at=NOW, postponement=LATER))
    assert await due(store, NOW + 2 * HOUR) == [TRADE.name]


async def test_nothing_else_of_a_source_changes(store: AnyStore) -> None:
    failed = outcome(health=Health.FAILING, failures=2, error="http-500: it is broken")
    await store.keep((lambda _known: Plan(at=NOW, outcome=failed),))
    before = await store.claim_source(WIRE.name, NOW)
    await put_off(store)
    assert await store.claim_source(WIRE.name, NOW) == before


async def test_a_source_that_has_another_address_by_now_is_not_put_off(store: AnyStore) -> None:
    await put_off(store, replace(LATER, url="https://old.example/feed"))
    assert set(await due(store, NOW + HOUR)) == {WIRE.name, TRADE.name}


@pytest.mark.parametrize("wanted", [NOW - HOUR, NOW, NOW + HOUR / 2], ids=["before", "then", "soon after"])
async def test_a_source_that_is_wanted_checked_at_another_time_is_not_put_off(
    store: AnyStore, wanted: datetime
) -> None:
    await store.mark_due((WIRE.name,), wanted)
    await put_off(store)
    assert await due(store, wanted) == [WIRE.name]
