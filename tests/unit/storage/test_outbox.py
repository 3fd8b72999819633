from dataclasses import replace

from season_watch.model.delivery import DeliveryId, DeliveryState
from season_watch.model.item import TextState
from season_watch.pipeline.plan import ItemChange, Plan, Wanted
from season_watch.storage.store import SqliteStore
from tests.unit.storage.databases import HOUR, NOW, delivery
from tests.vocabulary import item


async def give_up(store: SqliteStore, *names: str) -> None:
    """Deliveries that are dead after nine attempts."""
    plan = Plan(at=NOW, deliveries=tuple(delivery(name, recipient=f"{name}@example.org") for name in names))
    await store.write(Wanted(), lambda _known: plan)
    for leased in await store.lease_deliveries(NOW, 10, HOUR):
        await store.record_attempt(replace(leased, state=DeliveryState.DEAD, attempts=9, reason="http-500"))


async def test_dead_deliveries_are_tried_again_with_all_their_attempts(store: SqliteStore) -> None:
    await give_up(store, "b", "a")
    assert await store.retry_dead(None, NOW) == ("b", "a")
    tried = await store.lease_deliveries(NOW, 10, HOUR)
    assert [(one.id, one.attempts) for one in tried] == [("b", 0), ("a", 0)]


async def test_a_recipient_that_wants_no_more_is_open_again_once_its_deliveries_are_retried(
    store: SqliteStore,
) -> None:
    plan = Plan(at=NOW, deliveries=(delivery("a", recipient="a@example.org"), delivery("b", recipient="b@example.org")))
    await store.write(Wanted(), lambda _known: plan)
    one, other = await store.lease_deliveries(NOW, 10, HOUR)
    for leased in (one, other):
        dead = replace(leased, state=DeliveryState.DEAD, reason="gone")
        await store.record_attempt(dead, lambda reach, _channels: (replace(reach, is_closed=True), ()))

    await store.retry_dead([one.id], NOW)

    assert [(await store.reach(leased)).is_closed for leased in (one, other)] == [False, True]


async def test_only_the_dead_deliveries_that_were_named_are_tried_again(store: SqliteStore) -> None:
    await give_up(store, "a", "b")
    named = [DeliveryId("b"), DeliveryId("nobody's")]
    assert await store.retry_dead(named, NOW) == ("b",)
    assert await store.retry_dead(named, NOW) == ()


async def test_leases_that_were_released_are_due_again_at_once(store: SqliteStore) -> None:
    await store.write(Wanted(), lambda _known: Plan(at=NOW, deliveries=(delivery("a"),)))
    leased = await store.lease_deliveries(NOW, 10, HOUR)
    await store.release_leases(NOW)
    assert await store.lease_deliveries(NOW, 10, HOUR) == leased


async def test_an_item_whose_page_was_being_read_is_due_again_at_once(store: SqliteStore) -> None:
    thin = item("thin", text_state=TextState.AWAITING, next_read_at=NOW)
    tried = item("tried", text_state=TextState.AWAITING, tries=1, next_read_at=NOW + HOUR)
    changes = (ItemChange(item=thin), ItemChange(item=tried))
    await store.write(Wanted(), lambda _known: Plan(at=NOW, items=changes))
    await store.claim_awaiting(NOW, 10, HOUR)
    await store.release_leases(NOW)
    assert [one.id for one in await store.claim_awaiting(NOW, 10, HOUR)] == [thin.id]
