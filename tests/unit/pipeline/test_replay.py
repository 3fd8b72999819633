"""A stream of ready items."""

from season_watch.model.source import Trust
from season_watch.pipeline.replay import Replayed, ReplayItem, replay
from tests.fakes.store import FakeStore
from tests.unit.pipeline.world import START, WRAPPED
from tests.vocabulary import WATCH, told


def line(name: str, url: str, trust: Trust) -> ReplayItem:
    """A line of a stream that says what `WRAPPED` says, in an outlet of its own."""
    return ReplayItem(
        id=name,
        published=START,
        outlet=f"The {name}",
        lang="en",
        url=url,
        title=WRAPPED.title,
        text=WRAPPED.text,
        trust=trust,
    )


async def replayed(*lines: ReplayItem) -> list[Replayed]:
    return [one async for one in replay(lines, (WATCH,), FakeStore())]


async def test_a_copy_is_named_after_what_it_copies_even_where_it_confirms_that() -> None:
    fans = line("fans", "https://fans.example/1", Trust.FAN)
    official = line("official", "https://netflix.example/1", Trust.OFFICIAL)
    first, copy = await replayed(fans, official)

    assert (first.duplicate_of, copy.duplicate_of) == (None, "fans")
    assert [told(update.fact) for one in (first, copy) for update in one.updates] == [
        "?filming.wrapped",
        "filming.wrapped",
    ]
