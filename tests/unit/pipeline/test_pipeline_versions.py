"""When an item is a version more, and of which day that is."""

from dataclasses import replace
from datetime import timedelta

from tests.unit.pipeline.world import FILLER, WRAPPED, News, World, article
from tests.vocabulary import told

THIN = News(title="All of Us Are Dead season 2: an update", text="The wait goes on for the fans of …")
FULL = replace(WRAPPED, title=THIN.title)


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
