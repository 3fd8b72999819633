import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from season_watch.storage.lock import DatabaseInUse, hold

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
