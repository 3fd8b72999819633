"""Isolation without a process: the call runs here and now."""

from collections.abc import Callable
from typing import TypeVar

from season_watch.isolation.calls import carry_out
from season_watch.pipeline.ports import ReadFailed

A = TypeVar("A")
R = TypeVar("R")


class DirectIsolation:
    """Runs calls in this process. What a call raises becomes a value as in a child; it can't be stopped."""

    async def run(self, function: Callable[[A], R], argument: A) -> R | ReadFailed:
        return carry_out(function, argument)
