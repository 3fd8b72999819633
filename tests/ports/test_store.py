"""What every store promises: one suite, run on the fake and on SQLite."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Protocol

import pytest

from season_watch.model.board import Board
from season_watch.model.claim import Reading
from season_watch.model.delivery import Channel, Delivery, DeliveryState
from season_watch.model.errors import StorageError
from season_watch.model.item import Item, ItemId, TextState
from season_watch.model.occasion import Occasion, OccasionKind
from season_watch.model.reach import Reach
from season_watch.model.source import NO_WISH, FeedWish, Health, SourceName, Validators
from season_watch.model.trouble import FIRST_SIGHT, Move, Sight, Trouble, TroubleKind
from season_watch.model.watch import WatchName
from season_watch.pipeline.plan import Anchored, ItemChange, Known, Plan, Wanted
from season_watch.pipeline.ports import Calendar, Judge, Store, Upkeep
from season_watch.policy.rhythm import first_rhythm
from season_watch.storage.registry import Declared
from tests.unit.storage.databases import (
    DECLARED,
    EVERYTHING,
    HOUR,
    MAIL,
    NOW,
    TRADE,
    WIRE,
    board,
    delivery,
    outcome,
    sighting,
    update,
)
from tests.vocabulary import WATCH, claim, item

LEASE = timedelta(minutes=5)
MOMENT = timedelta(microseconds=1)


class AnyStore(Store, Upkeep, Calendar, Protocol):
    """A store that can be told what is declared, and to check at once, and closed."""

    async def reconcile(self, declared: Declared, now: datetime) -> None: ...

    async def mark_due(self, names: tuple[SourceName, ...], now: datetime) -> object: ...

    async def close(self) -> None: ...


async def known(store: Store, wanted: Wanted) -> Known:
    """What a decision is told."""
    told: list[Known] = []

    def look(known: Known) -> Plan:
        told.append(known)
        return Plan(at=NOW)

    await store.write(wanted, look)
    return told[0]


async def keep(store: Store, **parts: object) -> Plan:
    """Write a plan whatever is known."""
    return await store.write(Wanted(), always(Plan(at=NOW, **parts)))  # type: ignore[arg-type]


def always(plan: Plan) -> Callable[[Known], Plan]:
    return lambda _known: plan


def change(of: Item) -> ItemChange:
    return ItemChange(
        item=of, readings=(Reading(watch=WATCH.name, about=True, claims=(claim("release.window=2026"),)),)
    )


# Sources and their checks


@pytest.mark.parametrize(
    ("wanted", "due"),
    [
        pytest.param(None, NOW + 5 * HOUR, id="as it was claimed"),
        pytest.param(NOW + HOUR / 30, NOW + HOUR / 30, id="wanted during the check"),
        pytest.param(NOW + 4 * HOUR, NOW + 4 * HOUR, id="wanted soon after it"),
    ],
)
async def test_a_check_however_long_sets_the_next_unless_another_was_wanted_meanwhile(
    store: AnyStore, wanted: datetime | None, due: datetime
) -> None:
    claimed = await store.claim_source(WIRE.name, NOW)
    assert claimed is not None
    if wanted:
        await store.mark_due((WIRE.name,), wanted)
    late = outcome(at=NOW + 3 * HOUR, next_check_at=NOW + 5 * HOUR, claimed_until=claimed.claimed_until)
    await keep(store, outcome=late)
    await store.claim_source(TRADE.name, NOW + 5 * HOUR)
    assert await store.claim_due(due - MOMENT, 10) == ()
    assert [one.source.name for one in await store.claim_due(due, 10)] == [WIRE.name]


async def test_a_new_source_is_due_at_once_and_for_its_first_check(store: AnyStore) -> None:
    due = await store.claim_due(NOW, limit=10)
    assert [(one.source, one.first_check, one.added_at) for one in due] == [(TRADE, True, NOW), (WIRE, True, NOW)]


async def test_a_claimed_source_is_not_due_again_before_its_interval(store: AnyStore) -> None:
    await store.claim_due(NOW, limit=10)
    assert await store.claim_due(NOW + WIRE.every - MOMENT, limit=10) == ()
    assert len(await store.claim_due(NOW + WIRE.every, limit=10)) == 2


async def test_a_check_under_way_that_is_due_once_more_keeps_its_own_wish(store: AnyStore) -> None:
    claimed = await store.claim_source(WIRE.name, NOW)
    assert claimed is not None
    woken = NOW + 3 * WIRE.every

    due = await store.claim_due(woken, 10, under_way={WIRE.name})
    wished = outcome(at=woken, next_check_at=woken + 24 * HOUR, claimed_until=claimed.claimed_until)
    await keep(store, outcome=wished)

    assert WIRE.name not in [one.source.name for one in due]
    assert WIRE.name not in [one.source.name for one in await store.claim_due(woken + 23 * HOUR, 10)]
    assert WIRE.name in [one.source.name for one in await store.claim_due(woken + 24 * HOUR, 10)]


async def test_the_longest_overdue_source_comes_first(store: AnyStore) -> None:
    await keep(store, outcome=outcome(TRADE.name, next_check_at=NOW + 2 * HOUR))
    await keep(store, outcome=outcome(WIRE.name, next_check_at=NOW + HOUR))
    due = await store.claim_due(NOW + 3 * HOUR, limit=1)
    assert [one.source.name for one in due] == [WIRE.name]


async def test_a_source_claimed_by_name_need_not_be_due(store: AnyStore) -> None:
    await store.claim_due(NOW, limit=10)
    claimed = await store.claim_source(WIRE.name, NOW)
    assert claimed is not None
    assert claimed.source == WIRE


async def test_an_unknown_source_cannot_be_claimed(store: AnyStore) -> None:
    assert await store.claim_source(SourceName("nobody"), NOW) is None


async def test_the_next_check_is_told_what_the_last_one_left(store: AnyStore) -> None:
    validators = Validators(
        etag='W/"a"', last_modified="Sat, 01 Mar 2025 12:00:00 GMT", given_by="https://cdn.wire.example/rss"
    )
    await keep(store, outcome=outcome(validators=validators, body_digest="b", zero_runs=2))
    claimed = await store.claim_source(WIRE.name, NOW)
    assert claimed is not None
    assert (claimed.validators, claimed.body_digest, claimed.zero_runs) == (validators, "b", 2)


async def test_the_next_check_is_told_how_well_the_source_was_seen(store: AnyStore) -> None:
    trouble = Trouble(kind=TroubleKind.SILENT, since=NOW, why="nothing new", well=1)
    move = Move(url="https://wire.example/new", since=NOW, seen=2)
    latest = (NOW, NOW - HOUR)
    sight = Sight(trouble=trouble, move=move, silent_after=NOW + HOUR)
    await keep(store, outcome=outcome(sight=sight, latest=latest))
    await keep(store, outcome=outcome())
    claimed = await store.claim_source(WIRE.name, NOW)
    assert claimed is not None
    assert claimed.sight == sight
    assert (await store.seen(WIRE.name)).latest == latest


async def test_a_body_without_dates_leaves_none(store: AnyStore) -> None:
    await keep(store, outcome=outcome(sight=FIRST_SIGHT, latest=()))
    assert (await store.seen(WIRE.name)).latest == ()


async def test_a_check_that_read_nothing_leaves_the_newest_dates_as_they_were(store: AnyStore) -> None:
    await keep(store, outcome=outcome(sight=FIRST_SIGHT, latest=(NOW,)))
    await keep(store, outcome=outcome(sight=Sight(silent_after=NOW)))
    assert (await store.seen(WIRE.name)).latest == (NOW,)


async def test_the_rhythm_that_a_check_counted_stays_until_another_is(store: AnyStore) -> None:
    rhythm = first_rhythm([NOW - HOUR], NOW)
    await keep(store, outcome=outcome(rhythm=rhythm))
    await keep(store, outcome=outcome(at=NOW + HOUR))
    claimed = await store.claim_source(WIRE.name, NOW + HOUR)
    assert claimed is not None
    assert (claimed.rhythm, claimed.last_checked_at) == (rhythm, NOW + HOUR)


async def test_what_a_feed_wished_stays_until_it_wishes_otherwise(store: AnyStore) -> None:
    wish = FeedWish(ttl=7_200, period=60, base=NOW, hours=(1,), weekdays=(5, 6))
    for stated, expected in ((wish, wish), (None, wish), (NO_WISH, NO_WISH)):
        await keep(store, outcome=outcome(wish=stated))
        claimed = await store.claim_source(WIRE.name, NOW)
        assert claimed is not None
        assert claimed.wish == expected


@pytest.mark.parametrize(
    ("claims", "days"),
    [
        pytest.param(["release.date=2025-03-10"], ["2025-03-10"], id="a day soon"),
        pytest.param(["release.date=2025-02-28"], ["2025-02-28"], id="yesterday"),
        pytest.param(["?release.date=2025-03-10"], ["2025-03-10"], id="a rumour"),
        pytest.param(["~release.date=2025-03-10"], [], id="a prediction"),
        pytest.param(["release.window=2025-03"], [], id="a month"),
        pytest.param(["release.window=2025-03-10/.."], [], id="from a day on"),
        pytest.param(["release.window=2025-03/.."], [], id="from a month on, as long as a day"),
        pytest.param(["release.date=2025-10-10"], [], id="a day far off"),
        pytest.param(["release.date=2025-01-10"], [], id="a day long ago"),
        pytest.param(
            ["filming.started=2025-03-02", "release.date=2025-03-01"], ["2025-03-01", "2025-03-02"], id="several"
        ),
    ],
)
async def test_a_check_is_told_of_the_days_that_are_awaited(
    store: AnyStore, claims: list[str], days: list[str]
) -> None:
    await keep(store, items=(change(item("a")),), boards=(board(item("a"), *claims),))
    due = await store.claim_due(NOW, limit=10)
    assert [[str(one.day) for one in check.awaited] for check in due] == [days, days]
    assert {one.watch for check in due for one in check.awaited} == ({WATCH.name} if days else set())


@pytest.mark.parametrize("told", ["2025-02-28", "2025-03-01"])
async def test_a_day_that_had_come_when_it_was_told_is_not_awaited(store: AnyStore, told: str) -> None:
    of = item("a", told)
    await keep(store, items=(change(of),), boards=(board(of, "filming.wrapped=2025-02-28"),))
    assert {check.awaited for check in await store.claim_due(NOW, limit=10)} == {()}


async def test_a_source_of_other_watches_awaits_nothing(store: AnyStore) -> None:
    other = replace(WATCH, name=WatchName("other"))
    elsewhere = replace(WIRE, watches=(other.name,))
    await store.reconcile(replace(DECLARED, watches=(WATCH, other), sources=(elsewhere,)), NOW)
    await keep(store, items=(change(item("a")),), boards=(board(item("a"), "release.date=2025-03-10"),))
    claimed = await store.claim_source(WIRE.name, NOW)
    assert claimed is not None
    assert claimed.awaited == ()


async def test_a_first_check_that_failed_leaves_the_first_check_to_come(store: AnyStore) -> None:
    await keep(store, outcome=outcome(health=Health.FAILING, failures=1, error="timeout: nothing came"))
    claimed = await store.claim_source(WIRE.name, NOW)
    assert claimed is not None
    assert (claimed.first_check, claimed.failures) == (True, 1)


async def test_the_first_check_is_to_come_until_a_body_listed_something(store: AnyStore) -> None:
    await keep(store, outcome=outcome())
    empty = await store.claim_source(WIRE.name, NOW)
    await keep(store, outcome=outcome(), digests=frozenset({"a"}))
    listed = await store.claim_source(WIRE.name, NOW)
    assert (empty and empty.first_check, listed and listed.first_check) == (True, False)


async def test_a_source_that_moved_is_asked_at_its_new_address(store: AnyStore) -> None:
    await keep(store, outcome=outcome(new_url="https://wire.example/new"))
    await keep(store, outcome=outcome(url="https://wire.example/new"))
    claimed = await store.claim_source(WIRE.name, NOW)
    assert claimed is not None
    assert claimed.source.url == "https://wire.example/new"


async def test_a_source_that_its_check_paused_is_due_no_more(store: AnyStore) -> None:
    await keep(store, outcome=outcome(health=Health.GONE, paused=True, error="gone: 410"))
    due = await store.claim_due(NOW + 10 * HOUR, limit=10)
    assert [one.source.name for one in due] == [TRADE.name]


async def test_what_was_answered_at_another_address_is_not_kept_of_a_source(store: AnyStore) -> None:
    elsewhere = outcome(url="https://old.example/feed", body_digest="b", new_url="https://old.example/moved")
    await keep(store, outcome=elsewhere, digests=frozenset({"a"}))
    claimed = await store.claim_source(WIRE.name, NOW)
    assert claimed is not None
    assert (claimed.source.url, claimed.body_digest, claimed.health) == (WIRE.url, None, Health.NEW)
    assert (await store.seen(WIRE.name)).digests == frozenset()


async def test_digests_are_kept_for_each_source(store: AnyStore) -> None:
    await keep(store, outcome=outcome(), digests=frozenset({"a", "b"}))
    await keep(store, outcome=outcome(), digests=frozenset({"b", "c"}))
    assert (await store.seen(WIRE.name)).digests == {"a", "b", "c"}
    assert (await store.seen(TRADE.name)).digests == frozenset()


async def test_slices_are_those_of_the_last_body_that_had_any(store: AnyStore) -> None:
    assert (await store.seen(WIRE.name)).slices == frozenset()
    for slices in ({"a", "b"}, {"b", "c"}, set[str]()):
        await keep(store, outcome=outcome(), digests=frozenset({"a"}), slices=frozenset(slices))
    assert (await store.seen(WIRE.name)).slices == {"b", "c"}
    assert (await store.seen(TRADE.name)).slices == frozenset()


async def test_plans_that_stand_alone_are_kept_together_and_each_for_its_own_source(store: AnyStore) -> None:
    await store.keep(
        (
            always(Plan(at=NOW, outcome=outcome(validators=Validators(etag='"a"')), digests=frozenset({"a"}))),
            always(Plan(at=NOW, outcome=outcome(TRADE.name, failures=2, error="timeout: 30 s", health=Health.FAILING))),
            always(
                Plan(at=NOW, outcome=outcome(url="https://old.example/feed", body_digest="b"), digests=frozenset({"b"}))
            ),
        )
    )
    trade, wire = await store.claim_due(NOW + 2 * HOUR, limit=10)
    assert (wire.validators, wire.body_digest, wire.failures) == (Validators(etag='"a"'), None, 0)
    assert (trade.failures, trade.health, trade.first_check) == (2, Health.FAILING, True)
    assert (await store.seen(WIRE.name)).digests == {"a"}


async def test_notices_of_many_checks_are_queued_with_their_outcomes_for_the_channels_there_are(
    store: AnyStore,
) -> None:
    def tell(known: Known) -> Plan:
        told = tuple(delivery(f"to {channel.name}", channel=channel.name) for channel in known.channels)
        return Plan(at=NOW, outcome=outcome(), deliveries=told)

    (plan,) = await store.keep((tell,))
    assert [one.id for one in await store.lease_deliveries(NOW, limit=10, lease=HOUR)] == [f"to {MAIL.name}"]
    assert plan.outcome == outcome()


# What is known


async def test_what_is_declared_is_known_to_every_decision(store: AnyStore) -> None:
    told = await known(store, Wanted())
    assert (told.watches, told.channels, told.rules) == ((WATCH,), (MAIL,), (EVERYTHING,))
    assert (await store.watches(), await store.channels()) == ((WATCH,), (MAIL,))
    assert (await store.seen(WIRE.name)).watches == (WATCH,)


async def test_what_is_declared_no_more_is_not_active(store: AnyStore) -> None:
    await store.reconcile(Declared(), NOW)
    told = await known(store, Wanted())
    assert (told.watches, told.channels, told.rules) == ((), (), ())
    assert await store.claim_due(NOW, limit=10) == ()


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param(Wanted(ids=frozenset({ItemId("a")})), id="by its id"),
        pytest.param(Wanted(fingerprints=frozenset({"print-a"})), id="by its text"),
        pytest.param(Wanted(headlines=frozenset({"headline-a"})), id="by its headline"),
        pytest.param(Wanted(source=WIRE.name, guids=frozenset({"a"})), id="by its guid in the source"),
    ],
)
async def test_an_item_is_found_by_each_of_its_keys(store: AnyStore, wanted: Wanted) -> None:
    first, second = item("a", fingerprint="print-a", headline="headline-a"), item("b")
    await keep(store, items=(change(first), change(second)), sightings=(sighting(first), sighting(second)))
    assert (await known(store, wanted)).items == (first,)


def anchored(of: Item, *anchors: int, watch: str = WATCH.name) -> Anchored:
    """What a text of the time of an item is looked up by."""
    return Anchored(anchors=frozenset(anchors), watches=frozenset({WatchName(watch)}), published=of.published)


def entered(of: Item, *anchors: int) -> ItemChange:
    """An item that was read for the watch, and by what its copies find it."""
    return ItemChange(item=of, readings=(Reading(watch=WATCH.name, about=True),), anchors=frozenset(anchors))


async def test_an_item_is_found_by_two_anchors_of_its_text(store: AnyStore) -> None:
    await keep(store, items=(entered(item("a"), 1, 2, 3), entered(item("b"), 3, 4, 2**32 - 1)))
    assert (await known(store, Wanted(texts=(anchored(item("a"), 1, 2, 9),)))).items == (item("a"),)
    assert (await known(store, Wanted(texts=(anchored(item("b"), 4, 2**32 - 1),)))).items == (item("b"),)
    assert (await known(store, Wanted(texts=(anchored(item("a"), 3, 9),)))).items == ()


async def test_an_item_is_found_by_its_text_among_those_of_its_watch_and_time(store: AnyStore) -> None:
    of = item("a", "2025-03-01")
    await keep(store, items=(entered(of, 1, 2),))
    for published, found in (("2024-12-02", (of,)), ("2025-05-29", (of,)), ("2024-11-29", ()), ("2025-06-02", ())):
        wanted = Wanted(texts=(anchored(item("b", published), 1, 2),))
        assert (await known(store, wanted)).items == found, published
    assert (await known(store, Wanted(texts=(anchored(of, 1, 2, watch="other"),)))).items == ()


async def test_a_new_version_is_found_by_its_own_anchors(store: AnyStore) -> None:
    changed = item("a", version=2, text="Another text")
    await keep(store, items=(entered(item("a"), 1, 2),))
    await keep(store, items=(entered(changed, 2, 3),))
    assert (await known(store, Wanted(texts=(anchored(changed, 2, 3),)))).items == (changed,)


async def test_what_was_not_read_is_not_found_by_its_text(store: AnyStore) -> None:
    await keep(store, items=(ItemChange(item=item("a"), readings=None, anchors=frozenset({1, 2})),))
    assert (await known(store, Wanted(texts=(anchored(item("a"), 1, 2),)))).items == ()


async def test_a_guid_means_something_in_its_own_source_alone(store: AnyStore) -> None:
    await keep(store, items=(change(item("a")),), sightings=(sighting(item("a")),))
    told = await known(store, Wanted(source=TRADE.name, guids=frozenset({"a"})))
    assert (told.items, told.sighted) == ((), ())


async def test_the_newest_sighting_of_a_reused_guid_comes_last(store: AnyStore) -> None:
    first, second = item("a"), item("b")
    later = sighting(second, guid="1", at=NOW + HOUR)
    await keep(store, items=(change(first), change(second)), sightings=(later, sighting(first, guid="1")))
    told = await known(store, Wanted(source=WIRE.name, guids=frozenset({"1"})))
    assert told.sighted == (("1", first.id), ("1", second.id))


async def test_an_item_sighted_again_at_its_address_keeps_its_newest_guid(store: AnyStore) -> None:
    await keep(store, items=(change(item("a")),), sightings=(sighting(item("a")),))
    await keep(store, sightings=(sighting(item("a"), guid="new"),))
    told = await known(store, Wanted(source=WIRE.name, guids=frozenset({"a", "new"})))
    assert told.sighted == (("new", ItemId("a")),)


async def test_thousands_of_keys_can_be_wanted_at_once(store: AnyStore) -> None:
    await keep(store, items=(change(item("a")),))
    ids = frozenset(ItemId(str(number)) for number in range(40_000)) | {ItemId("a")}
    assert (await known(store, Wanted(ids=ids))).items == (item("a"),)


async def test_a_changed_item_replaces_what_stood(store: AnyStore) -> None:
    changed = item("a", version=2, title="Another title", fingerprint="other")
    await keep(store, items=(change(item("a", fingerprint="print")),))
    await keep(store, items=(change(changed),))
    told = await known(store, Wanted(ids=frozenset({ItemId("a")}), fingerprints=frozenset({"print"})))
    assert told.items == (changed,)


async def test_a_watch_of_which_nothing_is_believed_has_an_empty_board(store: AnyStore) -> None:
    told = await known(store, Wanted(watches=frozenset({WATCH.name})))
    assert told.boards == (Board(watch=WATCH.name),)


async def test_a_board_is_replaced_as_a_whole_and_in_order(store: AnyStore) -> None:
    told = item("a")
    await keep(store, items=(change(told),), boards=(board(told, "renewal.renewed"),))
    later = board(told, "release.date=2025-10-31", "?filming.wrapped", "~release.window=2026")
    await keep(store, boards=(later,))
    assert (await known(store, Wanted(watches=frozenset({WATCH.name})))).boards == (later,)


async def test_an_item_that_was_set_back_does_not_hold_up_its_next_version(store: AnyStore) -> None:
    first, second = item("a"), item("a", version=2, text="Another text", fingerprint="other")
    for version in (first, second, first, second):
        await keep(store, items=(change(version),))
    assert (await known(store, Wanted(ids=frozenset({first.id})))).items == (second,)


async def test_when_the_sources_of_items_were_added_is_known_and_which_are_archived(store: AnyStore) -> None:
    trade = item("b", source=TRADE.name)
    await keep(store, items=(change(item("a")), change(trade), change(item("c", source=SourceName("nobody")))))
    await store.reconcile(replace(DECLARED, sources=(WIRE,)), NOW + HOUR)
    told = await known(store, Wanted(ids=frozenset({ItemId("a"), ItemId("b"), ItemId("c")})))
    assert (told.added, told.archived) == (((TRADE.name, NOW), (WIRE.name, NOW)), frozenset({TRADE.name}))


# Plans


async def test_a_plan_is_returned_as_applied(store: AnyStore) -> None:
    plan = Plan(at=NOW, items=(change(item("a")),))
    assert await store.write(Wanted(), always(plan)) == plan


async def test_a_decision_that_raises_writes_nothing_and_its_error_comes_back(store: AnyStore) -> None:
    def fail(_known: Known) -> Plan:
        raise KeyError("a bug")

    with pytest.raises(KeyError, match="a bug"):
        await store.write(Wanted(), fail)
    assert await keep(store) == Plan(at=NOW)


async def test_an_update_cannot_be_written_twice_and_its_plan_is_undone_whole(store: AnyStore) -> None:
    told = item("a")
    await keep(store, items=(change(told),), updates=(update("k", told),))
    with pytest.raises(StorageError):
        await keep(store, items=(change(item("b")),), updates=(update("k", told),), deliveries=(delivery("d"),))
    assert (await known(store, Wanted(ids=frozenset({ItemId("b")})))).items == ()
    assert await store.lease_deliveries(NOW, 10, LEASE) == ()


# Texts that are awaited


async def test_an_item_whose_text_is_awaited_is_leased_once_it_is_due(store: AnyStore) -> None:
    thin = item("a", text_state=TextState.AWAITING, next_read_at=NOW)
    later = item("b", text_state=TextState.AWAITING, next_read_at=NOW + HOUR)
    await keep(store, items=(change(thin), change(later), change(item("c"))))
    leased = replace(thin, next_read_at=NOW + LEASE)
    assert await store.claim_awaiting(NOW, 10, LEASE) == (leased,)
    assert await store.claim_awaiting(NOW + LEASE - MOMENT, 10, LEASE) == ()
    assert [one.id for one in await store.claim_awaiting(NOW + HOUR, 1, LEASE)] == [thin.id]


# Deliveries


async def test_a_delivery_is_leased_until_its_lease_runs_out(store: AnyStore) -> None:
    await keep(store, deliveries=(delivery("d"),))
    (leased,) = await store.lease_deliveries(NOW, 10, LEASE)
    assert leased == delivery("d", state=DeliveryState.LEASED)
    assert await store.lease_deliveries(NOW + LEASE - MOMENT, 10, LEASE) == ()
    assert await store.lease_deliveries(NOW + LEASE, 10, LEASE) == (leased,)


async def test_deliveries_leave_in_the_order_of_writing_whatever_the_clock_says(store: AnyStore) -> None:
    await keep(store, deliveries=(delivery("z"), delivery("a", created_at=NOW - HOUR)))
    leased = await store.lease_deliveries(NOW, 1, LEASE)
    assert [one.id for one in leased] == ["z"]


async def test_one_delivery_to_a_recipient_is_under_way_at_a_time(store: AnyStore) -> None:
    others = (delivery("b"), delivery("to bob", recipient="bob@example.org"))
    await keep(store, deliveries=(delivery("a"), *others))
    first, to_bob = await store.lease_deliveries(NOW, 10, LEASE)
    assert (first.id, to_bob.id) == ("a", "to bob")
    assert await store.lease_deliveries(NOW, 10, LEASE) == ()
    await store.record_attempt(replace(first, state=DeliveryState.SENT, attempts=1))
    assert [one.id for one in await store.lease_deliveries(NOW, 10, LEASE)] == ["b"]


async def test_a_delivery_that_waits_for_its_next_attempt_holds_up_no_later_one(store: AnyStore) -> None:
    await keep(store, deliveries=(delivery("a"), delivery("b")))
    (first,) = await store.lease_deliveries(NOW, 10, LEASE)
    await store.record_attempt(replace(first, state=DeliveryState.PENDING, attempts=1, next_attempt_at=NOW + HOUR))
    assert [one.id for one in await store.lease_deliveries(NOW, 10, LEASE)] == ["b"]


async def test_recipients_with_much_to_come_take_one_place_each(store: AnyStore) -> None:
    many = tuple(delivery(f"ann {number}") for number in range(20))
    await keep(store, deliveries=(*many, delivery("to bob", recipient="bob@example.org")))
    assert [one.id for one in await store.lease_deliveries(NOW, 2, LEASE)] == ["ann 0", "to bob"]


async def test_a_delivery_waits_for_its_next_attempt(store: AnyStore) -> None:
    await keep(store, deliveries=(delivery("d", next_attempt_at=NOW + HOUR),))
    assert await store.lease_deliveries(NOW + HOUR - MOMENT, 10, LEASE) == ()
    assert len(await store.lease_deliveries(NOW + HOUR, 10, LEASE)) == 1


@pytest.mark.parametrize("state", [DeliveryState.SENT, DeliveryState.DEAD, DeliveryState.SUPPRESSED])
async def test_a_delivery_that_is_done_never_leaves_again(store: AnyStore, state: DeliveryState) -> None:
    await keep(store, deliveries=(delivery("d"),))
    (leased,) = await store.lease_deliveries(NOW, 10, LEASE)
    await store.record_attempt(replace(leased, state=state, attempts=1))
    assert await store.lease_deliveries(NOW + 100 * HOUR, 10, LEASE) == ()


async def test_a_failed_attempt_is_kept_with_its_reason(store: AnyStore) -> None:
    await keep(store, deliveries=(delivery("d"),))
    (leased,) = await store.lease_deliveries(NOW, 10, LEASE)
    failed = replace(
        leased, state=DeliveryState.PENDING, attempts=1, next_attempt_at=NOW + HOUR, reason="connection refused"
    )
    await store.record_attempt(failed)
    assert await store.lease_deliveries(NOW + HOUR, 10, LEASE) == (replace(failed, state=DeliveryState.LEASED),)


async def test_a_delivery_planned_again_stays_as_it_is(store: AnyStore) -> None:
    await keep(store, deliveries=(delivery("d"),))
    (leased,) = await store.lease_deliveries(NOW, 10, LEASE)
    await store.record_attempt(replace(leased, state=DeliveryState.SENT, attempts=1))
    await keep(store, deliveries=(delivery("d", recipient="eve@example.org"),))
    assert await store.lease_deliveries(NOW, 10, LEASE) == ()


async def test_an_attempt_of_an_unknown_delivery_is_refused(store: AnyStore) -> None:
    with pytest.raises(StorageError):
        await store.record_attempt(delivery("nobody's"))


async def test_what_tells_of_an_attempt_is_queued_with_it_and_once(store: AnyStore) -> None:
    await keep(store, deliveries=(delivery("a"), delivery("b")))
    told = delivery("told", recipient="bob@example.org")
    (first,) = await store.lease_deliveries(NOW, 10, LEASE)
    await store.record_attempt(replace(first, state=DeliveryState.DEAD, attempts=1), telling(told))
    second, leased = await store.lease_deliveries(NOW, 10, LEASE)
    assert leased == replace(told, state=DeliveryState.LEASED)
    await store.record_attempt(replace(leased, state=DeliveryState.SENT, attempts=1))
    await store.record_attempt(replace(second, state=DeliveryState.DEAD, attempts=1), telling(told))
    assert await store.lease_deliveries(NOW, 10, LEASE) == ()


async def test_an_attempt_that_is_refused_tells_nobody(store: AnyStore) -> None:
    with pytest.raises(StorageError):
        await store.record_attempt(delivery("nobody's"), telling(delivery("told")))
    assert await store.lease_deliveries(NOW, 10, LEASE) == ()


async def test_a_recipient_is_judged_by_what_was_kept_of_it(store: AnyStore) -> None:
    await keep(store, deliveries=(delivery("a"), delivery("b")))
    judged: list[Reach] = []
    for _ in range(2):
        (leased,) = await store.lease_deliveries(NOW, 1, LEASE)
        await store.record_attempt(replace(leased, state=DeliveryState.DEAD, attempts=1), refusing_more(judged))
    first = Reach(channel=MAIL.name, recipient=delivery("a").recipient)
    assert judged == [first, replace(first, refusing_since=NOW, reason="refused", gave_up=True)]


async def test_only_recipients_that_refuse_and_are_still_named_are_judged_anew(store: AnyStore) -> None:
    await keep(store, deliveries=(delivery("a"), delivery("b", recipient="nobody@example.org")))
    judged: list[Reach] = []
    await store.review(refusing_more(judged))
    assert judged == []
    for leased in await store.lease_deliveries(NOW, 10, LEASE):
        await store.record_attempt(replace(leased, state=DeliveryState.DEAD, attempts=1), refusing_more([]))
    await store.review(refusing_more(judged))
    assert [(reach.channel, reach.recipient) for reach in judged] == [(MAIL.name, delivery("a").recipient)]


async def test_a_notice_is_queued_once(store: AnyStore) -> None:
    for _ in range(2):
        await store.queue((delivery("told"),))
    assert [one.id for one in await store.lease_deliveries(NOW, 10, LEASE)] == ["told"]


async def test_a_sign_of_life_can_be_written_again_and_again(store: AnyStore) -> None:
    for at in (NOW, NOW + HOUR):
        await store.beat(at)
    assert store.take_fault() is None


def telling(notice: Delivery) -> Judge:
    """Says this, whatever the recipient."""
    return lambda reach, _channels: (reach, (notice,))


def refusing_more(judged: list[Reach]) -> Judge:
    """Notes whom it judges, and finds that they refuse."""

    def judge(reach: Reach, channels: tuple[Channel, ...]) -> tuple[Reach, tuple[Delivery, ...]]:
        assert MAIL in channels
        judged.append(reach)
        return replace(reach, refusing_since=NOW, reason="refused", gave_up=True), ()

    return judge


# Occasions


@pytest.mark.parametrize(
    ("told", "first", "last", "found"),
    [
        ("release.date=2025-10-31", 0, 0, True),
        ("release.date=2025-10-31", 1, 9, False),
        ("release.date=2025-10-31", -9, -1, False),
        ("?release.date=2025-10-31", 0, 0, False),
        ("filming.scheduled=2025-10-31", 0, 0, False),
        ("release.window=2025-10", 0, 0, True),
        ("release.window=2025", -60, 60, False),
        ("release.window=2025", -60, 61, True),
        ("release.window=2025/..", -60, 60, False),
        ("release.none", -60, 60, False),
    ],
)
async def test_a_watch_is_dated_where_a_confirmed_date_of_release_is_near(
    store: AnyStore, told: str, first: int, last: int, found: bool
) -> None:
    await keep(store, items=(change(item("story")),), boards=(board(item("story"), told),))
    day = date(2025, 10, 31)
    dated = await store.dated(day + timedelta(days=first), day + timedelta(days=last))
    assert dated == (frozenset({WATCH.name}) if found else frozenset())


async def test_what_was_told_of_a_day_is_known_where_it_is_asked_for(store: AnyStore) -> None:
    occasion = Occasion(watch=WATCH.name, kind=OccasionKind.TODAY, value="2025-10-31")
    await keep(store, occasions=(occasion,))
    assert (await known(store, Wanted(occasions=True))).told == {occasion}
    assert (await known(store, Wanted())).told == frozenset()
