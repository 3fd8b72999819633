"""TVmaze's premiere date: one more witness, never the only one."""

import json
from datetime import timedelta

from season_watch.model.board import Belief
from season_watch.model.item import TextState
from season_watch.model.source import Source, SourceKind, SourceName, usual_trust
from season_watch.pipeline.plan import Plan
from season_watch.storage.registry import Declared
from tests.unit.pipeline.world import FILLER, MAIL, News, World
from tests.vocabulary import WATCH, told

URL = "https://api.tvmaze.com/shows/1"
TVMAZE = Source(name=SourceName("tvmaze"), url=URL, kind=SourceKind.TVMAZE, trust=usual_trust(SourceKind.TVMAZE))


async def add(world: World) -> None:
    await world.add("wire")
    world.sources = (*world.sources, TVMAZE)
    await world.store.reconcile(Declared(watches=(WATCH,), sources=world.sources, channels=(MAIL,)), world.now)


async def list_premiere(world: World, day: str) -> Plan:
    seasons = [
        {"number": 1, "premiereDate": "2022-01-28", "url": "https://www.tvmaze.com/seasons/1/x"},
        {"number": 2, "premiereDate": day, "url": "https://www.tvmaze.com/seasons/2/x"},
    ]
    show = {"id": 1, "name": WATCH.title, "_embedded": {"seasons": seasons}}
    world.fetcher.publish(URL, json.dumps(show).encode(), content_type="application/json")
    return await world.check_as_it_is("tvmaze")


def beliefs(world: World) -> list[Belief]:
    return [belief for board in world.store.boards.values() for belief in board.beliefs]


def announced(world: World) -> News:
    text = f"Season 2 of {WATCH.title} premieres on October 31, 2025, Netflix announced.\n\n{FILLER}"
    return News(title=f"{WATCH.title} season 2 has a date", text=text, published=world.now + timedelta(days=1))


async def test_what_tvmaze_alone_says_is_a_rumour(world: World) -> None:
    await add(world)
    await list_premiere(world, "2025-10-31")
    assert [told(update.fact) for update in world.updates] == ["?release.date=2025-10-31"]
    assert {item.text_state for item in world.store.items.values()} == {TextState.FULL}
    assert await world.lease() == ()


async def test_another_witness_confirms_what_tvmaze_said(world: World) -> None:
    await add(world)
    await list_premiere(world, "2025-10-31")
    await world.check("wire", announced(world))
    (belief,) = beliefs(world)
    assert (belief.certainty, belief.value) == ("confirmed", "2025-10-31")
    assert {witness.outlet for witness in belief.witnesses} == {"TVmaze", "The Outlet"}


async def test_tvmaze_takes_nothing_back_that_is_confirmed(world: World) -> None:
    await add(world)
    await world.check("wire", announced(world))
    await list_premiere(world, "2025-12-24")
    stands = [belief for belief in beliefs(world) if belief.standing == "stands"]
    assert ("confirmed", "2025-10-31") in [(belief.certainty, belief.value) for belief in stands]


async def test_a_date_that_moves_is_news_once(world: World) -> None:
    await add(world)
    for day in ("2025-10-31", "2025-10-31", "2025-11-07", "2025-11-07"):
        await list_premiere(world, day)
    assert [told(update.fact) for update in world.updates] == [
        "?release.date=2025-10-31",
        "?release.date=2025-11-07",
    ]


async def test_a_day_that_has_passed_says_nothing(world: World) -> None:
    await add(world)
    await list_premiere(world, "2024-10-31")
    assert world.updates == []
