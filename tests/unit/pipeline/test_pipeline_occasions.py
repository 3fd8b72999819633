"""Each occasion is told once, to those whom an update of it would go to."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from season_watch.model.claim import Certainty, Facet
from season_watch.model.delivery import DeliveryState, Rule, Silence, SilenceId
from season_watch.model.timing import QuietHours, Timing
from season_watch.model.watch import WatchName
from season_watch.pipeline.occasions import Occasions
from season_watch.storage.registry import Declared
from tests.unit.pipeline.world import FILLER, MAIL, News, World
from tests.vocabulary import WATCH, day

DATED = News(
    title="All of Us Are Dead season 2 gets a date",
    text=f"Netflix confirmed that All of Us Are Dead season 2 will premiere on October 31, 2025.\n\n{FILLER}",
    published=day("2025-03-01"),
)
OUT = day("2025-10-31")


async def dated(world: World, **rule: object) -> None:
    """A world in which a day of release is confirmed, and of which all is told that the rule lets through."""
    await world.add("wire")
    rules = (Rule(channels=(MAIL.name,), **rule),)  # type: ignore[arg-type]
    watch = replace(WATCH, remind=timedelta(days=7))
    await world.store.reconcile(
        Declared(watches=(watch,), sources=world.sources, channels=(MAIL,), rules=rules), world.now
    )
    world.now = day("2025-03-01")
    await world.check("wire", DATED)
    assert world.store.boards[WATCH.name].beliefs[0].value == "2025-10-31"


async def look(world: World, *moments: datetime) -> list[str]:
    """Look at these moments; returns the kinds of the messages that were queued."""
    before = len(world.deliveries)
    occasions = Occasions(store=world.store, clock=world.clock, local=lambda moment: moment)
    for moment in moments:
        world.now = moment
        await occasions.look()
    return [one.message.kind for one in world.deliveries[before:]]


async def test_a_day_is_told_a_week_before_and_when_it_comes_and_when_nobody_told_of_it(world: World) -> None:
    await dated(world)
    hours = [OUT + timedelta(hours=n) for n in range(-24 * 10, 24 * 40)]
    assert await look(world, *hours) == ["notice.release_soon", "notice.release_today", "notice.release_passed"]
    soon, today, passed = world.deliveries[-3:]
    assert today.message.subject == "[All of Us Are Dead S2] Today: release on 31 October 2025"
    assert soon.message.data["notice"]["text"].startswith("All of Us Are Dead S2 is to be released on 31 October 2025")
    assert "in 7 days." in soon.message.data["notice"]["text"]
    text = passed.message.data["notice"]["text"]
    assert text.startswith(
        "All of Us Are Dead S2 was to be released on 31 October 2025. That was 3 days ago, and no source"
    )
    assert text.endswith("As The Outlet told: https://outlet.example/story")


async def test_a_year_that_ends_without_a_release_is_told_once(world: World) -> None:
    await world.add("wire")
    world.now = day("2025-03-01")
    text = f"Netflix confirmed that All of Us Are Dead season 2 will premiere in 2025.\n\n{FILLER}"
    await world.check("wire", replace(DATED, text=text))
    assert world.store.boards[WATCH.name].beliefs[0].value == "2025"
    hours = [day("2026-01-01") + timedelta(hours=n) for n in range(-24 * 10, 24 * 40)]
    assert await look(world, *hours) == ["notice.release_passed"]
    message = world.deliveries[-1].message
    assert message.subject == "[All of Us Are Dead S2] Passed without news: release in 2025"
    text = message.data["notice"]["text"]
    assert text.startswith("All of Us Are Dead S2 was to be released in 2025. That ended 3 days ago, and no source")


@pytest.mark.parametrize(
    ("jumps", "told"),
    [
        pytest.param([0, 1, 0, -1, 0], ["today", "soon"], id="a day to and fro"),
        pytest.param([-1, 0, -1, 0], ["soon", "today"], id="back over midnight"),
        pytest.param([-20, 400, -20, 0], ["today"], id="a year ahead, and back"),
        pytest.param([-20, 400, 401, 402], [], id="a year ahead for good"),
        pytest.param([-20, 5, 6, 0], ["passed", "today"], id="a few days ahead, and back"),
    ],
)
async def test_a_clock_that_jumps_makes_no_storm(world: World, jumps: list[int], told: list[str]) -> None:
    await dated(world)
    kinds = await look(world, *(OUT + timedelta(days=days) for days in jumps))
    assert kinds == [f"notice.release_{kind}" for kind in told]


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param({"watches": (WatchName("other"),)}, id="of another watch"),
        pytest.param({"facets": (Facet.TRAILER,)}, id="of another facet"),
        pytest.param({"certainty": (Certainty.RUMOURED,)}, id="of rumours"),
    ],
)
async def test_nobody_hears_of_a_day_who_would_hear_no_update_of_it(world: World, rule: dict[str, object]) -> None:
    await dated(world, **rule)
    assert await look(world, OUT) == []


async def test_a_day_that_comes_in_quiet_hours_is_told_when_they_end(world: World) -> None:
    await dated(world, timing=Timing(quiet=QuietHours(start=time(22), end=time(14))))
    assert await look(world, OUT) == ["notice.release_today"]
    assert world.deliveries[-1].next_attempt_at == OUT + timedelta(hours=2)


async def test_a_digest_holds_no_day_up(world: World) -> None:
    await dated(world, timing=Timing(digest="0 8 * * *"))
    assert await look(world, OUT) == ["notice.release_today"]
    assert world.deliveries[-1].next_attempt_at == OUT


async def test_a_silenced_day_is_recorded_and_not_sent(world: World) -> None:
    await dated(world)
    world.store.silences = (
        Silence(
            id=SilenceId(1),
            watch=WATCH.name,
            facet=None,
            channel=None,
            until=OUT + timedelta(days=1),
            reason="away",
            added_at=OUT - timedelta(days=30),
        ),
    )
    assert await look(world, OUT) == ["notice.release_today"]
    assert world.deliveries[-1].state is DeliveryState.SUPPRESSED
