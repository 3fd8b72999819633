"""Waiting for what tells nobody of its changes: a database, a log, a process."""

import time
from collections.abc import Callable

PATIENCE = 60.0
PAUSE = 0.005


def wait_until(condition: Callable[[], bool]) -> None:
    """Ask again and again; fails where the answer stays no."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it never came about"
        time.sleep(PAUSE)
