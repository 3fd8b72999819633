"""The real daemon in a process of its own, on a calendar that the test moves: it can be killed at any moment.

As a program (`python -m`) it takes a configuration file and runs its daemon; each line of its input is the time that it
is now, and the end of its input ends it as SIGTERM would. It says on its output when it is ready.
"""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests.acceptance.calendar_daemon import calendar_daemon

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarProcess:
    """A daemon that runs."""

    process: subprocess.Popen[str]

    def move_to(self, now: datetime) -> None:
        """Let it be `now` there; waits for nothing."""
        assert self.process.stdin is not None
        print(now.isoformat(), file=self.process.stdin, flush=True)

    def kill(self) -> None:
        """End it as a crash would, and wait until it is gone."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """Let it end; returns its exit code."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self.process.wait(20)


@contextmanager
def calendar_process(configuration: Path, now: datetime) -> Iterator[CalendarProcess]:
    """Run a daemon that is ready. What still runs at the end is killed."""
    command = [sys.executable, "-m", "tests.acceptance.calendar_process", str(configuration), now.isoformat()]
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONPATH": f"{ROOT / 'src'}"}
    with (
        configuration.with_suffix(".log").open("ab") as log,
        subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True
        ) as process,
    ):
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield CalendarProcess(process=process)
        finally:
            process.kill()


async def main(configuration: Path, start: datetime) -> None:
    """Run until the input ends."""
    async with calendar_daemon(configuration, start) as calendar:
        print("ready", flush=True)
        while line := await asyncio.to_thread(sys.stdin.readline):
            calendar.now = datetime.fromisoformat(line.strip())


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2])))
