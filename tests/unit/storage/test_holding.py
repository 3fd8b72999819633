"""What is held, through the real store: storms and silences."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from season_watch.model.claim import Facet
from season_watch.model.delivery import Delivery, DeliveryState, Silence, SilenceId
from season_watch.model.errors import NothingMatched
from season_watch.model.timing import AT_ONCE, Timing
from season_watch.pipeline.messages import update_message
from season_watch.pipeline.plan import ItemChange, Known, Plan, Wanted
from season_watch.pipeline.releasing import released, timed
from season_watch.storage import holding, outbox, queries, rule_queries
from season_watch.storage.engine import open_engine
from season_watch.storage.store import SqliteStore
from tests.unit.storage.databases import HOUR, NOW, delivery, update
from tests.vocabulary import WATCH, board, item

BURSTS = [(NOW + timedelta(seconds=5 * number), 416 + (number < 8)) for number in range(12)]
"""5,000 updates within a minute."""


async def test_a_storm_of_5000_updates_in_a_minute_leaves_as_a_few_messages_that_count_all(
    store: SqliteStore, database: Path
) -> None:
    sent = []
    for number, (at, count) in enumerate(BURSTS):
        told = [update(f"{number}-{each}", item("a")) for each in range(count)]
        messages = [
            delivery(one.key, one.key, message=update_message(one, WATCH, board()), created_at=at, next_attempt_at=at)
            for one in told
        ]
        plan = Plan(
            at=at, items=(ItemChange(item=item("a")),), updates=tuple(told), deliveries=timed(messages, AT_ONCE)
        )
        await store.write(Wanted(), lambda _known, plan=plan: plan)  # type: ignore[misc]
        sent += await leaving(store, at)
    sent += await leaving(store, NOW + HOUR)
    assert len(sent) == 2
    assert sum(one["count"] for one in sent) == 5_000
    with closing(sqlite3.connect(database)) as connection:
        states = dict(connection.execute("SELECT state, count(*) FROM deliveries GROUP BY state").fetchall())
        told_in = connection.execute("SELECT count(*) FROM deliveries WHERE digested_in IS NOT NULL").fetchone()
    assert states == {"suppressed": 5_000, "sent": len(sent)}
    assert told_in == (5_000,)


async def leaving(store: SqliteStore, at: datetime) -> list[dict[str, int]]:
    """The digests that leave now; all that leaves is taken."""
    await store.release(at, partial(released, now=at))
    leased = await store.lease_deliveries(at, 10_000, HOUR)
    for one in leased:
        await store.record_attempt(_sent(one))
    return [one.message.data["digest"] for one in leased]


def _sent(one: Delivery) -> Delivery:
    return replace(one, state=DeliveryState.SENT, attempts=1, next_attempt_at=None)


def a_silence(**of: object) -> Silence:
    values = {"watch": None, "facet": None, "channel": None, **of}
    return Silence(id=SilenceId(0), until=NOW + HOUR, reason="no spoilers", added_at=NOW, **values)  # type: ignore[arg-type]


async def hold_two(store: SqliteStore) -> None:
    """Two updates of different facets are held, and one waits for its further attempt."""
    told = [update("release", item("a")), update("filming", item("a"), "filming.started"), update("tried", item("a"))]
    held = timed([delivery(one.key, one.key) for one in told[:2]], Timing(group_wait=HOUR))
    tried = delivery("tried", told[2].key, attempts=1, next_attempt_at=NOW + HOUR)
    plan = Plan(
        at=NOW, items=(ItemChange(item=item("a")),), updates=tuple(told), deliveries=(*held, tried, delivery("notice"))
    )
    await store.write(Wanted(), lambda _known: plan)


@pytest.mark.parametrize(
    ("of", "silenced"),
    [
        pytest.param({}, ["filming", "release"], id="everything"),
        pytest.param({"watch": WATCH.name, "facet": Facet.RELEASE}, ["release"], id="a-facet"),
        pytest.param({"watch": "other"}, [], id="another-watch"),
        pytest.param({"channel": "other"}, [], id="another-channel"),
    ],
)
async def test_a_new_silence_is_of_what_is_held_too(
    store: SqliteStore, database: Path, of: dict[str, object], silenced: list[str]
) -> None:
    await hold_two(store)
    number, count = await store.add_silence(a_silence(**of))
    with queries.reading(database) as connection:
        found = queries.deliveries(connection, DeliveryState.SUPPRESSED)
        (status,) = rule_queries.silences(connection)
    assert sorted(one.id for one in found) == silenced
    assert {(one.silence, one.reason) for one in found} <= {
        (number, f"silenced until {NOW + HOUR:%Y-%m-%d %H:%M} UTC: no spoilers")
    }
    assert (count, status.silenced) == (len(silenced), len(silenced))


async def test_a_silence_that_was_ended_is_kept_and_cannot_be_ended_again(store: SqliteStore, database: Path) -> None:
    number, _ = await store.add_silence(a_silence())
    await store.end_silence(number, NOW + HOUR / 2)
    with pytest.raises(NothingMatched):
        await store.end_silence(number, NOW + HOUR / 2)
    with queries.reading(database) as connection:
        (status,) = rule_queries.silences(connection)
    assert status.silence.until == NOW + HOUR / 2


async def test_a_decision_is_told_of_silences(store: SqliteStore) -> None:
    number, _ = await store.add_silence(a_silence())
    told: list[Known] = []

    def decide(known: Known) -> Plan:
        told.append(known)
        return Plan(at=NOW)

    await store.write(Wanted(), decide)
    assert [one.silences for one in told] == [(replace(a_silence(), id=number),)]


def steps_to_find_nothing_due(database: Path) -> int:
    """What a look for what may leave costs, in hundreds of steps of SQLite's machine."""
    taken: list[None] = []
    engine = open_engine(database, checkpoints=True)
    with engine.connect() as connection:
        connection.connection.driver_connection.set_progress_handler(lambda: taken.append(None), 100)  # type: ignore[union-attr]
        holding.release(connection, NOW, partial(released, now=NOW))
        assert outbox.lease_deliveries(connection, NOW, 10, HOUR) == ()
    engine.dispose()
    return len(taken)


async def test_what_is_held_costs_nothing_until_its_time_has_come(store: SqliteStore, database: Path) -> None:
    messages = [delivery(f"d{number}") for number in range(4_000)]
    before = steps_to_find_nothing_due(database)
    await store.queue(timed(messages, Timing(group_wait=HOUR)))

    assert steps_to_find_nothing_due(database) <= before + 10
