"""The same stream gives the same bytes in every process: nothing hangs on how Python orders its sets that day."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

STREAM = Path(__file__).parents[2] / "quality" / "streams" / "the-glory-s2.jsonl"
READ_ALL = """
import json, sys
from datetime import date
from season_watch.claims.reader import read
from season_watch.model.watch import Watch, WatchName

sys.stdout.reconfigure(encoding="utf-8")
for line in open(sys.argv[1], encoding="utf-8"):
    item = json.loads(line)
    watch = Watch(name=WatchName("w"), title=item["show"], season=item["season"], aliases=tuple(item["aliases"]))
    day = date.fromisoformat(item["published"])
    print(read(watch, title=item["title"], text=item["text"], published=day, lang=item["lang"]))
"""
CONFIG = """
[[watch]]
name = "stream"
title = "The Glory"
season = 2
"""


def ran(*arguments: str, seed: str) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, check=True).stdout


def test_every_claim_rule_cue_and_near_miss_is_the_same_under_another_hash_seed() -> None:
    first, second = (ran("-c", READ_ALL, str(STREAM), seed=seed) for seed in ("1", "2"))

    assert b"Claim(" in first
    assert first == second


@pytest.mark.slow
def test_a_replay_is_the_same_under_another_hash_seed(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(CONFIG, encoding="utf-8")
    command = ("-m", "season_watch", "-c", str(config), "replay", str(STREAM), "--json")

    first, second = (ran(*command, seed=seed) for seed in ("1", "2"))

    assert first.count(b"\n") == len(STREAM.read_bytes().splitlines())
    assert first == second
