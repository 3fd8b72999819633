"""A clock that was a year ahead, and is right again: nothing waits for that year to pass."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from season_watch.model.delivery import DeliveryState
from season_watch.model.item import TextState
from season_watch.model.source import Postponement, SourceName
from season_watch.model.subscription import Hub
from season_watch.model.timing import AT_ONCE
from season_watch.model.watch import WatchName
from season_watch.pipeline.plan import ItemChange, Known, Plan, Wanted
from season_watch.policy.subscriptions import asked, told, verified
from season_watch.storage.store import SqliteStore
from tests.unit.storage.databases import DECLARED, HOUR, NOW, TRADE, WIRE, delivery, outcome
from tests.vocabulary import WATCH, item

AHEAD = NOW + timedelta(days=365)
LATER = NOW + timedelta(seconds=2)
HUB = Hub(url="https://hub.example/", topic=WIRE.url)
HERE = "https://me.example/hubs/1"
ASK = partial(asked, callback=HERE, secret="unguessable")
HELD = delivery("held", timing=AT_ONCE, next_attempt_at=NOW + timedelta(days=30))


async def write(store: SqliteStore, plan: Plan) -> None:
    await store.write(Wanted(), lambda _known: plan)


async def work(store: SqliteStore, now: datetime) -> None:
    """What a daemon does on a day at which this is the time."""
    await store.claim_due(now, 10)
    checked = outcome(at=now, url=WIRE.url, next_check_at=now + HOUR, hub=HUB)
    off = Postponement(source=TRADE.name, url=TRADE.url, at=now, next_check_at=now + HOUR, next_check_reason="its host")
    thin = item("thin", text_state=TextState.AWAITING, tries=1, next_read_at=now)
    leaving = (delivery("leased"), delivery("failed", recipient="bob@example.org"))
    await write(store, Plan(at=now, outcome=checked, items=(ItemChange(item=thin),), deliveries=(*leaving, HELD)))
    await write(store, Plan(at=now, postponement=off))
    await store.claim_awaiting(now, 10, timedelta(minutes=5))
    _, failed = await store.lease_deliveries(now, 10, timedelta(minutes=10))
    await store.record_attempt(replace(failed, state=DeliveryState.PENDING, attempts=1, next_attempt_at=now + HOUR))
    await store.claim_subscriptions(now, 10, partial(ASK, now=now))
    confirm = partial(verified, topic=HUB.topic, lease=timedelta(days=10), now=now)
    await store.change_subscription(HERE, confirm)


@pytest.fixture
async def stranded(store: SqliteStore) -> SqliteStore:
    """A store that was worked with for a moment by a clock that was ahead."""
    await work(store, AHEAD)
    return store


async def test_without_a_word_all_of_it_waits(stranded: SqliteStore) -> None:
    assert await stranded.claim_due(NOW, 10) == ()
    assert await stranded.claim_awaiting(NOW, 10, HOUR) == ()
    assert await stranded.lease_deliveries(NOW, 10, HOUR) == ()
    assert await stranded.claim_subscriptions(NOW, 10, partial(ASK, now=NOW)) == ()


async def test_what_was_checked_or_put_off_in_the_future_is_due_once(stranded: SqliteStore) -> None:
    await stranded.free_stranded(NOW)
    assert [one.source.name for one in await stranded.claim_due(NOW, 10)] == [TRADE.name, WIRE.name]
    await stranded.free_stranded(LATER)
    assert await stranded.claim_due(LATER, 10) == ()


async def test_a_check_in_the_future_is_complained_of_until_it_is_freed(stranded: SqliteStore) -> None:
    assert (await stranded.pulse(NOW)).sources_late == 1
    await stranded.free_stranded(NOW)
    assert (await stranded.pulse(NOW)).sources_late == 0


async def test_a_check_of_hours_ahead_is_due_too(store: SqliteStore) -> None:
    ahead = NOW + 5 * HOUR
    await store.claim_due(ahead, 10)
    await write(store, Plan(at=ahead, outcome=outcome(at=ahead, next_check_at=ahead + HOUR)))
    await store.free_stranded(NOW)
    assert [one.source.name for one in await store.claim_due(NOW, 10)] == [WIRE.name]


async def test_a_page_that_was_being_read_in_the_future_is_read(stranded: SqliteStore) -> None:
    await stranded.free_stranded(NOW)
    assert [one.id for one in await stranded.claim_awaiting(NOW, 10, HOUR)] == [item("thin").id]


async def test_what_was_leased_or_failed_in_the_future_leaves_and_what_is_held_stays_so(stranded: SqliteStore) -> None:
    await stranded.free_stranded(NOW)
    assert [one.id for one in await stranded.lease_deliveries(NOW, 10, HOUR)] == ["leased", "failed"]


async def test_a_hub_that_was_asked_in_the_future_is_asked_again(stranded: SqliteStore) -> None:
    await stranded.free_stranded(NOW)
    (subscription,) = await stranded.claim_subscriptions(NOW, 10, partial(ASK, now=NOW))
    assert subscription.lease_until is not None
    assert subscription.lease_until <= NOW


async def test_a_hub_that_told_in_the_future_can_be_seen_to_be_silent(store: SqliteStore) -> None:
    await work(store, NOW)
    await store.change_subscription(HERE, lambda one: told(one, AHEAD))
    await store.free_stranded(NOW)
    subscription = await store.subscription_at(HERE)
    assert subscription is not None
    assert subscription.told_at == NOW


async def test_a_clock_that_is_behind_moves_nothing_that_tells_old_news(store: SqliteStore) -> None:
    await write(store, Plan(at=NOW, outcome=outcome(TRADE.name)))
    watch, source = replace(WATCH, name=WatchName("new")), replace(TRADE, name=SourceName("new"))
    more = replace(DECLARED, watches=(*DECLARED.watches, watch), sources=(*DECLARED.sources, source))
    await store.reconcile(more, NOW)
    await store.free_stranded(NOW - timedelta(days=300))
    added = await store.claim_source(source.name, NOW)
    quiet: list[tuple[WatchName, datetime]] = []

    def look(known: Known) -> Plan:
        quiet.extend(known.silent_before)
        return Plan(at=NOW)

    await store.write(Wanted(), look)
    assert added is not None
    assert added.added_at == NOW
    assert quiet == [(watch.name, NOW)]


async def test_what_a_right_clock_put_off_stays_as_it_is(store: SqliteStore, database: Path) -> None:
    await work(store, NOW)
    before = dump(database)
    await store.free_stranded(NOW)
    await store.free_stranded(NOW - timedelta(seconds=30))
    assert dump(database) == before


def dump(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())
