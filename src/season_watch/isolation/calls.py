"""Carrying out one call, and what of it crosses the process border."""

from collections.abc import Callable
from typing import TypeVar

from season_watch.model.errors import ParseError
from season_watch.pipeline.ports import ReadFailed

A = TypeVar("A")
R = TypeVar("R")

TIMEOUT = "parse-timeout"
MEMORY = "parse-memory"
CRASH = "parse-crash"


def carry_out(function: Callable[[A], R], argument: A) -> R | ReadFailed:
    """Call a function and turn whatever it raises into a value: this is the job's boundary."""
    try:
        return function(argument)
    except ParseError as error:
        return ReadFailed(reason=error.reason, detail=_one_line(error))
    except MemoryError:
        return ReadFailed(reason=MEMORY, detail="reading took more memory than it may")
    except Exception as error:  # noqa: BLE001 - a bug that one body sets off must not stop the others
        return ReadFailed(reason=CRASH, detail=_one_line(f"{type(error).__name__}: {error}"))


def _one_line(text: object) -> str:
    return " ".join(str(text).split())
