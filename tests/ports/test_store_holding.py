"""What every store promises of what is held: one suite, run on the fake and on SQLite."""

from dataclasses import replace
from datetime import timedelta

import pytest

from season_watch.model.delivery import Delivery, DeliveryId, DeliveryState
from season_watch.model.timing import AT_ONCE, Timing
from season_watch.pipeline.plan import ItemChange, Plan, Wanted
from season_watch.policy.timing import Waiting
from season_watch.storage.store import SqliteStore
from tests.fakes.store import FakeStore
from tests.unit.storage.databases import HOUR, MAIL, NOW, delivery, update
from tests.vocabulary import item

LEASE = timedelta(minutes=5)
DAILY = Timing(digest="0 8 * * *", zone="Asia/Seoul")

AnyStore = FakeStore | SqliteStore


@pytest.fixture
async def store(store: AnyStore) -> AnyStore:
    """A store in which an update was told."""
    plan = Plan(at=NOW, items=(ItemChange(item=item("a")),), updates=(update("k", item("a")),))
    await store.write(Wanted(), lambda _known: plan)
    return store


def held(name: str, timing: Timing = AT_ONCE, **more: object) -> Delivery:
    about = update("k", item("a")).key
    return delivery(name, about, **{"timing": timing, "next_attempt_at": NOW, **more})


async def keep(store: AnyStore, *deliveries: Delivery) -> None:
    await store.write(Wanted(), lambda _known: Plan(at=NOW, deliveries=deliveries))


async def asked(store: AnyStore) -> list[Waiting]:
    """The groups that a release is asked of, where all of them leaves."""
    groups: dict[tuple[str, Timing], Waiting] = {}

    def let_go(group: Waiting) -> tuple[Delivery, ...]:
        groups[group.deliveries[0].recipient, group.timing] = group
        return tuple(replace(each, released_at=NOW) for each in group.deliveries)

    await store.release(NOW, let_go)
    return list(groups.values())


async def test_what_is_held_is_not_leased_until_it_is_released(store: AnyStore) -> None:
    await keep(store, held("a"))
    assert await store.lease_deliveries(NOW + HOUR, 10, LEASE) == ()
    await store.release(NOW, lambda one: tuple(replace(each, released_at=NOW) for each in one.deliveries))
    assert [one.id for one in await store.lease_deliveries(NOW, 10, LEASE)] == ["a"]
    assert await asked(store) == []


async def test_a_group_is_what_waits_for_one_recipient_under_one_timing(store: AnyStore) -> None:
    to_bob = held("c", recipient="bob@example.org")
    await keep(store, held("a"), held("b", DAILY), to_bob, held("d", next_attempt_at=NOW + HOUR), delivery("notice"))
    groups = {(one.deliveries[0].recipient, one.timing): one.deliveries for one in await asked(store)}
    assert groups == {
        ("ann@example.org", AT_ONCE): (held("a"), held("d", next_attempt_at=NOW + HOUR)),
        ("ann@example.org", DAILY): (held("b", DAILY),),
        ("bob@example.org", AT_ONCE): (to_bob,),
    }


async def test_while_nothing_leaves_only_what_is_due_is_looked_at(store: AnyStore) -> None:
    await keep(store, held("a", next_attempt_at=NOW + HOUR), held("b"))
    seen: list[str] = []

    def look(group: Waiting) -> tuple[Delivery, ...]:
        seen.extend(one.id for one in group.deliveries)
        return group.deliveries

    await store.release(NOW, look)
    assert seen == ["b"]


async def test_a_group_of_which_nothing_is_due_is_left_alone(store: AnyStore) -> None:
    await keep(store, held("a", next_attempt_at=NOW + HOUR))
    assert await asked(store) == []


async def test_a_group_decided_by_a_clock_that_was_set_back_is_looked_at(store: AnyStore) -> None:
    await keep(store, held("a", created_at=NOW + HOUR, next_attempt_at=NOW + HOUR))
    assert len(await asked(store)) == 1


async def test_a_group_knows_when_its_messages_left_and_when_its_updates_did(store: AnyStore) -> None:
    at = [NOW - timedelta(minutes=minutes) for minutes in (60, 3, 2)]
    gone = DeliveryState.SUPPRESSED
    await keep(
        store,
        held("long ago", released_at=at[0], state=DeliveryState.SENT),
        held("alone", released_at=at[1], state=DeliveryState.SENT),
        held("told", released_at=at[2], state=gone, digested_in=DeliveryId("digest")),
        delivery("digest", timing=AT_ONCE, released_at=at[2], state=DeliveryState.SENT),
        held("due"),
    )
    (group,) = await asked(store)
    assert (group.left, group.told) == (tuple(at), tuple(at[1:]))


async def test_what_is_decided_of_a_group_is_kept_and_what_is_new_is_queued(store: AnyStore) -> None:
    await keep(store, held("a"), held("b"))
    digest = delivery("digest", timing=AT_ONCE, released_at=NOW, next_attempt_at=NOW)

    def decide(group: Waiting) -> tuple[Delivery, ...]:
        gone = {"state": DeliveryState.SUPPRESSED, "digested_in": digest.id, "reason": "told in one message"}
        return (*(replace(each, released_at=NOW, **gone) for each in group.deliveries), digest)  # type: ignore[arg-type]

    await store.release(NOW, decide)

    (leased,) = await store.lease_deliveries(NOW, 10, LEASE)
    assert leased == replace(digest, state=DeliveryState.LEASED)
    assert (leased.channel, leased.recipient) == (MAIL.name, "ann@example.org")
