import os
import time
from pathlib import Path

import pytest

from season_watch.cli.actions.health import FRESH_SECONDS, alive_file, fault_of
from season_watch.storage.lock import hold


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "kept.db"


def beat(database: Path, *, seconds_ago: float = 0) -> None:
    file = alive_file(database)
    file.touch()
    then = time.time() - seconds_ago
    os.utime(file, (then, then))


def test_a_daemon_that_beats_and_holds_the_lock_is_well(database: Path) -> None:
    beat(database)
    with hold(database):
        assert fault_of(database) is None


def test_a_daemon_that_never_ran_is_not(database: Path) -> None:
    assert "yet" in (fault_of(database) or "")


def test_a_daemon_that_ended_is_not(database: Path) -> None:
    beat(database)
    assert "has ended" in (fault_of(database) or "")


def test_a_daemon_that_hangs_is_not(database: Path) -> None:
    beat(database, seconds_ago=FRESH_SECONDS + 5)
    with hold(database):
        assert "restart it" in (fault_of(database) or "")
