"""Entries of Google News: repeats of what their outlets told, or read by their headlines alone."""

from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from season_watch.model.item import TextState
from season_watch.pipeline.plan import Plan
from tests.unit.pipeline.world import WRAPPED, World
from tests.vocabulary import told

OUTLET = "https://outlet.example"
TELLING = "https://news.google.com/rss/articles/CBMiImh0dHBzOi8vb3V0bGV0LmV4YW1wbGUvdG9sZC1pdC1hbGw"
"""Its id says https://outlet.example/told-it-all."""


def redirect(number: int) -> str:
    return f"https://news.google.com/rss/articles/CBMiSkFVX3lxTE{number:04}?oc=5"


async def search(
    world: World, *links: str, name: str = "search", title: str = WRAPPED.title, site: str = OUTLET
) -> Plan:
    """Have Google News list one story of an outlet under these addresses, and check it."""
    items = "".join(
        f"<item><title>{escape(title)} - The Outlet</title><link>{link}</link><guid>{link}</guid>"
        f"<pubDate>{format_datetime(world.now + timedelta(days=1))}</pubDate><description>{escape(title)}</description>"
        f'<source url="{site}">The Outlet</source></item>'
        for link in links
    )
    body = f'<rss version="2.0"><channel><title>Google News</title>{items}</channel></rss>'
    world.fetcher.publish(f"https://{name}.example/rss", body.encode())
    return await world.check_as_it_is(name)


async def test_a_story_that_its_outlet_told_is_a_sighting_of_that(world: World) -> None:
    await world.add("wire")
    await world.add("search")
    await world.check("wire", replace(WRAPPED, published=world.now + timedelta(days=3)))
    await search(world, redirect(1))

    (item,) = world.store.items.values()
    assert item.url == WRAPPED.url
    assert [(one.source, one.item) for one in world.store.sightings.values()] == [
        ("wire", item.id),
        ("search", item.id),
    ]
    assert len(world.updates) == 1


async def test_one_story_under_two_ids_is_one_item(world: World) -> None:
    await world.add("search")
    await world.add("other")
    await search(world, redirect(1), redirect(2))
    await search(world, redirect(3), name="other")

    assert len(world.store.items) == 1
    assert len(world.store.sightings) == 3


async def test_what_no_program_can_get_at_is_read_by_its_headline_at_once_and_is_a_rumour(world: World) -> None:
    await world.add("search")
    await search(world, redirect(1))

    (item,) = world.store.items.values()
    assert (item.text_state, item.outlet) == (TextState.HEADLINE_ONLY, "The Outlet")
    assert [told(update.fact) for update in world.updates] == ["?filming.wrapped"]
    assert await world.lease() == ()


async def test_an_id_that_tells_its_article_is_that_article(world: World) -> None:
    await world.add("search")
    await search(world, TELLING)

    (item,) = world.store.items.values()
    assert (item.url, item.text_state) == (f"{OUTLET}/told-it-all", TextState.AWAITING)


async def test_the_same_headline_of_another_outlet_or_week_is_another_story(world: World) -> None:
    await world.add("search")
    await search(world, redirect(1))
    await search(world, redirect(2), site="https://other.example")
    world.now += timedelta(days=30)
    await search(world, redirect(3))

    assert len(world.store.items) == 3
