"""What a rule holds, and what a silence keeps, from the moment it is decided."""

from datetime import timedelta

from season_watch.model.delivery import DeliveryState, Rule, Silence, SilenceId
from season_watch.model.timing import AT_ONCE, Timing
from season_watch.storage.registry import Declared
from tests.unit.pipeline.world import MAIL, START, WRAPPED, World
from tests.vocabulary import WATCH


async def with_rule(world: World, rule: Rule) -> None:
    await world.add("wire")
    declared = Declared(watches=(WATCH,), sources=world.sources, channels=(MAIL,), rules=(rule,))
    await world.store.reconcile(declared, world.now)


async def test_what_no_rule_holds_waits_for_the_next_tick_alone(world: World) -> None:
    await with_rule(world, Rule(channels=(MAIL.name,)))
    await world.check("wire", WRAPPED)
    (one,) = world.deliveries
    assert (one.timing, one.next_attempt_at, one.reason) == (AT_ONCE, one.created_at, None)
    assert one.is_held


async def test_what_a_rule_holds_says_until_when_and_why(world: World) -> None:
    daily = Timing(digest="0 8 * * *", zone="Asia/Seoul")
    await with_rule(world, Rule(channels=(MAIL.name,), timing=daily))
    await world.check("wire", WRAPPED)
    (one,) = world.deliveries
    assert one.timing == daily
    assert one.next_attempt_at == START + timedelta(days=2, hours=11)
    assert one.reason == "held until 2025-01-04 08:00 (Asia/Seoul): a digest then"


async def test_what_is_silenced_is_recorded_with_the_reason_and_on_the_board(world: World) -> None:
    await with_rule(world, Rule(channels=(MAIL.name,)))
    world.store.silences = (
        Silence(
            id=SilenceId(7),
            watch=WATCH.name,
            facet=None,
            channel=None,
            until=START + timedelta(days=9),
            reason="no spoilers",
            added_at=START,
        ),
    )
    await world.check("wire", WRAPPED)
    (one,) = world.deliveries
    assert (one.state, one.silence, one.timing) == (DeliveryState.SUPPRESSED, 7, None)
    assert one.reason == "silenced until 2025-01-10 12:00 UTC: no spoilers"
    assert len(world.store.updates) == 1
    assert world.store.boards[WATCH.name].beliefs
