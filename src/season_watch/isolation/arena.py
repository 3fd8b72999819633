"""One heap for all threads: glibc gives each its own, most of which then stands empty."""

import ctypes

_M_ARENA_MAX, _M_TRIM_THRESHOLD = -8, -1
"""mallopt(3)."""


def use_one_arena() -> None:
    """Have all threads that start from now on share one heap; where there is no glibc, nothing changes."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_ARENA_MAX, 1)
        mallopt(_M_TRIM_THRESHOLD, 64 * 1024)  # what is free goes back to the system sooner
