"""Deliveries of the daemon: no recipient waits for another, and none gets two at a time."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

from structlog.testing import capture_logs

from season_watch.daemon.ticks import DELIVERIES_AT_ONCE, Ticks, log_read
from season_watch.model.delivery import Channel, ChannelKind, ChannelName, Delivery, DeliveryState, SendResult, Sent
from season_watch.pipeline.messages import deliveries, notice
from season_watch.pipeline.plan import Plan, Wanted
from season_watch.storage.registry import Declared
from tests.unit.daemon.runtimes import runtime_of
from tests.unit.pipeline.world import MAIL, START, World
from tests.vocabulary import item

HOOK = Channel(name=ChannelName("hook"), kind=ChannelKind.WEBHOOK, recipients=("https://hook.example/",))


@dataclass
class GatedSender:
    """Takes everything, on the webhook's channel once `gate` is open; `at_once` is the most under way there."""

    gate: asyncio.Event = field(default_factory=asyncio.Event)
    taken: list[Delivery] = field(default_factory=list)
    mailed: asyncio.Event = field(default_factory=asyncio.Event)
    under_way: int = 0
    at_once: int = 0

    async def send(self, delivery: Delivery, channel: Channel, now: datetime) -> SendResult:
        if channel == MAIL:
            self.mailed.set()
            return Sent()
        self.under_way += 1
        self.at_once = max(self.at_once, self.under_way)
        await self.gate.wait()
        self.under_way -= 1
        self.taken.append(delivery)
        return Sent()


async def with_notices(world: World, *channels: Channel) -> None:
    """One notice to each of these channels, in this order, of no interest in itself."""
    await world.store.reconcile(Declared(channels=(HOOK, MAIL)), START)
    message = notice("test", "a test", "This is a test.", source=None, at=START)
    due = tuple(
        one for at, channel in enumerate(channels) for one in deliveries(message, (channel,), about=f"test {at}")
    )
    await world.store.write(Wanted(), lambda _known: Plan(at=START, deliveries=due))


async def test_a_receiver_that_hangs_with_much_to_come_holds_up_nobody_else() -> None:
    world, sender = World(), GatedSender()
    await with_notices(world, *([HOOK] * (DELIVERIES_AT_ONCE + 10)), MAIL)
    ticks = Ticks(runtime_of(world, sender))
    await ticks.deliver()
    async with asyncio.timeout(5):
        await sender.mailed.wait()
    assert await ticks.drain(0.01) == 1


async def test_a_burst_leaves_in_order_one_after_the_other_and_without_a_further_tick() -> None:
    world, sender = World(), GatedSender()
    sender.gate.set()
    await with_notices(world, *([HOOK] * 200))
    ticks = Ticks(runtime_of(world, sender))
    await ticks.deliver()
    async with asyncio.timeout(5):
        while len(sender.taken) < 200:  # noqa: ASYNC110 - the ticks tell nobody
            await asyncio.sleep(0)
    assert [one.id for one in sender.taken] == [one.id for one in world.deliveries]
    assert sender.at_once == 1
    assert await ticks.drain(5) == 0


async def test_what_was_sent_while_nothing_could_be_written_is_kept_once_it_can_and_not_sent_again() -> None:
    world, sender = World(), GatedSender()
    sender.gate.set()
    await with_notices(world, HOOK, HOOK)
    world.store.refused_attempts = 1
    ticks = Ticks(runtime_of(world, sender))
    await ticks.deliver()
    async with asyncio.timeout(10):
        while {one.state for one in world.deliveries} != {DeliveryState.SENT}:  # noqa: ASYNC110 - the ticks tell nobody
            await asyncio.sleep(0.01)
    assert [one.id for one in sender.taken] == [one.id for one in world.deliveries]


def test_an_item_that_changed_while_its_page_was_read_is_told_so() -> None:
    with capture_logs() as lines:
        log_read(item("a"), Plan(at=START))

    assert [(line["event"], line["text"]) for line in lines] == [("read", "changed meanwhile")]


async def test_a_drain_starts_nothing_more() -> None:
    world, sender = World(), GatedSender()
    await with_notices(world, HOOK, HOOK)
    ticks = Ticks(runtime_of(world, sender))
    await ticks.deliver()
    drained = asyncio.create_task(ticks.drain(5))
    await asyncio.sleep(0)
    sender.gate.set()
    assert await drained == 0
    assert len(sender.taken) == 1
