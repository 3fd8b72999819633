"""What the day brings: of confirmed dates alone, and of each once a stage."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from season_watch.model.board import Board
from season_watch.model.weighing import Weighing
from season_watch.policy.folding import fold
from season_watch.policy.occasions import occasions
from tests.vocabulary import WATCH, claim, day, item

DAY = "release.date=2025-10-31"
REMINDED = replace(WATCH, remind=timedelta(days=7))


def board(*told: tuple[str, str]) -> Board:
    """What remains of claims, each told on a day."""
    return fold(
        WATCH.name,
        (
            Weighing(watch=WATCH.name, item=item(f"i{number}", on), claims=(claim(said),), at=day(on))
            for number, (on, said) in enumerate(told)
        ),
    )


@pytest.mark.parametrize(
    ("told", "on", "kinds"),
    [
        pytest.param([("2025-03-01", DAY)], "2025-10-31", ["today"], id="the day has come"),
        pytest.param([("2025-10-31", DAY)], "2025-10-31", ["today"], id="it was told on the day itself"),
        pytest.param([("2025-03-01", DAY)], "2025-10-30", ["soon"], id="the day before, as nobody looked since"),
        pytest.param([("2025-03-01", DAY)], "2025-10-24", ["soon"], id="a week before"),
        pytest.param([("2025-03-01", DAY)], "2025-10-23", [], id="earlier than a week before"),
        pytest.param([("2025-10-26", DAY)], "2025-10-27", [], id="who learns of it within the week needs no reminder"),
        pytest.param([("2025-10-24", DAY)], "2025-10-24", [], id="nor who learns of it a week before"),
        pytest.param([("2025-03-01", DAY)], "2025-11-01", [], id="the day after: somebody may still tell"),
        pytest.param([("2025-03-01", DAY)], "2025-11-03", ["passed"], id="three days after, in silence"),
        pytest.param([("2025-03-01", DAY)], "2025-11-30", ["passed"], id="thirty days after"),
        pytest.param([("2025-03-01", DAY)], "2025-12-01", [], id="long after: the clock jumped, or it is history"),
        pytest.param([("2025-03-01", DAY), ("2025-10-31", "release.released")], "2025-11-03", [], id="it came out"),
        pytest.param([("2025-03-01", DAY), ("2025-10-30", "?release.released")], "2025-11-03", [], id="so they say"),
        pytest.param([("2025-03-01", "?" + DAY)], "2025-10-31", [], id="a rumour is never out"),
        pytest.param([("2025-03-01", "~" + DAY)], "2025-10-31", [], id="nor is an estimate"),
        pytest.param([("2025-03-01", "?" + DAY)], "2025-11-03", [], id="and neither passes"),
        pytest.param([("2025-03-01", "release.window=2025-10")], "2025-10-31", [], id="a month is no day"),
        pytest.param([("2025-03-01", "release.window=2025-10")], "2025-11-02", [], id="it ended two days ago"),
        pytest.param([("2025-03-01", "release.window=2025-10")], "2025-11-03", ["passed"], id="a month that ended"),
        pytest.param([("2025-03-01", "release.window=2025-10")], "2025-12-01", [], id="a month that ended long ago"),
        pytest.param([("2025-03-01", "release.window=2025")], "2026-01-03", ["passed"], id="a year that ended"),
        pytest.param([("2025-03-01", "release.window=../2025-10")], "2025-11-03", ["passed"], id="not after October"),
        pytest.param([("2025-03-01", "release.window=2025/..")], "2026-01-03", [], id="not before never ends"),
        pytest.param([("2025-03-01", "?release.window=2025")], "2026-01-03", [], id="a rumoured year"),
        pytest.param([("2025-03-01", DAY), ("2025-06-01", "renewal.cancelled")], "2025-11-03", [], id="called off"),
        pytest.param(
            [("2025-03-01", DAY), ("2025-06-01", "?renewal.cancelled")], "2025-11-03", ["passed"], id="so they fear"
        ),
        pytest.param(
            [("2025-03-01", "renewal.cancelled"), ("2025-06-01", DAY)], "2025-11-03", ["passed"], id="saved since"
        ),
        pytest.param(
            [("2025-03-01", "release.window=2025"), ("2025-06-01", "release.released")],
            "2026-01-03",
            [],
            id="it came out in that year",
        ),
        pytest.param(
            [("2025-03-01", "release.window=2025"), ("2025-06-01", "release.delayed=2026")],
            "2026-01-03",
            [],
            id="the year was put off",
        ),
        pytest.param(
            [("2025-03-01", "release.window=2025"), ("2025-06-01", DAY)],
            "2026-01-03",
            [],
            id="a day of the year took its place",
        ),
        pytest.param(
            [("2025-03-01", "release.window=2025"), ("2025-12-30", "?release.window=2026")],
            "2026-01-03",
            ["passed"],
            id="a rumour does not take its place",
        ),
        pytest.param([("2025-03-01", "filming.scheduled=2025-10-31")], "2025-10-31", [], id="nor is a shoot a release"),
        pytest.param(
            [("2025-03-01", DAY), ("2025-09-01", "release.delayed=2025-12-05")], "2025-10-31", [], id="it was put off"
        ),
        pytest.param(
            [("2025-03-01", DAY), ("2025-09-01", "release.delayed=2025-12-05")], "2025-12-05", ["today"], id="to today"
        ),
    ],
)
def test_only_a_confirmed_date_brings_something(told: list[tuple[str, str]], on: str, kinds: list[str]) -> None:
    assert [one.kind for one in occasions(board(*told), REMINDED, day(on))] == kinds


def test_nobody_is_reminded_who_did_not_wish_for_it() -> None:
    assert occasions(board(("2025-03-01", DAY)), WATCH, day("2025-10-24")) == ()


@pytest.mark.parametrize(
    ("zone", "at", "come"),
    [
        pytest.param(None, "2025-10-31T08:59", False, id="not before nine"),
        pytest.param(None, "2025-10-31T09:00", True, id="at nine"),
        pytest.param(None, "2025-10-31T23:59", True, id="all day"),
        pytest.param("Asia/Seoul", "2025-10-31T00:00", True, id="it is nine in Seoul"),
        pytest.param("Asia/Seoul", "2025-10-31T15:00", False, id="in Seoul it is tomorrow"),
        pytest.param("America/Los_Angeles", "2025-10-31T15:59", False, id="it is not nine yet in Los Angeles"),
        pytest.param("America/Los_Angeles", "2025-11-01T06:00", True, id="in Los Angeles it is still today"),
    ],
)
def test_a_day_is_that_of_the_watch(zone: str | None, at: str, come: bool) -> None:
    local = datetime.fromisoformat(at).replace(tzinfo=UTC)
    found = occasions(board(("2025-03-01", DAY)), replace(WATCH, zone=zone), local)
    assert bool(found) is come
