"""Thin items wait for their text."""

from dataclasses import replace
from datetime import timedelta

import pytest

from season_watch.model.item import TextState
from season_watch.model.source import NO_VALIDATORS, Trust
from season_watch.pipeline.ports import Fetched, FetchFailed
from tests.unit.pipeline.world import WRAPPED, News, World, article
from tests.vocabulary import told

THIN = replace(WRAPPED, title="All of Us Are Dead season 2: an update", text="The wait goes on for the fans of …")
FULL = replace(WRAPPED, title=THIN.title)
SPOKEN = News(title="All of Us Are Dead season 2 has wrapped filming", text="Read more …")


async def test_a_thin_item_is_read_from_its_page(world: World) -> None:
    await world.add("wire")
    await world.check("wire", THIN)
    assert world.updates == []
    world.fetcher.publish(THIN.url, article(FULL), content_type="text/html")
    await world.read_articles()

    (item,) = world.store.items.values()
    assert (item.text_state, item.text) == (TextState.FULL, FULL.text.strip())
    assert [told(update.fact) for update in world.updates] == ["filming.wrapped"]


async def test_an_item_whose_feed_names_no_language_keeps_that_of_its_page(world: World) -> None:
    """What explains the item later, or replays it, reads it as it was read."""
    await world.add("wire")
    await world.check("wire", THIN)
    page = article(FULL).replace(b"<html>", b'<html lang="es-ES">')
    world.fetcher.publish(THIN.url, page, content_type="text/html")
    await world.read_articles()

    (item,) = world.store.items.values()
    assert item.lang == "es"


async def test_the_front_page_is_not_taken_for_an_article_that_was_taken_down(world: World) -> None:
    await world.add("wire")
    await world.check("wire", THIN)
    home = Fetched(
        url="https://outlet.example/", body=article(FULL), content_type="text/html", validators=NO_VALIDATORS
    )
    world.fetcher.script(THIN.url, home)
    await world.read_articles()

    (item,) = world.store.items.values()
    assert (item.text_state, item.tries) == (TextState.AWAITING, 1)


async def test_a_headline_alone_is_read_after_three_tries_and_confirms_nothing(world: World) -> None:
    await world.add("wire")
    await world.check("wire", SPOKEN)
    for _ in range(3):
        await world.read_articles()
        world.now += timedelta(hours=1)

    (item,) = world.store.items.values()
    assert (item.text_state, item.tries) == (TextState.HEADLINE_ONLY, 3)
    assert [told(update.fact) for update in world.updates] == ["?filming.wrapped"]
    assert await world.read_articles() == []


async def test_an_official_headline_needs_no_article(world: World) -> None:
    await world.add("netflix", trust=Trust.OFFICIAL)
    await world.check("netflix", SPOKEN)

    assert [told(update.fact) for update in world.updates] == ["filming.wrapped"]


async def test_two_pages_with_the_same_text_are_one_witness(world: World) -> None:
    await world.add("wire")
    copy = replace(THIN, url="https://mirror.example/copy")
    await world.check("wire", THIN, copy)
    for news in (THIN, copy):
        world.fetcher.publish(news.url, article(FULL), content_type="text/html")
    await world.read_articles()

    assert len(world.updates) == 1
    (belief,) = world.store.boards[world.updates[0].watch].beliefs
    assert len(belief.witnesses) == 1
    assert sorted(item.duplicate_of is None for item in world.store.items.values()) == [False, True]


async def test_a_thin_entry_that_changed_has_its_page_read_again(world: World) -> None:
    await world.add("wire")
    await world.check("wire", THIN)
    old = replace(FULL, text=FULL.text.replace("has wrapped", "is under way"))
    world.fetcher.publish(THIN.url, article(old), content_type="text/html")
    await world.read_articles()
    world.fetcher.publish(THIN.url, article(FULL), content_type="text/html")
    await world.check("wire", replace(THIN, text="Updated: the wait goes on for the fans of …"))
    await world.read_articles()

    (item,) = world.store.items.values()
    assert (item.version, item.text) == (2, FULL.text.strip())
    assert [told(update.fact) for update in world.updates] == ["filming.started", "filming.wrapped"]


async def test_a_page_that_can_no_longer_be_had_leaves_the_text_as_it_was(world: World) -> None:
    await world.add("wire")
    await world.check("wire", WRAPPED)
    await world.check("wire", replace(WRAPPED, text="Teaser …"))
    for _ in range(3):
        await world.read_articles()
        world.now += timedelta(hours=1)

    (item,) = world.store.items.values()
    assert (item.text_state, item.text) == (TextState.FULL, WRAPPED.text.strip())
    assert world.store.readings[item.id, item.version]


@pytest.mark.parametrize("page", [None, article(FULL)], ids=["the page fails", "the page is read"])
async def test_what_was_read_of_an_item_that_changed_meanwhile_is_not_kept(world: World, page: bytes | None) -> None:
    await world.add("wire")
    await world.check("wire", THIN)
    (leased,) = await world.lease()
    newer = replace(WRAPPED, text=f"{WRAPPED.text} The newest of all.")
    await world.check("wire", newer)
    if page is not None:
        world.fetcher.publish(THIN.url, page, content_type="text/html")
    plan = await world.articles.read_item(leased)

    (item,) = world.store.items.values()
    assert (plan.items, item.text_state, item.text) == ((), TextState.FULL, newer.text)


async def test_a_page_is_not_asked_for_again_before_its_server_wishes(world: World) -> None:
    await world.add("wire")
    await world.check("wire", THIN)
    busy = FetchFailed(reason="http-429", detail="too many requests", retry_after=timedelta(hours=3))
    world.fetcher.fail(THIN.url, busy)
    await world.read_articles()

    (item,) = world.store.items.values()
    assert item.next_read_at == world.now + timedelta(hours=3)
