"""Which item an entry is of: by its address, by its guid, by its text."""

from dataclasses import replace

import pytest

from season_watch.model.source import Trust
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


async def test_a_copy_whose_page_changes_is_a_copy_no_more(world: World) -> None:
    await world.add("wire")
    pages = [replace(PAGE, text="Read on …", url=f"https://wire.example/{name}", guid=name) for name in ("a", "b")]
    for page in pages:
        world.fetcher.publish(page.url, article(replace(page, text=FILLER)))
    await world.check("wire", *pages)
    await world.read_articles()
    (copy,) = [item for item in world.store.items.values() if item.duplicate_of]
    told_anew = " ".join(
        ["Nobody in Hyosan has slept for weeks, and the helicopters have long stopped coming back."] * 5
    )
    world.fetcher.publish(copy.url, article(replace(PAGE, text=f"{told_anew} Filming of season 2 has wrapped.")))
    await world.check("wire", replace(pages[0], text="Read on now …"), replace(pages[1], text="Read on now …"))
    await world.read_articles()

    assert [item.duplicate_of for item in world.store.items.values()] == [None, None]
    assert [told(update.fact) for update in world.updates] == ["filming.wrapped"]


# Who answers for an item


@pytest.mark.parametrize("url", [WRAPPED.url, "https://netflix.example/wrapped"], ids=["same page", "same words"])
async def test_a_rumour_that_an_official_source_carries_too_is_confirmed(world: World, url: str) -> None:
    await world.add("fans", Trust.FAN)
    await world.add("netflix", Trust.OFFICIAL)
    await world.check("fans", WRAPPED)
    await world.check("netflix", replace(WRAPPED, url=url, published=world.now))

    assert [told(update.fact) for update in world.updates] == ["?filming.wrapped", "filming.wrapped"]
    assert [item.trust for item in world.store.items.values()] == [Trust.OFFICIAL]


async def test_a_page_that_a_trusted_source_points_at_is_read_again_with_its_trust(world: World) -> None:
    await world.add("fans", Trust.FAN)
    await world.add("trade", Trust.TRADE)
    await world.check("fans", WRAPPED)
    world.fetcher.publish(WRAPPED.url, article(WRAPPED))
    await world.check("trade", replace(WRAPPED, text="Read on …"))
    await world.read_articles()

    assert [told(update.fact) for update in world.updates] == ["?filming.wrapped", "filming.wrapped"]


async def test_what_its_first_source_says_later_has_no_trust_that_others_lent(world: World) -> None:
    await world.add("fans", Trust.FAN)
    await world.add("netflix", Trust.OFFICIAL)
    await world.check("fans", replace(PAGE, text=FILLER))
    await world.check("netflix", replace(PAGE, text=FILLER, url="https://netflix.example/all"))
    await world.check("fans", replace(PAGE, text=WRAPPED.text))

    assert [told(update.fact) for update in world.updates] == ["?filming.wrapped"]


async def test_an_item_of_a_source_that_was_renamed_is_kept_up_by_the_new_one(world: World) -> None:
    await world.add("wire")
    await world.check("wire", PAGE)
    world.sources = ()
    await world.add("renamed")
    await world.check("renamed", PAGE)
    await world.check("renamed", replace(PAGE, text=WRAPPED.text))

    (item,) = world.store.items.values()
    assert (item.source, item.version) == ("renamed", 2)
    assert [told(update.fact) for update in world.updates] == ["filming.wrapped"]
