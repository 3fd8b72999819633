"""How long something takes, told so that neither a busy machine nor the interpreter's tidying up counts."""

import time
from collections.abc import Callable
from timeit import Timer


def least_seconds(action: Callable[[], object], times: int = 3) -> float:
    """The best of `times` runs in CPU seconds of this process, the garbage collector at rest.

    A full collection walks all that the whole test run has left behind, and takes longer than most of what is timed.
    """
    return min(Timer(action, timer=time.process_time).repeat(times, number=1))
