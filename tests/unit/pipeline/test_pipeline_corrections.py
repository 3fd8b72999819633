"""What the owner ruled out stays ruled out, whatever comes in later."""

from dataclasses import replace

from season_watch.model.claim import Facet
from season_watch.model.correction import Correction
from tests.unit.pipeline.test_pipeline_copies import COPY, PAGE, witnesses
from tests.unit.pipeline.world import FILLER, START, WRAPPED, World
from tests.vocabulary import WATCH, told

EDITED = replace(WRAPPED, text=f"{WRAPPED.text}\n\nUpdate: here is all that we know of the new season so far.")


def of_filming(world: World) -> Correction:
    (item,) = world.store.items.values()
    return Correction(at=START, item=item.id, facet=Facet.FILMING)


async def test_a_later_version_that_says_it_again_is_not_heard(world: World) -> None:
    await world.add("wire")
    await world.check("wire", WRAPPED)
    world.correct(of_filming(world))
    plan = await world.check("wire", EDITED)

    assert plan.items[0].item.version == 2
    assert world.store.boards[WATCH.name].beliefs == ()
    assert len(world.updates) == 1


async def test_what_a_later_version_says_of_something_else_is_news(world: World) -> None:
    await world.add("wire")
    await world.check("wire", WRAPPED)
    world.correct(of_filming(world))
    teaser = "Netflix has released the first teaser of All of Us Are Dead season 2."
    plan = await world.check("wire", replace(EDITED, text=f"{EDITED.text}\n\n{teaser}"))
    assert [told(update.fact) for update in plan.updates] == ["trailer.teaser"]


async def test_a_copy_of_it_is_not_heard_either(world: World) -> None:
    await world.add("wire")
    await world.add("desk")
    await world.check("wire", PAGE)
    world.correct(of_filming(world))
    plan = await world.check("desk", COPY)
    assert (len(plan.items), plan.updates, witnesses(world)) == (1, (), [])


async def test_another_item_that_says_so_in_its_own_words_is_news(world: World) -> None:
    await world.add("wire")
    await world.add("desk")
    await world.check("wire", WRAPPED)
    world.correct(of_filming(world))
    own = "Cameras have stopped: All of Us Are Dead season 2 has wrapped filming, the network said. "
    plan = await world.check("desk", replace(WRAPPED, url="https://desk.example/own", text=own + FILLER[::-1]))
    assert [told(update.fact) for update in plan.updates] == ["filming.wrapped"]


async def test_a_muted_outlet_sets_off_nothing_and_its_items_are_kept(world: World) -> None:
    await world.add("wire")
    world.correct(Correction(at=START, outlet="The Outlet"))
    plan = await world.check("wire", WRAPPED)
    assert (len(plan.items), plan.updates, plan.boards) == (1, (), ())


async def test_once_a_correction_is_taken_back_what_was_told_is_no_news(world: World) -> None:
    await world.add("wire")
    await world.add("desk")
    await world.check("wire", PAGE)
    world.correct(of_filming(world))
    world.correct()
    plan = await world.check("desk", replace(WRAPPED, url="https://desk.example/own"))
    assert (witnesses(world), plan.updates) == ([PAGE.url, "https://desk.example/own"], ())
