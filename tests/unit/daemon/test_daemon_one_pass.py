"""One pass: everything once, and no bug ends it for the others."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from structlog.testing import capture_logs

from season_watch.daemon.one_pass import one_pass
from season_watch.model.delivery import Channel, ChannelKind, ChannelName, Delivery, DeliveryState, NotSent, Rule
from season_watch.model.errors import DatabaseFault
from season_watch.model.item import TextState
from season_watch.model.reach import Reach
from season_watch.model.source import Health
from season_watch.pipeline.ports import Judge
from season_watch.storage.registry import Declared
from tests.fakes.sender import FakeSender
from tests.fakes.store import FakeStore
from tests.unit.daemon.runtimes import BuggyFetcher, BuggySender, runtime_of
from tests.unit.pipeline.world import MAIL, START, WRAPPED, World, rss
from tests.vocabulary import WATCH

NEWS = replace(WRAPPED, published=START + timedelta(days=3))
PAIR = Channel(name=ChannelName("pair"), kind=ChannelKind.EMAIL, recipients=("ann@home.example", "bob@home.example"))


async def with_news(world: World, *channels: Channel) -> None:
    """A source `good` that was checked before, and carries news of the watch now."""
    good = await world.add("good")
    await world.check("good")
    declared = Declared(
        watches=(WATCH,),
        sources=world.sources,
        channels=channels,
        rules=(Rule(channels=tuple(one.name for one in channels)),),
    )
    await world.store.reconcile(declared, world.now)
    world.fetcher.publish(f"https://{good}.example/rss", rss([NEWS]))


async def test_a_check_that_crashes_fails_alone_and_its_row_says_so() -> None:
    world = World(fetcher=BuggyFetcher("bad.example/rss"))
    bad = await world.add("bad")
    await with_news(world, MAIL)
    await one_pass(runtime_of(world, FakeSender(accounts=frozenset({MAIL.name}))), [bad, world.sources[1].name])

    outcome = world.store.sources[bad].outcome
    assert outcome is not None
    assert (outcome.health, outcome.failures, outcome.error) == (Health.FAILING, 1, "crash: OverflowError, see the log")
    assert [one.state for one in world.deliveries] == [DeliveryState.SENT]


async def test_a_page_whose_reading_crashes_has_three_tries_and_no_more() -> None:
    world = World(fetcher=BuggyFetcher("/story"))
    good = await world.add("good")
    await world.check("good")
    world.fetcher.publish("https://good.example/rss", rss([replace(NEWS, text="Read more …")]))
    runtime = runtime_of(world, FakeSender(accounts=frozenset()))
    for _ in range(5):
        await one_pass(runtime, [good])
        world.now += timedelta(hours=1)

    (item,) = world.store.items.values()
    assert (item.tries, item.text_state, item.next_read_at) == (3, TextState.HEADLINE_ONLY, None)


async def test_a_delivery_that_crashes_has_had_an_attempt_and_holds_up_no_other() -> None:
    world = World()
    await with_news(world, PAIR)
    sender = BuggySender(victim=PAIR.recipients[0])
    await one_pass(runtime_of(world, sender), [world.sources[0].name])

    crashed, taken = world.deliveries
    assert (crashed.state, crashed.attempts, crashed.reason) == (
        DeliveryState.PENDING,
        1,
        "crash: KeyError, see the log",
    )
    assert taken.state is DeliveryState.SENT


async def test_what_was_sent_while_the_database_was_locked_is_kept_once_it_is_not() -> None:
    world = World()
    await with_news(world, MAIL)
    world.store.refused_attempts = 2
    sender = FakeSender(accounts=frozenset({MAIL.name}))
    with capture_logs() as lines:
        done = await one_pass(runtime_of(world, sender), [world.sources[0].name])
    assert [one.state for one in done.deliveries] == [one.state for one in world.deliveries] == [DeliveryState.SENT]
    assert len(sender.sent) == 1
    assert [line["event"] for line in lines] == ["delivery put off"]


async def test_a_pass_gives_up_on_a_database_that_stays_locked_before_it_sends() -> None:
    class LockedStore(FakeStore):
        async def reach(self, delivery: Delivery) -> Reach:
            raise DatabaseFault("The database is locked.")

    world = World(store=LockedStore())
    await with_news(world, MAIL)
    sender = FakeSender(accounts=frozenset({MAIL.name}))
    with pytest.raises(DatabaseFault):
        await one_pass(runtime_of(world, sender), [world.sources[0].name], patience=timedelta(0))
    assert sender.sent == []


async def test_what_a_pass_has_sent_is_kept_however_long_the_database_stays_locked() -> None:
    world = World()
    await with_news(world, MAIL)
    world.store.refused_attempts = 1
    sender = FakeSender(accounts=frozenset({MAIL.name}))
    await one_pass(runtime_of(world, sender), [world.sources[0].name], patience=timedelta(0))
    assert [one.state for one in world.deliveries] == [DeliveryState.SENT]


async def test_an_attempt_that_cannot_be_kept_as_it_went_has_been_one_and_is_not_made_for_ever() -> None:
    class BuggyStore(FakeStore):
        async def record_attempt(self, delivery: Delivery, judge: Judge | None = None) -> None:
            if judge is not None:
                raise KeyError("token=secret")
            await super().record_attempt(delivery)

    world = World(store=BuggyStore())
    await with_news(world, MAIL)
    await one_pass(runtime_of(world, FakeSender(accounts=frozenset({MAIL.name}))), [world.sources[0].name])
    assert [(one.state, one.attempts, one.reason) for one in world.deliveries] == [
        (DeliveryState.PENDING, 1, "crash: KeyError, see the log")
    ]


async def test_what_failed_is_not_tried_again_in_the_same_pass() -> None:
    world = World()
    await with_news(world, MAIL)
    sender = FakeSender(accounts=frozenset({MAIL.name}), results=[NotSent(reason="later", retryable=True)])

    def later() -> datetime:
        world.now += timedelta(minutes=1)
        return world.now

    await one_pass(runtime_of(world, sender, ticks_by=later), [world.sources[0].name])
    assert [(one.state, one.attempts) for one in world.deliveries] == [(DeliveryState.PENDING, 1)]
