"""The replay contract, which other measurements build on."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.command import Told, season_watch
from tests.unit.cli.kept import HOSTILE, ITEMS

WATCH_ALONE = """
[[watch]]
name = "stream"
title = "All of Us Are Dead"
season = 2
aliases = ["AOUAD"]
"""
REPEAT = {**ITEMS[1], "id": "three", "published": "2025-07-25", "url": f"{ITEMS[1]['url']}?utm_source=feed"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "config.toml").write_text(WATCH_ALONE, encoding="utf-8")
    lines = (json.dumps(item, ensure_ascii=False) for item in (*ITEMS, REPEAT))
    (tmp_path / "items.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def replayed(folder: Path, *more: str) -> Told:
    return season_watch("-c", "config.toml", "replay", "items.jsonl", *more, at=folder)


def test_each_item_is_one_line_of_the_contract(folder: Path) -> None:
    told = replayed(folder, "--json")
    assert (told.code, told.err) == (0, "")
    first, second, third = map(json.loads, told.out.splitlines())
    assert second == {
        "item": "two",
        "watch": "stream",
        "about": True,
        "duplicate_of": None,
        "claims": [
            {
                "facet": "filming",
                "state": "wrapped",
                "value": None,
                "certainty": "confirmed",
                "evidence": "Filming on season 2 of All of Us Are Dead has wrapped, Netflix confirmed.",
            }
        ],
        "updates": [{"facet": "filming", "state": "wrapped", "value": None, "certainty": "confirmed"}],
    }
    assert [update["state"] for update in first["updates"]] == ["renewed"]
    assert (third["duplicate_of"], third["updates"]) == ("two", [])


def test_the_same_input_gives_the_same_bytes_and_leaves_nothing_behind(folder: Path) -> None:
    once, again = replayed(folder, "--json"), replayed(folder, "--json")
    assert once == again
    assert sorted(path.name for path in folder.iterdir()) == ["config.toml", "items.jsonl"]


def test_every_watch_has_its_own_line(folder: Path) -> None:
    config = folder / "config.toml"
    config.write_text(WATCH_ALONE + WATCH_ALONE.replace("stream", "other").replace("2", "3"), encoding="utf-8")
    lines = [json.loads(line) for line in replayed(folder, "--json").out.splitlines()]
    assert [(line["item"], line["watch"]) for line in lines[:2]] == [("one", "stream"), ("one", "other")]
    assert all(line["updates"] == [] for line in lines if line["watch"] == "other")


def test_people_are_told_in_words(folder: Path) -> None:
    told = replayed(folder)
    assert "→ Confirmed: filming has wrapped" in told.out
    assert not set(HOSTILE) & {"\x1b", "\u202e"} & set(told.out)


def test_a_bad_line_is_named(folder: Path) -> None:
    with (folder / "items.jsonl").open("a") as items:
        items.write('{"id": "four"}\n')
    told = replayed(folder, "--json")
    assert (told.code, told.out) == (1, "")
    assert told.err == "season-watch: items.jsonl:4: an item needs 'outlet', a string.\n"
