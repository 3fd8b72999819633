"""What the owner rules out while it waits or is under way: it leaves no more, and what else was to leave does, once."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest

from season_watch.model.claim import Facet
from season_watch.model.correction import Correction
from season_watch.model.delivery import Delivery, DeliveryState
from season_watch.model.timing import AT_ONCE, Timing
from season_watch.pipeline.messages import update_message
from season_watch.pipeline.plan import ItemChange, Plan, Wanted
from season_watch.pipeline.releasing import released, timed
from season_watch.storage.store import SqliteStore
from tests.unit.storage.databases import HOUR, NOW, delivery, update
from tests.vocabulary import WATCH, board, item

STORY = item("story")
NO_RELEASE = Correction(at=NOW + HOUR, item=STORY.id, facet=Facet.RELEASE)
TEXTS = ("release.date=2025-10-31", "filming.wrapped", "trailer.teaser")
DAILY = Timing(digest="0 8 * * *", zone="UTC")
LATER = NOW + timedelta(days=2)


async def decide(store: SqliteStore, texts: tuple[str, ...], timing: Timing) -> None:
    """So many updates are decided."""
    told = [update(text, STORY, text) for text in texts]
    messages = [
        delivery(one.key, one.key, message=update_message(one, WATCH, board()), next_attempt_at=NOW) for one in told
    ]
    plan = Plan(at=NOW, items=(ItemChange(item=STORY),), updates=tuple(told), deliveries=timed(messages, timing))
    await store.write(Wanted(), lambda _known: plan)


async def leaving(store: SqliteStore, at: datetime) -> list[Delivery]:
    """What leaves next, and is under way then."""
    await store.release(at, partial(released, now=at))
    return list(await store.lease_deliveries(at, 10, HOUR))


def facets(leased: list[Delivery]) -> list[list[str]]:
    """What each message tells of."""
    return [
        [one["facet"] for one in each.message.data.get("updates", [each.message.data.get("update")])] for each in leased
    ]


def ended(one: Delivery, state: DeliveryState, again: datetime | None = None) -> Delivery:
    """A delivery after an attempt."""
    return replace(one, state=state, attempts=1, next_attempt_at=again, reason=None if again is None else "down")


async def test_an_alert_under_way_that_is_ruled_out_is_not_tried_again(store: SqliteStore) -> None:
    await decide(store, TEXTS[:1], AT_ONCE)
    (one,) = await leaving(store, NOW)
    await store.correct(NO_RELEASE)
    await store.record_attempt(ended(one, DeliveryState.PENDING, again=NOW))

    assert await leaving(store, LATER) == []
    assert await store.retry_dead(None, LATER) == ()


async def test_an_alert_that_left_before_it_was_ruled_out_counts_as_sent(store: SqliteStore) -> None:
    await decide(store, TEXTS[:1], AT_ONCE)
    (one,) = await leaving(store, NOW)
    await store.correct(NO_RELEASE)
    await store.record_attempt(ended(one, DeliveryState.SENT))

    assert (await store.correct(NO_RELEASE)).boards == ()
    assert await leaving(store, LATER) == []


@pytest.mark.parametrize(
    ("texts", "correction", "told"),
    [
        pytest.param(TEXTS, NO_RELEASE, [["filming", "trailer"]], id="a-digest-of-the-rest"),
        pytest.param(TEXTS[:2], NO_RELEASE, [["filming"]], id="the-rest-is-one"),
        pytest.param(TEXTS, replace(NO_RELEASE, facet=None), [], id="nothing-is-left"),
    ],
)
@pytest.mark.parametrize("moment", ["waiting", "under way", "dead"])
async def test_a_digest_that_has_not_left_tells_nothing_that_is_ruled_out(
    store: SqliteStore, texts: tuple[str, ...], correction: Correction, told: list[list[str]], moment: str
) -> None:
    await decide(store, texts, DAILY)
    (digest,) = await leaving(store, LATER)
    if moment != "under way":
        state = DeliveryState.DEAD if moment == "dead" else DeliveryState.PENDING
        await store.record_attempt(ended(digest, state, again=LATER))
    await store.correct(correction)
    if moment == "under way":
        await store.record_attempt(ended(digest, DeliveryState.PENDING, again=LATER))
    await store.retry_dead(None, LATER)

    left = await leaving(store, LATER + HOUR)
    assert facets(left) == told
    for one in left:
        await store.record_attempt(ended(one, DeliveryState.SENT))
    assert await leaving(store, LATER + timedelta(days=2)) == []


async def test_a_dead_digest_stays_dead_until_it_is_retried(store: SqliteStore) -> None:
    await decide(store, TEXTS, DAILY)
    (digest,) = await leaving(store, LATER)
    await store.record_attempt(ended(digest, DeliveryState.DEAD))
    await store.correct(NO_RELEASE)

    assert await leaving(store, LATER + timedelta(days=2)) == []


async def test_a_dead_digest_that_is_retried_leaves_at_no_moment_with_what_was_ruled_out(store: SqliteStore) -> None:
    await decide(store, TEXTS, DAILY)
    (digest,) = await leaving(store, LATER)
    await store.record_attempt(ended(digest, DeliveryState.DEAD))
    await store.correct(NO_RELEASE)

    await store.retry_dead(None, LATER)

    assert await store.lease_deliveries(LATER, 10, HOUR) == ()


async def test_a_digest_that_left_before_tells_nothing_again(store: SqliteStore) -> None:
    await decide(store, TEXTS, DAILY)
    (digest,) = await leaving(store, LATER)
    await store.correct(NO_RELEASE)
    await store.record_attempt(ended(digest, DeliveryState.SENT))

    assert await leaving(store, LATER + timedelta(days=2)) == []
