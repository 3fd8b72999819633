"""What every keeper of subscriptions promises: one suite, run on the fake and on SQLite."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

import pytest

from season_watch.model.source import SourceForCheck
from season_watch.model.subscription import NO_HUB, Hub, Subscription, SubscriptionState
from season_watch.pipeline.plan import Plan
from season_watch.pipeline.ports import Store, Subscriptions
from season_watch.policy.subscriptions import BETWEEN_PUSHES, asked, verified
from season_watch.storage.registry import Declared
from tests.unit.storage.databases import HOUR, NOW, WIRE, outcome

HUB = Hub(url="https://hub.example/", topic="https://wire.example/feed")
HERE = "https://me.example/hubs"
AT = f"{HERE}/1"
SECOND = timedelta(seconds=1)
ASK = partial(asked, callback=AT, secret="unguessable", now=NOW)
CONFIRM = partial(verified, topic=HUB.topic, lease=timedelta(days=10), now=NOW)


class AnyStore(Store, Subscriptions, Protocol):
    """A store that can be told what is declared, and closed."""

    async def reconcile(self, declared: Declared, now: datetime) -> None: ...

    async def close(self) -> None: ...


@pytest.fixture
async def store(store: AnyStore) -> AnyStore:
    """A store in which a check has found that the wire names a hub."""
    await store.claim_due(NOW, 10)
    await found(store, hub=HUB)
    return store


async def found(store: AnyStore, *, hub: Hub | None = None, missed: bool = False) -> None:
    """Keep what a check of the wire left."""
    left = outcome(source=WIRE.name, url=WIRE.url, at=NOW, next_check_at=NOW + HOUR)
    plan = Plan(at=NOW, outcome=replace(left, hub=hub, missed=missed))
    await store.keep((lambda _known: plan,))


async def hold(store: AnyStore) -> None:
    """Ask the hub, and have it confirm."""
    assert len(await store.claim_subscriptions(NOW, 10, ASK)) == 1
    assert await store.change_subscription(AT, CONFIRM) is not None


async def wire(store: AnyStore) -> SourceForCheck:
    claimed = await store.claim_source(WIRE.name, NOW)
    assert claimed is not None
    return claimed


async def state(store: AnyStore) -> SubscriptionState | None:
    subscription = (await wire(store)).subscription
    return None if subscription is None else subscription.state


async def test_a_hub_that_a_feed_names_is_to_be_asked_at_once(store: AnyStore) -> None:
    assert (await wire(store)).subscription == Subscription(hub=HUB, state=SubscriptionState.OFFERED, next_ask_at=NOW)
    assert await store.claim_subscriptions(NOW - SECOND, 10, ASK) == ()
    assert await store.claim_subscriptions(NOW, 0, ASK) == ()


async def test_that_a_hub_was_asked_is_kept_before_it_is(store: AnyStore) -> None:
    (subscription,) = await store.claim_subscriptions(NOW, 10, ASK)
    assert subscription.state is SubscriptionState.ASKED
    assert await store.subscription_at(AT) == subscription == (await wire(store)).subscription
    assert await store.claim_subscriptions(NOW, 10, ASK) == ()


async def test_a_subscription_is_changed_at_its_own_address_alone(store: AnyStore) -> None:
    await hold(store)
    assert await state(store) is SubscriptionState.HELD
    assert await store.subscription_at(f"{HERE}/2") is None
    assert await store.change_subscription(f"{HERE}/2", CONFIRM) is None
    assert await store.change_subscription(AT, lambda _one: None) is None
    assert await state(store) is SubscriptionState.HELD


async def test_a_feed_that_names_no_hub_any_more_has_none(store: AnyStore) -> None:
    await hold(store)
    await found(store)
    assert await state(store) is SubscriptionState.HELD
    await found(store, hub=NO_HUB)
    assert await state(store) is None
    assert await store.subscription_at(AT) is None


async def test_another_hub_is_asked_anew(store: AnyStore) -> None:
    await hold(store)
    await found(store, hub=replace(HUB, url="https://hub2.example/"))
    assert await state(store) is SubscriptionState.OFFERED
    assert await store.subscription_at(AT) is None


async def test_a_hub_that_kept_news_to_itself_is_silent_until_it_tells(store: AnyStore) -> None:
    await hold(store)
    await found(store, missed=True)
    assert await state(store) is SubscriptionState.SILENT
    await store.hear(AT, NOW + HOUR)
    assert await state(store) is SubscriptionState.HELD


async def test_a_source_of_which_a_hub_told_is_due_but_not_too_often(store: AnyStore) -> None:
    await hold(store)
    await found(store)
    await store.hear(AT, NOW + SECOND)
    await store.hear(f"{HERE}/2", NOW + SECOND)
    assert WIRE.name not in [one.source.name for one in await store.claim_due(NOW + 2 * SECOND, 10)]
    due = await store.claim_due(NOW + BETWEEN_PUSHES, 10)
    assert [one.source.name for one in due] == [WIRE.name]
    assert due[0].subscription is not None
    assert due[0].subscription.told_at == NOW + SECOND


@pytest.mark.parametrize(
    ("callback", "expected"),
    [
        pytest.param(HERE, SubscriptionState.HELD, id="the same address"),
        pytest.param("https://you.example/hubs", SubscriptionState.OFFERED, id="another address"),
        pytest.param(None, SubscriptionState.OFFERED, id="nobody listens"),
    ],
)
async def test_hubs_that_tell_where_nobody_listens_any_more_are_asked_anew(
    store: AnyStore, callback: str | None, expected: SubscriptionState
) -> None:
    await hold(store)
    await store.forget_callbacks(callback, NOW)
    assert await state(store) is expected
