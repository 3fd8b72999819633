"""Copies of one text: kept, named after their original, and no witnesses of their own."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

from season_watch.model.item import Item
from season_watch.model.source import Trust
from tests.unit.pipeline.world import START, News, World, article
from tests.vocabulary import WATCH, told

LEAD = "Filming on the second season of All of Us Are Dead has wrapped, Netflix announced on Tuesday."
REST = (
    "The students of Hyosan High spent eight months on the roofs and in the ditches of a city built for them. "
    "Director Lee Jae-kyoo thanked everybody who had carried a torch, a stretcher or a tray of coffee through the mud. "
    "What is left to do will take the better part of a year, since no zombie walks the way it did in the first season."
)
PAGE = News(
    title="All of Us Are Dead season 2 has wrapped filming",
    text=f"{LEAD}\n\n{REST}",
    url="https://wire.example/wrap",
)
COPY = replace(
    PAGE,
    title="That's a wrap on All of Us Are Dead season 2 - The Desk",
    text=f"By the newsroom\n\n{LEAD.replace('announced on Tuesday', 'has announced')}\n\n{REST}\n\nMore: our guide",
    url="https://desk.example/that-is-a-wrap",
)


def items(world: World) -> list[Item]:
    return list(world.store.items.values())


def witnesses(world: World) -> list[str]:
    return [witness.url for belief in world.store.boards[WATCH.name].beliefs for witness in belief.witnesses]


async def test_a_copy_is_kept_and_is_no_second_witness(world: World) -> None:
    await world.add("wire")
    await world.add("desk")
    await world.check("wire", PAGE)
    await world.check("desk", COPY)

    original, copy = items(world)
    assert (original.duplicate_of, copy.duplicate_of) == (None, original.id)
    assert [told(update.fact) for update in world.updates] == ["filming.wrapped"]
    assert witnesses(world) == [PAGE.url]


async def test_a_text_in_other_words_is_a_witness(world: World) -> None:
    await world.add("wire")
    await world.add("desk")
    await world.check("wire", PAGE)
    own = "All of Us Are Dead season 2 has wrapped filming, says Netflix. "
    await world.check("desk", replace(COPY, text=own + "Nobody misses the mud, least of all us. " * 12))

    assert [item.duplicate_of for item in items(world)] == [None, None]
    assert witnesses(world) == [PAGE.url, COPY.url]


async def test_of_two_copies_in_one_body_the_older_is_the_original(world: World) -> None:
    await world.add("wire")
    await world.check("wire", replace(COPY, published=START + timedelta(days=1, hours=1)), PAGE)

    original, copy = items(world)
    assert (original.url, copy.duplicate_of) == (PAGE.url, original.id)


async def test_a_copy_of_a_copy_is_one_of_the_original(world: World) -> None:
    for name in ("wire", "desk", "blog"):
        await world.add(name)
    await world.check("wire", PAGE)
    await world.check("desk", COPY)
    await world.check(
        "blog", replace(COPY, title="It is a wrap", text=f"{LEAD}\n\n{REST[:330]}", url="https://b.example/")
    )

    original, *copies = items(world)
    assert [item.duplicate_of for item in copies] == [original.id, original.id]


async def test_what_a_copy_adds_is_news(world: World) -> None:
    await world.add("wire")
    await world.add("desk")
    await world.check("wire", PAGE)
    more = f"{COPY.text}\n\nThe official trailer for season 2 of All of Us Are Dead is out now, too."
    await world.check("desk", replace(COPY, text=more))

    assert items(world)[1].duplicate_of == items(world)[0].id
    assert [told(update.fact) for update in world.updates] == ["filming.wrapped", "trailer.trailer"]


async def test_an_official_copy_of_a_fans_text_confirms_it(world: World) -> None:
    await world.add("fans", Trust.FAN)
    await world.add("studio", Trust.OFFICIAL)
    await world.check("fans", PAGE)
    await world.check("studio", COPY)

    assert items(world)[1].duplicate_of == items(world)[0].id
    assert [told(update.fact) for update in world.updates] == ["?filming.wrapped", "filming.wrapped"]
    assert witnesses(world) == [PAGE.url, COPY.url]


async def test_a_fans_copy_of_an_official_text_takes_nothing_from_it(world: World) -> None:
    await world.add("studio", Trust.OFFICIAL)
    await world.add("fans", Trust.FAN)
    await world.check("studio", PAGE)
    await world.check("fans", COPY)

    assert [told(update.fact) for update in world.updates] == ["filming.wrapped"]
    assert witnesses(world) == [PAGE.url]


async def test_an_alert_tells_how_many_outlets_had_it_and_which_was_first(world: World) -> None:
    for name, trust in (("wire", Trust.FAN), ("desk", Trust.FAN), ("studio", Trust.OFFICIAL)):
        await world.add(name, trust)
    own = "All of Us Are Dead season 2 has wrapped filming, says Netflix. " + "The mud is dry by now. " * 20
    await world.check("wire", PAGE)
    await world.check("desk", COPY)
    await world.check("studio", replace(COPY, text=own, url="https://studio.example/"))

    *_, last = world.deliveries
    published = items(world)[0].published.isoformat()
    first = {"outlet": "The Outlet", "url": PAGE.url, "published": published, "certainty": "rumoured"}
    assert last.message.data["story"] == {"outlets": 1, "first": first}


async def test_forty_copies_of_a_rumour_are_one_witness_of_it(world: World) -> None:
    rumour = PAGE.text.replace("Netflix announced on Tuesday", "insiders claim")
    for first, second in product("abcde", "stuvwxyz"):
        name = f"outlet-{first}{second}"
        text = f"{rumour}\n\nMore on {name}"
        await world.add(name)
        await world.check(
            name, replace(PAGE, title=f"{PAGE.title} | {name}", text=text, url=f"https://{name}.example/")
        )

    assert len(items(world)) == 40
    assert {told(update.fact) for update in world.updates} == {"?filming.wrapped"}
    assert len(witnesses(world)) == 1


async def test_what_comes_back_after_a_hundred_days_is_an_item_of_its_own(world: World) -> None:
    await world.add("wire")
    await world.add("desk")
    await world.check("wire", PAGE)
    world.now += timedelta(days=110)
    await world.check("desk", replace(COPY, published=world.now))

    assert [item.duplicate_of for item in items(world)] == [None, None]


async def test_a_copy_whose_page_had_to_be_fetched_is_recognised(world: World) -> None:
    await world.add("wire")
    await world.add("desk")
    await world.check("wire", PAGE)
    world.fetcher.publish(COPY.url, article(COPY))
    await world.check("desk", replace(COPY, text="Read on …"))
    await world.read_articles()

    original, copy = items(world)
    assert copy.duplicate_of == original.id
    assert witnesses(world) == [PAGE.url]


async def test_an_original_that_takes_its_copys_words_copies_nothing(world: World) -> None:
    await world.add("wire")
    await world.add("desk")
    await world.check("wire", PAGE)
    await world.check("desk", COPY)
    await world.check("wire", replace(PAGE, title=COPY.title, text=COPY.text))

    original, copy = items(world)
    assert (original.version, original.duplicate_of, copy.duplicate_of) == (2, None, original.id)


async def test_a_misspelt_copy_is_recognised_in_a_source_of_the_watch(world: World) -> None:
    await world.add("wire")
    await world.add("desk")
    await world.check("wire", PAGE)
    misspelt = [text.replace("All of Us Are Dead", "All of Us Is Dead") for text in (COPY.title, COPY.text)]
    await world.check("desk", replace(COPY, title=misspelt[0], text=misspelt[1]))

    assert items(world)[1].duplicate_of == items(world)[0].id


async def pages_of_one_article(world: World, title: str) -> list[Item]:
    """The items after a page at another address of the site said that it is the first one's article."""
    await world.add("wire")
    await world.check("wire", PAGE)
    text = "The short form of it: nobody has to run any more, for the last camera on the roof was switched off at noon."
    other = replace(PAGE, title=title, text=text, url="https://wire.example/mobile?page=7")
    body = article(other).replace(b"<body>", f'<head><link rel="canonical" href="{PAGE.url}"></head><body>'.encode())
    world.fetcher.publish(other.url, body)
    await world.check("wire", replace(other, text="Read on …"))
    await world.read_articles()
    return items(world)


async def test_a_page_that_names_a_known_item_as_itself_is_a_copy_of_that(world: World) -> None:
    first, other = await pages_of_one_article(world, PAGE.title.upper())
    assert (first.duplicate_of, other.duplicate_of) == (None, first.id)


async def test_a_page_that_names_an_item_of_another_headline_is_none(world: World) -> None:
    _, other = await pages_of_one_article(world, "All of Us Are Dead season 2: the trailer")
    assert other.duplicate_of is None
