"""Daemons that are forked from a process with everything imported: they start at once, to be killed often.

As a program (`python -m`) it takes a daemon's arguments. Each line of its input starts a daemon; it says which process
that is, and once that has ended, how. All else is the daemon as `season-watch run` runs it.
"""

import ctypes
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from tests.acceptance.daemon_process import ROOT, SECONDS_TO_DRAIN
from tests.acceptance.waiting import wait_until

WARM = (
    "season_watch.cli.actions.watching",
    "season_watch.notifying.email",
    "season_watch.notifying.smtp",
    "season_watch.notifying.webhook",
    "season_watch.storage.store",
)
_DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG (prctl(2))."""

_SECONDS_TO_DIE = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fledgling:
    """A daemon that was forked. It is used like a `DaemonProcess`."""

    pid: int
    nursery: "Nursery"

    @property
    def log(self) -> str:
        return self.nursery.log_file.read_text("utf-8")

    @property
    def children(self) -> tuple[int, ...]:
        """The processes that it has started (proc(5)); none where it is gone."""
        try:
            tasks = tuple(Path(f"/proc/{self.pid}/task").iterdir())
            return tuple(int(child) for task in tasks for child in (task / "children").read_text("ascii").split())
        except (FileNotFoundError, ProcessLookupError):
            return ()

    def kill(self) -> None:
        """End it as a crash would, and wait until it and its children are gone."""
        children = self.children
        os.kill(self.pid, signal.SIGKILL)
        assert self.nursery.ended(_SECONDS_TO_DIE) == -signal.SIGKILL
        wait_until(lambda: not any(map(_is_alive, children)))

    def ask_to_stop(self) -> None:
        """Send SIGTERM."""
        os.kill(self.pid, signal.SIGTERM)

    def stop(self) -> int:
        """Ask it to end; returns its exit code. AssertionError where it takes longer than it may."""
        self.ask_to_stop()
        return self.nursery.ended(SECONDS_TO_DRAIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nursery:
    """Forks one daemon at a time."""

    process: subprocess.Popen[bytes]
    log_file: Path

    @property
    def starts(self) -> int:
        """How many daemons have said that they run."""
        return self.log_file.read_text("utf-8").count("running")

    def start(self) -> Fledgling:
        """A daemon that has just been forked."""
        assert self.process.stdin is not None
        self.process.stdin.write(b"\n")
        self.process.stdin.flush()
        return Fledgling(pid=self._number(_SECONDS_TO_DIE), nursery=self)

    def ended(self, seconds: float) -> int:
        """The exit code of the daemon, or the signal that killed it, negated."""
        return self._number(seconds)

    def _number(self, seconds: float) -> int:
        assert self.process.stdout is not None
        ready, _, _ = select.select([self.process.stdout], [], [], seconds)
        assert ready, f"the daemon took longer than {seconds} s"
        return int(self.process.stdout.readline())


@contextmanager
def nursery(configuration: Path, *options: str) -> Iterator[Nursery]:
    """A nursery for daemons of one configuration, whose database is of this version. It leaves none behind."""
    log_file = configuration.with_suffix(".log")
    command = [sys.executable, "-m", __name__, "-c", str(configuration), "run", *options]
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT / "src")}
    with (
        log_file.open("ab") as log,
        subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, bufsize=0
        ) as process,
    ):
        try:
            yield Nursery(process=process, log_file=log_file)
        finally:
            process.kill()


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(") ")[2][0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def _serve() -> None:
    """Fork a daemon for each line of input, and wait for its end."""
    for module in WARM:
        import_module(module)
    while sys.stdin.readline():
        pid = os.fork()
        if pid == 0:
            _live()
        print(pid, flush=True)
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _live() -> NoReturn:
    from season_watch.cli.main import main

    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    os.dup2(os.open(os.devnull, os.O_RDONLY), sys.stdin.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    main()


if __name__ == "__main__":
    _serve()
