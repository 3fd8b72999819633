"""`reject`, `mute` and `corrections`, as their user sees them."""

import json
from pathlib import Path
from typing import Any

import pytest

from season_watch.storage.lock import hold
from season_watch.stories.canonical import item_id
from tests.unit.cli.command import season_watch
from tests.unit.cli.kept import ITEMS, keep

WRAPPED = item_id(ITEMS[1]["url"])


@pytest.fixture
def world(tmp_path: Path) -> Path:
    keep(tmp_path)
    return tmp_path


def done(world: Path, *command: str) -> str:
    told = season_watch(*command, at=world)
    assert (told.code, told.err) == (0, "")
    return told.out


def document(world: Path, *command: str) -> Any:  # noqa: ANN401 - as the command says
    return json.loads(done(world, *command, "--json"))


def states(world: Path) -> list[str]:
    return [belief["state"] for belief in document(world, "status", "aouad")[0]["beliefs"]]


def test_a_rejected_update_leaves_the_board_and_every_command_says_so(world: Path) -> None:
    said = done(world, "reject", "2")
    assert "Correction 1: filming.wrapped of “All of Us Are Dead season 2 has wrapped filming" in said
    assert "  - Confirmed: filming has wrapped, stands since 2025-07-23, 1 witness" in said
    assert "wrapped" not in states(world)

    assert "without what you ruled out\n    filming.wrapped of “" in done(world, "status", "aouad")
    assert "without what" not in done(world, "status", "silo")
    assert "\ncorrected by you on 20" in done(world, "show", "2")
    assert document(world, "show", "2")["corrections"][0]["state"] == "wrapped"
    assert document(world, "show", "1")["corrections"] == []
    assert "; you ruled it out since" in done(world, "explain", "2")
    assert "nothing differs" in done(world, "rebuild", "aouad")


def test_a_claim_is_rejected_by_the_name_that_explain_shows(world: Path) -> None:
    (item,) = document(world, "explain", WRAPPED)
    (name,) = (claim["id"] for claim in item["readings"][0]["claims"] if claim["state"] == "wrapped")
    assert name == f"{WRAPPED}:filming.wrapped"
    assert f"[{name}]" in done(world, "explain", WRAPPED)
    done(world, "reject", name)
    assert "wrapped" not in states(world)


@pytest.mark.parametrize("what", [WRAPPED, f"{WRAPPED}:filming"], ids=["an item", "a facet of an item"])
def test_more_than_one_claim_is_rejected_at_once(world: Path, what: str) -> None:
    done(world, "reject", what)
    assert "wrapped" not in states(world)


def test_a_correction_is_listed_and_taken_back(world: Path) -> None:
    before = done(world, "status")
    done(world, "mute", "the ledger")
    assert "renewed" not in states(world)
    assert [one["outlet"] for one in document(world, "corrections", "list")] == ["The Ledger"]
    assert done(world, "corrections", "list").splitlines()[1].endswith("The Ledger is muted")
    assert "+ Confirmed: the season is ordered" in done(world, "corrections", "remove", "1")
    assert done(world, "status") == before
    assert season_watch("corrections", "list", at=world).code == 3


def test_a_muted_outlet_is_unmuted_by_its_name(world: Path) -> None:
    done(world, "mute", "The Ledger")
    assert done(world, "mute", "The Ledger").splitlines()[1] == "No board changes by that."
    done(world, "unmute", "the ledger")
    assert "renewed" in states(world)


def test_an_outlet_whose_name_nobody_could_type_is_muted_as_it_is_shown(world: Path) -> None:
    shown = r"The \x1b[2J\x1b]0;owned\x07\u202egnp.exe Post 한국일보"
    assert f"from {shown}\n" in done(world, "status", "aouad")
    assert f"Correction 1: {shown} is muted." in done(world, "mute", shown)
    assert "wrapped" not in states(world)
    done(world, "unmute", shown)
    assert "wrapped" in states(world)


def test_corrections_are_made_beside_a_running_daemon(world: Path) -> None:
    with hold(world / "kept.db"):
        done(world, "reject", "2")
    assert "wrapped" not in states(world)
