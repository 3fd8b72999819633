"""What the daemon says of itself: once when trouble starts, once when it is over, and nothing while all is well."""

from datetime import timedelta

import pytest

from season_watch.daemon.voice import Voice
from season_watch.model.delivery import NotSent
from season_watch.model.reach import Reach
from season_watch.policy.upkeep import FAULTY_AFTER, SOUND_AFTER, Pulse
from season_watch.storage.registry import Declared
from tests.fakes.sender import FakeSender
from tests.unit.daemon.runtimes import CountingPinger, runtime_of
from tests.unit.daemon.test_daemon_ticks import HOOK
from tests.unit.pipeline.world import MAIL, START, World

FULL = "The disk that holds w.db is full: free some space; nothing that was stored is lost."
BOTH = frozenset({MAIL.name, HOOK.name})


async def voice_of(world: World, sender: FakeSender, pinger: CountingPinger | None = None) -> Voice:
    await world.store.reconcile(Declared(channels=(HOOK, MAIL)), START)
    return Voice(runtime_of(world, sender, channels=(HOOK, MAIL), pinger=pinger))


async def look(voice: Voice, world: World, times: int) -> None:
    for _ in range(times):
        world.now += timedelta(seconds=5)
        await voice.look()


async def test_a_full_disk_is_told_past_the_database_and_its_end_by_way_of_it() -> None:
    world, sender = World(), FakeSender(accounts=BOTH)
    voice = await voice_of(world, sender)
    world.store.faults = [FULL] * 10
    await look(voice, world, 5)
    assert [(one.channel, one.message.kind) for one in sender.sent] == [
        (HOOK.name, "notice.store_failing"),
        (MAIL.name, "notice.store_failing"),
    ]
    assert FULL in sender.sent[0].message.data["notice"]["text"]
    assert world.deliveries == []
    world.store.faults = []
    await look(voice, world, SOUND_AFTER + 5)
    assert len(sender.sent) == 2
    assert [one.message.kind for one in world.deliveries] == ["notice.store_working"] * 2


async def test_what_nobody_heard_is_said_again_until_one_does() -> None:
    deaf = NotSent(reason="connect: no answer", retryable=True)
    world, sender = World(), FakeSender(accounts=BOTH, results=[deaf] * 4)
    voice = await voice_of(world, sender)
    world.store.faults = [FULL] * 20
    await look(voice, world, FAULTY_AFTER + 1)
    assert sender.sent == []
    await look(voice, world, 4)
    assert len(sender.sent) == 2


async def test_one_fault_is_not_told() -> None:
    world, sender = World(), FakeSender(accounts=BOTH)
    voice = await voice_of(world, sender)
    world.store.faults = [FULL]
    await look(voice, world, 10)
    assert (sender.sent, world.deliveries) == ([], [])


async def test_a_write_is_tried_only_while_something_is_at_fault() -> None:
    world, sender = World(), FakeSender(accounts=BOTH)
    voice = await voice_of(world, sender)
    await look(voice, world, 5)
    assert world.store.beats == []
    world.store.faults = [FULL]
    await look(voice, world, 10)
    assert len(world.store.beats) == SOUND_AFTER


@pytest.mark.parametrize(
    ("pulse", "fault", "heard"),
    [
        pytest.param(Pulse(sources=1, seen=1), None, 1, id="all works"),
        pytest.param(Pulse(sources=1), None, 0, id="nothing can be fetched"),
        pytest.param(Pulse(recipients_down=1), None, 0, id="nothing can be sent"),
        pytest.param(Pulse(), FULL, 0, id="nothing can be stored"),
    ],
)
async def test_the_ping_says_that_all_works_or_nothing(pulse: Pulse, fault: str | None, heard: int) -> None:
    world, pinger = World(), CountingPinger()
    voice = await voice_of(world, FakeSender(accounts=BOTH), pinger)
    world.store.pulses, world.store.faults = [pulse], [fault] if fault else []
    await look(voice, world, 1)
    assert pinger.heard == heard


async def test_the_ping_comes_no_more_often_than_it_shall() -> None:
    world, pinger = World(), CountingPinger(every=timedelta(minutes=5))
    voice = await voice_of(world, FakeSender(accounts=BOTH), pinger)
    await look(voice, world, 5)
    assert pinger.heard == 1


async def test_a_recipient_that_has_refused_for_an_hour_is_told_of_though_nothing_is_sent() -> None:
    world, sender = World(), FakeSender(accounts=BOTH)
    voice = await voice_of(world, sender)
    hook = Reach(channel=HOOK.name, recipient=HOOK.recipients[0], refusing_since=START, reason="http-503")
    world.store.reaches = {(hook.channel, hook.recipient): hook}
    await look(voice, world, 1)
    assert world.deliveries == []
    world.now += timedelta(hours=1)
    await look(voice, world, 3)
    assert [(one.channel, one.message.kind) for one in world.deliveries] == [(MAIL.name, "notice.channel_failing")]
