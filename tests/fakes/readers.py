"""Module-level functions for isolated runs: a child imports them by name."""

import ctypes
import os
import resource
import sys
import threading
import time
import warnings
from pathlib import Path

from season_watch.isolation import siblings
from season_watch.model.errors import ParseError
from season_watch.pipeline.ports import ReadFailed


def upper(body: bytes) -> bytes:
    return body.upper()


def refuse(body: bytes) -> bytes:
    raise ParseError("not-a-feed", "this is\na login page")


def break_down(body: bytes) -> bytes:
    raise TypeError("no such\nthing")


def recurse(depth: int) -> int:
    return recurse(depth + 1)


def take(size: int) -> int:
    return len(bytearray(size))


def hoard(_: None) -> int:
    hoarded = []
    while True:
        hoarded.append(bytes(1024 * 1024))


def own_pid(_: None) -> int:
    return os.getpid()


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def spin(_: None) -> None:
    while True:
        pass


def spin_beyond_own_limit(_: None) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (1, resource.RLIM_INFINITY))
    spin(None)


def note_and_sleep(path: str) -> None:
    Path(path).write_text(str(os.getpid()))
    time.sleep(60)


def note_and_spin(path: str) -> None:
    Path(path).write_text(str(os.getpid()))
    spin(None)


def segfault(_: None) -> None:
    ctypes.string_at(0)


def leave(status: int) -> None:
    os._exit(status)


def signal_self(number: int) -> str:
    os.kill(os.getpid(), number)
    return "still here"


def chatter(_: None) -> str:
    print("words on stdout", flush=True)
    warnings.warn("words of a library", stacklevel=1)
    return sys.stdin.read()


_REMEMBERED: list[str] = []


def remember(word: str) -> None:
    _REMEMBERED.append(word)


def remember_slowly(word: str) -> None:
    time.sleep(0.1)
    _REMEMBERED.append(word)


def remembered(_: None) -> str:
    return " ".join(_REMEMBERED)


def forbid_siblings(_: None) -> None:
    siblings._CLONE.clear()  # as on a machine that has none


def unpicklable(_: None) -> threading.Lock:
    return threading.Lock()


def huge(size: int) -> bytes:
    return bytes(size)


def failed(reason: str) -> ReadFailed:
    return ReadFailed(reason=reason, detail="returned, not raised")
