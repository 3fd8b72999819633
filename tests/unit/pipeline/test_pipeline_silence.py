"""What is read and not sent, since it was there before anybody asked for it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from season_watch.model.delivery import DeliveryState
from season_watch.model.source import SourceName
from tests.unit.pipeline.world import FILLER, START, WRAPPED, News, World, article
from tests.vocabulary import WATCH, told

OTHER = News(title="Something else", url="https://outlet.example/other")
PAGE = News(
    title="All of Us Are Dead season 2: everything we know",
    url="https://outlet.example/all",
    published=START - timedelta(days=30),
)


def sent(world: World) -> list[bool]:
    """Of each delivery, whether it is sent."""
    return [delivery.state is DeliveryState.PENDING for delivery in world.deliveries]


@pytest.mark.parametrize(
    ("before", "published", "is_sent"),
    [
        pytest.param([()], START - timedelta(days=9), False, id="old, after a body without entries"),
        pytest.param([(OTHER,)], START - timedelta(days=9), False, id="old, and listed only later"),
        pytest.param([(OTHER,)], START + timedelta(days=3), True, id="new"),
        pytest.param([()], None, False, id="undated, in the first body with entries"),
        pytest.param([(OTHER,)], None, True, id="undated, in a later body"),
    ],
)
async def test_what_was_published_before_its_source_was_added_is_never_sent(
    world: World, before: list[tuple[News, ...]], published: datetime | None, is_sent: bool
) -> None:
    await world.add("wire")
    for entries in before:
        await world.check("wire", *entries)
    await world.check("wire", replace(WRAPPED, published=published))

    assert sent(world) == [is_sent]


async def test_an_old_page_that_changes_after_its_source_was_added_is_sent(world: World) -> None:
    await world.add("wire")
    await world.check("wire", PAGE)
    world.now += timedelta(days=20)
    await world.check("wire", replace(PAGE, text=WRAPPED.text))

    assert sent(world) == [True]


async def test_an_old_page_behind_a_teaser_that_changes_after_its_source_was_added_is_sent(world: World) -> None:
    await world.add("wire")
    teaser = replace(PAGE, text="All that is known …")
    world.fetcher.publish(PAGE.url, article(replace(PAGE, text=FILLER)))
    await world.check("wire", teaser)
    await world.read_articles()
    world.fetcher.publish(PAGE.url, article(replace(PAGE, text=WRAPPED.text)))
    await world.check("wire", replace(teaser, text="All that is known now …"))
    await world.read_articles()

    assert sent(world) == [True]


@pytest.mark.parametrize(
    ("stated", "ago"),
    [
        pytest.param(
            {"modified": timedelta(hours=3), "published": timedelta(days=900)}, timedelta(hours=3), id="a change"
        ),
        pytest.param(
            {"modified": timedelta(days=2), "published": timedelta(hours=3)}, timedelta(hours=3), id="put up anew"
        ),
        pytest.param({"modified": timedelta(days=900)}, timedelta(0), id="a change before the last one"),
        pytest.param({"modified": timedelta(days=-9)}, timedelta(0), id="in the future, so not believed"),
        pytest.param({"modified": timedelta(hours=-20)}, timedelta(0), id="by a clock that is fast"),
        pytest.param({"published": timedelta(days=900)}, timedelta(0), id="its publication alone"),
    ],
)
async def test_a_page_that_changed_is_of_the_day_that_it_states_for_that(
    world: World, stated: dict[str, timedelta], ago: timedelta
) -> None:
    await world.add("wire")
    teaser = replace(PAGE, text="All that is known …")
    world.fetcher.publish(PAGE.url, article(replace(PAGE, text=FILLER)))
    await world.check("wire", teaser)
    await world.read_articles()
    await world.check("wire", replace(teaser, text="All that is known now …"))
    names = {name: (world.now - before).isoformat() for name, before in stated.items()}
    tags = "".join(f'<meta property="article:{name}_time" content="{at}">' for name, at in names.items())
    page = article(replace(PAGE, text=WRAPPED.text)).replace(b"<body>", f"<head>{tags}</head><body>".encode())
    world.fetcher.publish(PAGE.url, page)
    await world.read_articles()

    assert [update.witness.published for update in world.updates] == [world.now - ago]


async def test_an_old_teaser_that_changes_before_its_page_was_read_stays_old(world: World) -> None:
    await world.add("wire")
    teaser = replace(PAGE, text="All that is known …")
    await world.check("wire", teaser)
    await world.check("wire", replace(teaser, text="All that is known now …"))
    world.fetcher.publish(PAGE.url, article(replace(PAGE, text=WRAPPED.text)))
    await world.read_articles()

    assert sent(world) == [False]


@pytest.mark.parametrize(
    ("stated", "is_sent"),
    [("2022-03-01T10:00:00Z", False), ("2025-01-04T10:00:00Z", True), ("2031-03-01T10:00:00Z", True)],
    ids=["long before", "since", "in the future, so not believed"],
)
async def test_an_undated_entry_is_as_old_as_its_page_says(world: World, stated: str, is_sent: bool) -> None:
    await world.add("wire")
    await world.check("wire", OTHER)
    await world.check("wire", replace(WRAPPED, text="Read on …", published=None))
    meta = f'<head><meta property="article:published_time" content="{stated}"></head><body>'
    world.fetcher.publish(WRAPPED.url, article(WRAPPED).replace(b"<body>", meta.encode()))
    await world.read_articles()

    assert sent(world) == [is_sent]
    assert world.updates[0].witness.published <= world.now


async def test_what_was_there_before_a_watch_came_is_read_for_it_and_not_sent(world: World) -> None:
    await world.add("wire")
    await world.check("wire", replace(WRAPPED, published=START + timedelta(days=2)))
    world.now += timedelta(hours=1)
    world.store.boards.clear()
    world.store.sources[SourceName("wire")].digests.clear()
    world.store.silent_before[WATCH.name] = world.now
    await world.check("wire", replace(WRAPPED, published=START + timedelta(days=2)), OTHER)
    news = News(title="A trailer for All of Us Are Dead season 2", text=f"The trailer for it is out. {FILLER}")
    await world.check("wire", replace(news, url="https://outlet.example/trailer", published=world.now))

    assert [told(update.fact) for update in world.updates] == ["filming.wrapped", "filming.wrapped", "trailer.trailer"]
    assert sent(world) == [True, False, True]
