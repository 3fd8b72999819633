import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Timer

import pytest

from season_watch.storage.lock import DatabaseInUse, hold, is_held

HOLDER = """
import sys, time
from pathlib import Path
from season_watch.storage.lock import hold
with hold(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_process_is_refused_and_told_which_is_the_first(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"held\n"
        with pytest.raises(DatabaseInUse, match=rf"process {first.pid}\b"), hold(path):
            pytest.fail("held twice")
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
        with hold(path):
            assert (tmp_path / "w.db.lock").read_text() == str(os.getpid())


def test_the_lock_is_free_again_after_the_block(tmp_path: Path) -> None:
    for _ in range(2):
        with hold(tmp_path / "w.db"):
            assert (tmp_path / "w.db.lock").stat().st_mode & 0o777 == 0o600


def test_asking_whether_it_is_held_tells_a_holder_from_another_who_asks(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    assert not is_held(path)
    with hold(path):
        assert is_held(path)
    with (tmp_path / "w.db.lock").open() as asking:
        fcntl.flock(asking, fcntl.LOCK_SH)
        assert not is_held(path)


def test_a_daemon_that_starts_waits_for_one_who_asks(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    with hold(path):
        pass
    asking = os.open(tmp_path / "w.db.lock", os.O_RDONLY)
    fcntl.flock(asking, fcntl.LOCK_SH)
    done = Timer(0.1, os.close, (asking,))
    done.start()
    with hold(path):
        assert is_held(path)
    done.join()
