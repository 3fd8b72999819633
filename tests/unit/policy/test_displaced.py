"""Who brings back a date whose place another took: the table of docs/belief.md as little histories."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest

from season_watch.model.board import Board
from season_watch.model.claim import Facet
from season_watch.model.item import ItemId
from season_watch.model.source import Trust
from season_watch.policy.board import Weighed, weigh
from season_watch.policy.cells import standing
from tests.vocabulary import board, claim, day, item

OFFICIAL, TRADE, PRESS, FAN = Trust
APRIL, JUNE = "release.date=2027-04-15", "release.date=2027-06-10"
SECONDS = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Told:
    """One item of a history, and the change that it makes; each is of its own unless it has a `name`."""

    published: str
    trust: Trust
    claim: str
    change: str = ""
    outlet: str = "Reel"
    name: str | None = None
    copies: str | None = None
    earlier: timedelta = timedelta()
    unsaid: tuple[str, ...] = ()
    backfill: bool = False


def weigh_told(now: Board, number: int, told: Told) -> Weighed:
    one = item(told.name or f"i{number}", told.published, told.trust, outlet=told.outlet)
    published: datetime = day(told.published) - told.earlier
    original = ItemId(told.copies) if told.copies else None
    one = replace(one, published=published, duplicate_of=original, backfill=told.backfill)
    claims = [claim(text.rstrip("!"), refutes=text.endswith("!")) for text in told.claim.split()]
    return weigh(now, one, claims, at=published, unsaid=told.unsaid)


def moved(trust: Trust, outlet: str = "Reel") -> tuple[Told, Told]:
    """A date told, and moved four weeks later, by one outlet."""
    return (
        Told("2026-08-23", trust, APRIL, "opened", outlet, name="first"),
        Told("2026-09-20", trust, JUNE, "moved", outlet),
    )


HISTORIES = {
    "an official source brings it back": [
        *moved(OFFICIAL),
        Told("2026-10-25", OFFICIAL, APRIL, "moved"),
        Told("2026-11-10", TRADE, APRIL, outlet="Ledger"),
    ],
    "an official source does at once": [*moved(OFFICIAL), Told("2026-09-21", OFFICIAL, APRIL, "moved")],
    "an official source does in the moment in which another tells the other date": [
        *moved(PRESS),
        Told("2026-09-20", OFFICIAL, APRIL, "moved"),
    ],
    "of two official words of one moment the first stays": [*moved(OFFICIAL), Told("2026-09-20", OFFICIAL, APRIL)],
    "an official source does at once after a denial": [
        Told("2026-09-10", PRESS, APRIL, "opened"),
        Told("2026-09-11", OFFICIAL, "release.none!", "contradicted"),
        Told("2026-09-13", TRADE, APRIL),
        Told("2026-09-14", OFFICIAL, APRIL, "opened"),
    ],
    "an official article from before a denial is an echo": [
        Told("2026-09-10", PRESS, APRIL, "opened"),
        Told("2026-09-12", OFFICIAL, "release.none!", "contradicted"),
        Told("2026-09-11", OFFICIAL, APRIL),
    ],
    "an official source says it less exactly": [
        *moved(OFFICIAL),
        Told("2026-10-25", OFFICIAL, "release.window=2027-04", "moved"),
    ],
    "an official source sets the press right": [
        Told("2026-08-23", OFFICIAL, APRIL, "opened"),
        Told("2026-09-20", PRESS, JUNE, "moved", "Reel"),
        Told("2026-09-21", PRESS, JUNE, "confirmed", "Frame"),
        Told("2026-09-22", OFFICIAL, APRIL, "moved"),
    ],
    "a trade paper does once nobody repeats the old date any more": [
        *moved(TRADE),
        Told("2026-09-28", TRADE, APRIL, outlet="Ledger"),
        Told("2026-10-25", TRADE, APRIL, "moved", "Ledger"),
    ],
    "a trade paper does not against an official source": [*moved(OFFICIAL), Told("2026-10-25", TRADE, APRIL)],
    "the press repeats an old date for months": [
        *moved(PRESS),
        Told("2026-09-21", PRESS, APRIL, outlet="Frame"),
        Told("2026-10-25", PRESS, APRIL, outlet="Frame"),
        Told("2026-12-25", PRESS, APRIL, outlet="Other"),
    ],
    "an outlet of the press that told of the other date knows what it says": [
        *moved(PRESS),
        Told("2026-09-28", PRESS, APRIL),
        Told("2026-10-25", PRESS, APRIL, "moved"),
    ],
    "two outlets of the press do within a fortnight": [
        *moved(PRESS),
        Told("2026-10-25", PRESS, APRIL, outlet="Frame"),
        Told("2026-10-26", PRESS, APRIL, outlet="Frame"),
        Told("2026-10-30", PRESS, APRIL, "moved", "Other"),
    ],
    "two outlets of the press do not while the other date is still told": [
        *moved(PRESS),
        Told("2026-10-25", PRESS, APRIL, outlet="Frame"),
        Told("2026-10-26", PRESS, JUNE),
        Told("2026-10-30", PRESS, APRIL, outlet="Other"),
    ],
    "two outlets of the press do not against an official source": [
        *moved(OFFICIAL),
        Told("2026-10-25", PRESS, APRIL, outlet="Frame"),
        Told("2026-10-30", PRESS, APRIL, outlet="Other"),
    ],
    "fans do never": [
        *moved(PRESS),
        Told("2026-10-25", FAN, APRIL),
        Told("2026-10-30", FAN, APRIL, outlet="Other"),
    ],
    "a rumour does never": [*moved(OFFICIAL), Told("2026-10-25", OFFICIAL, f"?{APRIL}")],
    "an official article from before the move was found late": [*moved(OFFICIAL), Told("2026-09-18", OFFICIAL, APRIL)],
    "an official article without a date stood on a page that was added since": [
        *moved(OFFICIAL),
        Told("2026-10-25", OFFICIAL, APRIL, backfill=True),
    ],
    "a page that held it all along tells nothing new": [
        *moved(OFFICIAL),
        Told("2026-10-25", OFFICIAL, APRIL, name="first"),
    ],
    "a copy of the first article tells nothing new": [
        *moved(OFFICIAL),
        Told("2026-10-25", OFFICIAL, APRIL, copies="first"),
    ],
    "a day that is over comes back no more": [*moved(OFFICIAL), Told("2027-04-16", OFFICIAL, APRIL)],
    "two dates that are told in turn are let be": [
        *moved(OFFICIAL),
        Told("2026-10-01", OFFICIAL, APRIL, "moved"),
        Told("2026-10-02", OFFICIAL, JUNE, "moved"),
        Told("2026-10-03", OFFICIAL, APRIL),
        Told("2026-10-04", OFFICIAL, JUNE),
    ],
    "what took its place was taken back": [
        *moved(PRESS)[:1],
        Told("2026-09-20", PRESS, JUNE, "moved", name="page"),
        Told("2026-09-22", PRESS, "", "retracted", name="page", unsaid=("words",)),
        Told("2026-09-21", PRESS, APRIL, outlet="Frame"),
        Told("2026-09-24", PRESS, APRIL, "opened", outlet="Frame"),
    ],
    "a shoot comes back too": [
        Told("2026-08-23", OFFICIAL, "filming.scheduled=2027-02", "opened"),
        Told("2026-09-20", OFFICIAL, "filming.scheduled=2027-05", "moved"),
        Told("2026-10-25", OFFICIAL, "filming.scheduled=2027-02", "moved"),
    ],
    "seconds make no date the older one": [
        Told("2026-08-23", TRADE, APRIL, "opened"),
        Told("2026-08-23", TRADE, JUNE, "moved", "Ledger", earlier=SECONDS),
        Told("2026-08-25", TRADE, JUNE, outlet="Gazette"),
    ],
    "of two dates that came at once any fresh word tells which holds": [
        Told("2026-08-23", TRADE, JUNE, "opened", "Ledger", earlier=SECONDS),
        Told("2026-08-23", TRADE, APRIL, "moved"),
        Told("2026-08-25", TRADE, JUNE, "moved", "Gazette"),
        Told("2026-08-26", TRADE, APRIL),
    ],
    "days do make it older": [
        Told("2026-08-23", TRADE, APRIL, "opened"),
        Told("2026-08-21", TRADE, JUNE, outlet="Ledger"),
        Told("2026-08-25", TRADE, JUNE, outlet="Gazette"),
    ],
}


@pytest.mark.parametrize("history", HISTORIES.values(), ids=HISTORIES)
def test_only_who_may_brings_back_an_old_date(history: list[Told]) -> None:
    now, changes = board(), list[str]()
    for number, told in enumerate(history):
        weighed = weigh_told(now, number, told)
        now = weighed.board
        changes.append(" ".join(update.change for update in weighed.updates))

    assert changes == [told.change for told in history]


def test_a_rumoured_date_that_was_confirmed_before_another_took_its_place_stands_no_more() -> None:
    history = (
        Told("2026-09-17", OFFICIAL, JUNE),
        Told("2026-09-18", FAN, APRIL),
        Told("2026-09-13", OFFICIAL, APRIL),
    )
    now = board()
    for number, told in enumerate(history):
        now = weigh_told(now, number, told).board

    assert [belief.value for belief in standing(now, Facet.RELEASE, date(2026, 9, 20))] == ["2027-06-10"]


def test_why_an_old_date_is_not_heard_is_told() -> None:
    now = board()
    for number, told in enumerate(moved(OFFICIAL)):
        now = weigh_told(now, number, told).board

    (decision,) = weigh_told(now, 9, Told("2026-10-25", PRESS, APRIL)).decisions
    assert decision.reason.startswith("another value took its place before; a rumour, since")


def test_who_named_it_before_it_was_moved_is_no_voice_for_it_any_more() -> None:
    now = board()
    for number, told in enumerate((*moved(OFFICIAL), Told("2026-10-25", OFFICIAL, APRIL))):
        now = weigh_told(now, number, told).board

    assert [voice.certainty for voice in now.beliefs[0].voices] == [None, "confirmed"]
