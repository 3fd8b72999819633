"""Feeds that change what means nothing: guids, dates, trackers. And a page that is kept up for years."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.pipeline.world import FILLER, WRAPPED, News, World
from tests.vocabulary import told

POLLS = 6

PAGE = News(
    title="All of Us Are Dead season 2: everything we know so far",
    text=FILLER,
    url="https://wire.example/all",
    guid="all",
)
WRAP = "Filming on All of Us Are Dead season 2 has wrapped, Netflix announced."
TRAILER = "The official trailer for All of Us Are Dead season 2 is out now."

Churn = Callable[[News, World, int], News]


def new_guid(news: News, _: World, poll: int) -> News:
    return replace(news, guid=f"tag:{poll}")


def no_guid_at_times(news: News, _: World, poll: int) -> News:
    return replace(news, guid=None if poll % 2 else "a")


def new_date(news: News, world: World, _: int) -> News:
    return replace(news, published=world.now + timedelta(days=1))


def older_date(news: News, world: World, poll: int) -> News:
    return replace(news, published=world.now - timedelta(days=30 * poll))


def no_date(news: News, _: World, poll: int) -> News:
    return replace(news, published=None if poll % 2 else news.published)


def new_address(news: News, _: World, poll: int) -> News:
    variants = (
        "https://www.outlet.example/story/",
        "http://m.outlet.example/story",
        "https://outlet.example/story/amp",
    )
    return replace(news, url=f"{variants[poll % 3]}?utm_campaign={poll}")


def all_of_these(news: News, world: World, poll: int) -> News:
    for churn in (new_guid, new_date, new_address):
        news = churn(news, world, poll)
    return news


@pytest.mark.parametrize(
    "churn", [new_guid, no_guid_at_times, new_date, older_date, no_date, new_address, all_of_these]
)
async def test_what_means_nothing_sets_off_nothing(world: World, churn: Churn) -> None:
    await world.add("wire")
    await world.check("wire", WRAPPED)
    for poll in range(1, POLLS):
        await world.check("wire", churn(WRAPPED, world, poll))

    (item,) = world.store.items.values()
    assert item.version == 1
    assert [told(update.fact) for update in world.updates] == ["filming.wrapped"]
    assert len(world.deliveries) == 1


async def test_one_guid_for_every_story_hides_none(world: World) -> None:
    await world.add("wire")
    first, second = replace(WRAPPED, guid="0"), replace(PAGE, text=f"{TRAILER} {FILLER}", guid="0")
    for _ in range(3):
        await world.check("wire", first)
        await world.check("wire", second)

    assert len(world.store.items) == 2
    assert [told(update.fact) for update in world.updates] == ["filming.wrapped", "trailer.trailer"]


async def test_of_a_page_that_is_kept_up_only_what_it_newly_claims_or_takes_back_is_news(world: World) -> None:
    await world.add("wire")
    texts = (
        FILLER,
        f"{WRAP} {FILLER}",
        f"{WRAP} {FILLER} Bring a torch.",
        f"{TRAILER}\n\n{WRAP} {FILLER}",
        f"{FILLER} {WRAP}",
        f"{TRAILER}\n\n{WRAP} {FILLER} Bring two torches.",
    )
    for text in texts:
        await world.check("wire", replace(PAGE, text=text))

    (item,) = world.store.items.values()
    assert item.version == len(texts)
    assert [version.text for version in world.store.versions] == list(texts[:-1])
    assert [(update.change, told(update.fact)) for update in world.updates] == [
        ("opened", "filming.wrapped"),
        ("opened", "trailer.trailer"),
        ("retracted", "trailer.trailer"),
        ("opened", "trailer.trailer"),
    ]
    assert item.duplicate_of is None
