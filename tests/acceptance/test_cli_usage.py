"""The command line as a process: exit codes, and errors of one sentence."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.command import season_watch
from tests.unit.cli.kept import keep, write_config


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    keep(folder)
    return folder


def test_without_a_configuration_the_way_to_one_is_told(tmp_path: Path) -> None:
    told = season_watch("list", at=tmp_path)
    assert told.code == 2
    assert "season-watch init" in told.err


def test_every_fault_of_a_configuration_is_a_line(tmp_path: Path) -> None:
    config = write_config(tmp_path)
    config.write_text(config.read_text().replace("title", "titel"), encoding="utf-8")
    told = season_watch("status", at=tmp_path)
    assert told.code == 2
    assert told.err.count("did you mean 'title'?") == 2


def test_a_traceback_is_shown_to_whom_asks_alone(world: Path) -> None:
    assert "Traceback" not in season_watch("show", "99", at=world).err
    assert "Traceback" in season_watch("--debug", "show", "99", at=world).err


def test_a_reader_that_leaves_early_causes_no_complaint(world: Path) -> None:
    told = subprocess.run(
        f"{sys.executable} -m season_watch status | head -n 0", shell=True, cwd=world, capture_output=True, text=True
    )
    assert told.stderr == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_there(shell: str, world: Path) -> None:
    told = season_watch(at=world, env={"_SEASON_WATCH_COMPLETE": f"source_{shell}"})
    assert told.code == 0
    assert "season-watch" in told.out
