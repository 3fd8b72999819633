"""Which item an entry is of: by its address, by its guid, by its text."""

from dataclasses import replace

from tests.unit.pipeline.world import FILLER, WRAPPED, News, World, article
from tests.vocabulary import told

PAGE = News(title="All of Us Are Dead season 2: everything we know", url="https://wire.example/all", guid="all")


async def test_tracking_parameters_that_change_bring_nothing(world: World) -> None:
    await world.add("wire")
    teaser = replace(WRAPPED, text="Read on …")
    world.fetcher.publish(WRAPPED.url, article(WRAPPED))
    for number in range(3):
        await world.check("wire", replace(teaser, url=f"{WRAPPED.url}?utm_id={number}"))
        await world.read_articles()

    assert [one.url for one in world.fetcher.requests].count(WRAPPED.url) == 1
    assert [sighting.url for sighting in world.store.sightings.values()] == [WRAPPED.url]


async def test_stories_that_share_a_guid_are_kept_apart(world: World) -> None:
    await world.add("wire")
    old = replace(PAGE, guid="0")
    new = replace(WRAPPED, guid="0", url="https://wire.example/wrapped")
    await world.check("wire", old)
    await world.check("wire", new, old)

    assert [item.url for item in world.store.items.values()] == [old.url, new.url]
    assert [told(update.fact) for update in world.updates] == ["filming.wrapped"]


async def test_a_guid_taken_over_by_a_new_story_does_not_swallow_it(world: World) -> None:
    await world.add("wire")
    await world.check("wire", PAGE)
    new = replace(WRAPPED, guid=PAGE.guid, url="https://wire.example/wrapped")
    await world.check("wire", new, replace(PAGE, guid="another"))

    assert [item.url for item in world.store.items.values()] == [PAGE.url, new.url]


async def test_a_story_that_moves_keeps_its_item_by_its_guid(world: World) -> None:
    await world.add("wire")
    await world.check("wire", PAGE)
    await world.check("wire", replace(PAGE, url="https://wire.example/all-we-know", text=WRAPPED.text))

    (item,) = world.store.items.values()
    assert (item.version, item.text) == (2, WRAPPED.text)


async def test_a_copy_that_says_more_later_is_an_item_of_its_own(world: World) -> None:
    await world.add("wire")
    await world.add("desk")
    copy = replace(PAGE, url="https://desk.example/all", guid="copy")
    await world.check("wire", replace(PAGE, text=FILLER))
    await world.check("desk", copy)
    await world.check("desk", replace(copy, text=WRAPPED.text))

    assert [item.url for item in world.store.items.values()] == [PAGE.url, copy.url]
    assert [told(update.fact) for update in world.updates] == ["filming.wrapped"]
