"""When an item is a version more, and of which day that is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.pipeline.world import FILLER, WRAPPED, News, World, article
from tests.vocabulary import day, told

THIN = News(title="All of Us Are Dead season 2: an update", text="The wait goes on for the fans of …")
FULL = replace(WRAPPED, title=THIN.title)
COMING = "All of Us Are Dead season 2 will premiere next month, Netflix announced."


async def test_a_teaser_that_changed_dates_its_page_anew_only_if_the_page_changed(world: World) -> None:
    await world.add("wire")
    await world.check("wire", THIN)
    world.fetcher.publish(THIN.url, article(replace(FULL, text=FILLER)))
    await world.read_articles()
    (first,) = world.store.items.values()

    await world.check("wire", replace(THIN, text="The wait still goes on …", published=world.now))
    await world.read_articles()
    (same,) = world.store.items.values()
    assert (same.version, same.published) == (1, first.published)

    world.fetcher.publish(THIN.url, article(FULL))
    await world.check("wire", replace(THIN, text="The wait is over …"))
    await world.read_articles()
    (changed,) = world.store.items.values()
    assert (changed.version, changed.published) == (2, world.now)


async def test_an_edit_of_punctuation_dates_nothing_anew(world: World) -> None:
    await world.add("wire")
    await world.check("wire", WRAPPED)
    (first,) = world.store.items.values()
    await world.check("wire", replace(WRAPPED, title=f"{WRAPPED.title}!"))

    (item,) = world.store.items.values()
    assert (item.version, item.published, item.title) == (1, first.published, f"{WRAPPED.title}!")


async def test_a_changed_headline_is_news_of_that_day_where_its_page_cannot_be_had(world: World) -> None:
    await world.add("wire")
    await world.check("wire", THIN)
    await read_without_pages(world)
    world.now += timedelta(days=300)
    await world.check("wire", replace(THIN, title=WRAPPED.title))
    changed_at = world.now
    await read_without_pages(world)

    (item,) = world.store.items.values()
    assert item.published == changed_at
    assert [told(update.fact) for update in world.updates] == ["?filming.wrapped"]


async def read_without_pages(world: World) -> None:
    for _ in range(3):
        await world.read_articles()
        world.now += timedelta(hours=1)


@pytest.mark.parametrize("text", [f"{COMING} {FILLER}", "Read on …"], ids=["in the feed", "behind a teaser"])
async def test_what_is_said_of_next_month_is_counted_from_a_date_that_can_be_believed(world: World, text: str) -> None:
    await world.add("wire")
    far = replace(WRAPPED, title="All of Us Are Dead season 2 is near", text=text, published=day("2031-01-01"))
    await world.check("wire", far)
    world.fetcher.publish(far.url, article(replace(far, text=f"{COMING} {FILLER}")))
    await world.read_articles()

    assert [told(update.fact) for update in world.updates] == ["release.window=2025-02"]


async def test_a_page_that_changed_is_counted_from_the_day_of_its_change(world: World) -> None:
    await world.add("wire")
    await world.check("wire", THIN)
    world.fetcher.publish(THIN.url, article(replace(FULL, text=FILLER)))
    await world.read_articles()
    world.now += timedelta(days=90)
    world.fetcher.publish(THIN.url, article(replace(FULL, text=f"{COMING} {FILLER}")))
    await world.check("wire", replace(THIN, text="The wait is over …"))
    await world.read_articles()

    assert [told(update.fact) for update in world.updates] == ["release.window=2025-05"]
