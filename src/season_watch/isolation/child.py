"""The child: `python -m season_watch.isolation.child FD MEMORY SECONDS` answers calls on a socket until it closes.

It imports what a call needs when the call comes, and nothing before. An empty message has it make a sibling: after it
comes the socket on which that one answers.
"""

import ctypes
import logging
import pickle
import resource
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path

from season_watch.isolation.calls import CRASH, MEMORY, carry_out
from season_watch.isolation.link import Link
from season_watch.isolation.siblings import clone
from season_watch.pipeline.ports import ReadFailed

# prctl(2): have the kernel kill this process when its parent dies, even in the middle of a call.
_PR_SET_PDEATHSIG = 1
NO_SIBLING = b""
# What is read from 10 MB of body is smaller; more would only move the memory into the parent.
ANSWER_BYTES = 64 * 1024 * 1024


def main(descriptor: int, memory: int, seconds: int) -> None:
    """Answer calls one after the other. `memory`, in bytes, is for each call on top of what is loaded already."""
    _die_with_parent()
    _be_quiet()
    _do_without_openssl()
    # A parent that was killed in the middle of a call leaves nobody to answer, and nothing to say of it.
    with suppress(ConnectionError):
        calls = Link(socket.socket(fileno=descriptor))
        while (call := _next_call(calls)) is not None:
            if call:
                calls.send(_answer(call, memory, seconds))
            else:
                calls = _multiplied(calls)


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _be_quiet() -> None:
    # Signals to the whole group are for the parent, which ends this process when it is done with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash leaves no file
    logging.disable()  # what libraries say about a body is no log line of the service


def _multiplied(calls: Link) -> Link:
    """Make a sibling and tell the parent its number; returns the link on which this process, or that one, answers."""
    other = calls.receive_socket()
    try:
        pid = clone()
    except OSError:
        other.close()
        calls.send(NO_SIBLING)
        return calls
    if pid == 0:
        _die_with_parent()  # the kernel ties a new process to nobody
        calls.close()
        return Link(other)
    other.close()
    calls.send(str(pid).encode("ascii"))
    return calls


def _do_without_openssl() -> None:
    """Have no library load it: nothing is fetched here, and Python has the hashes that are taken. It would be 4 MB."""
    for module in ("_hashlib", "_ssl"):
        sys.modules[module] = None  # type: ignore[assignment] # the documented way to forbid an import


def _next_call(calls: Link) -> bytearray | None:
    try:
        return calls.receive()
    except EOFError:
        return None


def _answer(call: bytearray, memory: int, seconds: int) -> bytes:
    result = carry_out(_limited, (call, memory, seconds))
    _lift(resource.RLIMIT_AS)
    try:
        answer = pickle.dumps(result)
    except (pickle.PicklingError, TypeError, AttributeError) as error:
        return pickle.dumps(ReadFailed(reason=CRASH, detail=f"the result can't be sent: {error}"))
    if len(answer) > ANSWER_BYTES:
        return pickle.dumps(ReadFailed(reason=MEMORY, detail=f"the result has {len(answer)} bytes"))
    return answer


def _limited(request: tuple[bytearray, int, int]) -> object:
    call, memory, seconds = request
    function, argument = pickle.loads(call)  # noqa: S301 - written by our own parent
    _limit(resource.RLIMIT_AS, _address_space() + memory)
    _limit(resource.RLIMIT_CPU, _cpu_seconds() + seconds)
    return function(argument)


def _limit(kind: int, wanted: int) -> None:
    hard = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def _lift(kind: int) -> None:
    hard = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (hard, hard))


def _address_space() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()


def _cpu_seconds() -> int:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return int(used.ru_utime + used.ru_stime) + 1


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
