"""The parent's handle of one child. All of it blocks: it is used from threads that end no earlier than the child."""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from socket import socket, socketpair
from threading import Lock
from typing import Protocol, Self, TypeVar

from season_watch.isolation.calls import CRASH, MEMORY, TIMEOUT
from season_watch.isolation.link import Link
from season_watch.pipeline.ports import ReadFailed

A = TypeVar("A")
R = TypeVar("R")

_CHILD = "season_watch.isolation.child"


class _Process(Protocol):
    """What is needed of `subprocess.Popen`."""

    @property
    def returncode(self) -> int | None: ...
    def poll(self) -> int | None: ...
    def kill(self) -> None: ...
    def wait(self) -> int: ...


class ChildProcess:
    """A running child, made by `start` or by another one's `sibling`."""

    def __init__(self, process: _Process, calls: socket, known: frozenset[Callable[..., object]] = frozenset()) -> None:
        self._process = process
        self._calls = Link(calls)
        self._known = set(known)

    @classmethod
    def start(cls, memory: int, seconds: float) -> Self:
        """A plain interpreter, not a `multiprocessing.Process`: that would import the main module again and start a
        resource tracker beside it.
        """
        ours, theirs = socketpair()
        # -P: a file of the current folder must not stand in for a module. -W: libraries' warnings are no log lines.
        limits = (str(memory), str(int(seconds) + 1))
        with theirs:
            process = subprocess.Popen(
                [sys.executable, "-P", "-W", "ignore", "-m", _CHILD, str(theirs.fileno()), *limits],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C is for the parent
            )
        return cls(process, ours)

    def sibling(self) -> Self | None:
        """Another child that knows what this one knows; None where none can be made, or this one died of it."""
        try:
            ours, theirs = socketpair()
        except OSError:  # no descriptor is left
            return None
        with theirs:
            pid = self._multiply(theirs)
        if pid is None:
            ours.close()
            return None
        return type(self)(_Sibling(pid), ours, frozenset(self._known))

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

    def _multiply(self, theirs: socket) -> int | None:
        try:
            self._calls.send(b"")
            self._calls.send_socket(theirs)
            return int(self._calls.receive() or 0) or None
        except (EOFError, OSError):
            self.stop()
            return None

    def _death(self) -> ReadFailed:
        self.stop()
        returncode = self._process.returncode
        if returncode == -signal.SIGXCPU:
            return ReadFailed(reason=TIMEOUT, detail="reading took more processor time than it may")
        how = "ended"
        if returncode is not None:
            how = f"was ended by {signal.Signals(-returncode).name}" if returncode < 0 else f"ended with {returncode}"
        return ReadFailed(reason=CRASH, detail=f"the reading process {how}")


class _Sibling:
    """A process that a child of ours made for us: a child of ours too, which nobody but us waits for."""

    def __init__(self, pid: int) -> None:
        self.returncode: int | None = None
        self._pid = pid
        self._lock = Lock()  # a number that was waited for may be another process's

    def poll(self) -> int | None:
        with self._lock:
            return self._waited(os.WNOHANG)

    def kill(self) -> None:
        with self._lock:
            if self.returncode is None:
                with suppress(ProcessLookupError):
                    os.kill(self._pid, signal.SIGKILL)

    def wait(self) -> int:
        with suppress(ChildProcessError):  # `poll` was there first
            os.waitid(os.P_PID, self._pid, os.WEXITED | os.WNOWAIT)
        with self._lock:
            status = self._waited(0)
        assert status is not None
        return status

    def _waited(self, options: int) -> int | None:
        if self.returncode is None:
            try:
                pid, status = os.waitpid(self._pid, options)
            except ChildProcessError:  # where SIGCHLD is ignored, nobody is told how it ended: as `Popen` has it
                pid, status = self._pid, 0
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode
