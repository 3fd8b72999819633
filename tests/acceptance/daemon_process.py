"""`season-watch run` as a process of its own, that tells when it is ready and can be killed."""

import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = "season_watch"
SECONDS_TO_START = 20.0
SECONDS_TO_DRAIN = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DaemonProcess:
    """A daemon that runs. Its log is a file, so that it never waits for a reader."""

    process: subprocess.Popen[bytes]
    log_file: Path

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def log(self) -> str:
        return self.log_file.read_text("utf-8")

    @property
    def children(self) -> tuple[int, ...]:
        """The processes that it has started (proc(5))."""
        tasks = Path(f"/proc/{self.pid}/task").iterdir()
        return tuple(int(child) for task in tasks for child in (task / "children").read_text("ascii").split())

    def kill(self) -> None:
        """End it as a crash would, and wait until it is gone."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """Ask it to end; returns its exit code. TimeoutExpired where it takes longer than it may."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(SECONDS_TO_DRAIN)


@contextmanager
def daemon_process(
    configuration: Path, *options: str, module: str = PROGRAM, trusted: Path | None = None
) -> Iterator[DaemonProcess]:
    """Run a daemon that is ready; `module` is what to run it by. What still runs at the end is killed.

    `trusted` are the only certificates that it trusts, where they are not the machine's.
    """
    with (
        _notifications() as (address, notifications),
        starting(configuration, *options, notify=address, module=module, trusted=trusted) as daemon,
    ):
        assert notifications.recv(100) == b"READY=1", daemon.log
        yield daemon


@contextmanager
def starting(
    configuration: Path, *options: str, notify: str = "", module: str = PROGRAM, trusted: Path | None = None
) -> Iterator[DaemonProcess]:
    """Run a daemon, ready or not. What still runs at the end is killed."""
    log_file = configuration.with_suffix(".log")
    command = [sys.executable, "-m", module, "-c", str(configuration), "run", *options]
    environment = {"NOTIFY_SOCKET": notify, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT / "src")}
    environment |= {"SSL_CERT_FILE": str(trusted)} if trusted else {}
    with log_file.open("ab") as log, subprocess.Popen(command, cwd=ROOT, env=environment, stderr=log) as process:
        try:
            yield DaemonProcess(process=process, log_file=log_file)
        finally:
            process.kill()


@contextmanager
def _notifications() -> Iterator[tuple[str, socket.socket]]:
    """Where systemd would listen. The path of a socket may have 107 bytes, so it is not in pytest's folder."""
    with tempfile.TemporaryDirectory(prefix="sw-") as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as here:
        address = f"{folder}/notify"
        here.bind(address)
        here.settimeout(SECONDS_TO_START)
        yield address, here
