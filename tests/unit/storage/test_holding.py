"""A storm through the real store."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from season_watch.model.delivery import Delivery, DeliveryState
from season_watch.model.timing import AT_ONCE
from season_watch.pipeline.messages import update_message
from season_watch.pipeline.plan import ItemChange, Plan, Wanted
from season_watch.pipeline.releasing import released, timed
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
    assert len(sent) <= 3
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
