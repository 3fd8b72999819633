"""The parent's handle of one child. All of it blocks: it is used from one thread that belongs to it."""

import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from socket import socketpair
from typing import TypeVar

from season_watch.isolation.calls import CRASH, MEMORY, TIMEOUT
from season_watch.isolation.link import Link
from season_watch.pipeline.ports import ReadFailed

A = TypeVar("A")
R = TypeVar("R")

_CHILD = "season_watch.isolation.child"


class ChildProcess:
    """A running child. A plain interpreter, not a `multiprocessing.Process`: that would import the main module
    again and start a resource tracker beside it.
    """

    def __init__(self, memory: int, seconds: float) -> None:
        ours, theirs = socketpair()
        self._calls = Link(ours.detach())
        self._known: set[Callable[..., object]] = set()
        # -P: a file of the current folder must not stand in for a module. -W: libraries' warnings are no log lines.
        limits = (str(memory), str(int(seconds) + 1))
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-W", "ignore", "-m", _CHILD, str(theirs.fileno()), *limits],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C is for the parent
            )

    def ask(self, function: Callable[[A], R], argument: A) -> R | ReadFailed:
        """What the child answers, or a `ReadFailed`. A child that died, or met its memory limit, is gone after that."""
        call = pickle.dumps((function, argument))
        try:
            self._calls.send(call)
            answer = self._calls.receive()
        except (EOFError, OSError):
            return self._death()
        result: R | ReadFailed = pickle.loads(answer)  # noqa: S301 - written by our own child
        if isinstance(result, ReadFailed) and result.reason == MEMORY:
            self.stop()
        self._known.add(function)
        return result

    def knows(self, function: Callable[..., object]) -> bool:
        """Whether the child has called a function before, and so has imported what that needs."""
        return function in self._known

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        """End the child at once; a thread that waits in `ask` gets its answer. The one call for other threads."""
        self._process.kill()

    def stop(self) -> None:
        """End the child, and leave nothing of it."""
        self._process.kill()
        self._process.wait()
        self._calls.close()

    def _death(self) -> ReadFailed:
        self.stop()
        returncode = self._process.returncode
        if returncode == -signal.SIGXCPU:
            return ReadFailed(reason=TIMEOUT, detail="reading took more processor time than it may")
        how = f"was ended by {signal.Signals(-returncode).name}" if returncode < 0 else f"ended with {returncode}"
        return ReadFailed(reason=CRASH, detail=f"the reading process {how}")
