"""What holds whatever outlets tell, in whatever order it is found: histories of one date, made up at random."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from season_watch.model.board import Belief, Fact, Standing
from season_watch.model.claim import Certainty, State
from season_watch.model.item import Item
from season_watch.model.source import Trust
from season_watch.policy.board import Weighed, weigh
from season_watch.policy.cells import fact_of
from tests.vocabulary import board, claim, day, item
from tests.vocabulary import told as told_as

OUTLETS = (
    ("Network", Trust.OFFICIAL),
    ("Trade", Trust.TRADE),
    ("Reel", Trust.PRESS),
    ("Ledger", Trust.PRESS),
    ("Fogwatch", Trust.FAN),
)
DAYS = ("release.date=2026-09-05", "release.date=2026-10-10", "release.date=2026-11-14")
CLAIMS = (
    *DAYS,
    "?release.date=2026-10-10",
    "?release.window=2026-10",
    "release.window=2026-09",
    "release.window=2026",
    "release.none",
)
START = day("2026-01-01")


@dataclass(frozen=True, slots=True)
class Told:
    """What an outlet tells, `after` the one before it was found; it was published `earlier` than it is found."""

    outlet: tuple[str, Trust]
    claim: str
    after: timedelta
    earlier: timedelta


def days(most: int) -> st.SearchStrategy[timedelta]:
    return st.integers(0, most * 4).map(lambda quarters: timedelta(hours=6 * quarters))


HISTORIES = st.lists(
    st.builds(Told, outlet=st.sampled_from(OUTLETS), claim=st.sampled_from(CLAIMS), after=days(20), earlier=days(4)),
    max_size=12,
)


@dataclass(frozen=True, slots=True)
class Step:
    """What was told, the item that told it, and what came of it."""

    told: Told
    item: Item
    weighed: Weighed

    @property
    def dates(self) -> list[Belief]:
        """The days that are believed firmly after it."""
        firm = (Standing.STANDS, Certainty.CONFIRMED, State.DATE)
        return [b for b in self.weighed.board.beliefs if (b.standing, b.certainty, b.state) == firm]


def run(history: list[Told]) -> Iterator[Step]:
    now, found = board(), START
    for number, told in enumerate(history):
        found += told.after
        name, trust = told.outlet
        one = replace(item(f"i{number}", trust=trust, outlet=name), published=found - told.earlier, first_seen_at=found)
        weighed = weigh(now, one, [claim(told.claim)], at=found)
        now = weighed.board
        yield Step(told, one, weighed)


@given(HISTORIES)
def test_two_days_are_never_believed_at_once(history: list[Told]) -> None:
    assert all(len(step.dates) <= 1 for step in run(history))


@given(HISTORIES)
def test_what_is_confirmed_was_stated_as_fact_by_more_than_fans(history: list[Told]) -> None:
    confirmed = {update.fact for step in run(history) for update in step.weighed.updates if is_sure(update.fact)}
    stated = {told.claim for told in history if told.outlet[1] is not Trust.FAN}

    assert {told_as(fact) for fact in confirmed} <= stated


@given(HISTORIES)
def test_a_day_that_the_network_is_the_first_to_name_is_believed(history: list[Told]) -> None:
    steps = list(run(history))
    for number, step in enumerate(steps):
        before = steps[:number]
        is_latest = all(other.item.published < step.item.published for other in before)
        is_first = all(other.told.claim.strip("?") != step.told.claim for other in before)
        if step.told.outlet[1] is Trust.OFFICIAL and step.told.claim in DAYS and is_latest and is_first:
            assert [told_as(fact_of(belief)) for belief in step.dates] == [step.told.claim]


@given(HISTORIES)
def test_an_item_that_is_weighed_again_is_no_news(history: list[Told]) -> None:
    for step in run(history):
        again = weigh(step.weighed.board, step.item, [claim(step.told.claim)], at=START)
        assert again.updates == ()


def is_sure(fact: Fact) -> bool:
    return fact.certainty is Certainty.CONFIRMED
