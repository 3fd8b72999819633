"""`rebuild`, on a database in which something has happened."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.unit.cli.command import season_watch
from tests.unit.cli.kept import keep


@pytest.fixture
def world(tmp_path: Path) -> Path:
    keep(tmp_path)
    return tmp_path


def beliefs(world: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(world / "kept.db")) as connection:
        return connection.execute("SELECT * FROM beliefs ORDER BY watch, position").fetchall()


def damage(world: Path) -> None:
    """Have the board believe that filming has but started, and forget the renewal."""
    with closing(sqlite3.connect(world / "kept.db")) as connection, connection:
        connection.execute("DELETE FROM beliefs WHERE facet = 'renewal'")
        connection.execute("UPDATE beliefs SET state = 'started' WHERE facet = 'filming'")


def test_rebuild_finds_nothing_to_change(world: Path) -> None:
    stored = beliefs(world)
    told = season_watch("rebuild", at=world)
    assert told.out.splitlines() == ["aouad: nothing differs in 3 beliefs", "silo: nothing differs in 0 beliefs"]
    assert beliefs(world) == stored


def test_rebuild_mends_a_board_and_says_what_differed(world: Path) -> None:
    stored = beliefs(world)
    damage(world)
    told = season_watch("rebuild", "aouad", at=world)
    assert told.out.splitlines() == [
        "aouad: this differs",
        "  - Confirmed: filming has started, stands since 2025-07-23, 1 witness",
        "  + Confirmed: the season is ordered, stands since 2025-03-01, 1 witness",
        "  + Confirmed: filming has wrapped, stands since 2025-07-23, 1 witness",
    ]
    assert beliefs(world) == stored


def test_a_dry_run_changes_nothing(world: Path) -> None:
    damage(world)
    damaged = beliefs(world)
    told = season_watch("rebuild", "--dry-run", "--json", at=world)
    assert told.err == ""
    (aouad, silo) = json.loads(told.out)
    assert (aouad["watch"], aouad["differs"], silo["differs"]) == ("aouad", True, False)
    assert [belief["state"] for belief in aouad["lost"]] == ["started"]
    assert [belief["state"] for belief in aouad["gained"]] == ["renewed", "wrapped"]
    assert beliefs(world) == damaged


def test_an_unknown_watch_matches_nothing(world: Path) -> None:
    told = season_watch("rebuild", "other", at=world)
    assert (told.code, told.err) == (3, "season-watch: There is no watch called other: there is aouad, silo.\n")
