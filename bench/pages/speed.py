"""How fast pages are read by rivals that take turns: compare the figures within one run."""

import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import TypeVar

Page = TypeVar("Page")
ROUNDS = 5


def speeds(rivals: Sequence[Callable[[Page], object]], some: Sequence[Page]) -> list[float]:
    """Pages a second of processor time for each rival, by the median of its rounds."""
    rounds = [[_seconds(read, some) for read in rivals] for _ in range(ROUNDS)]
    return [len(some) / median(times) for times in zip(*rounds, strict=True)]


def _seconds(read: Callable[[Page], object], some: Sequence[Page]) -> float:
    began = time.process_time()
    for page in some:
        read(page)
    return time.process_time() - began
