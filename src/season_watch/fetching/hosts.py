"""One request a host at a time, whoever asks."""

import asyncio
from weakref import WeakValueDictionary


class HostTurns:
    """A lock for each host that is being asked or waited for; the others are forgotten."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def turn(self, host: str) -> asyncio.Lock:
        """The lock of a host, first come first served."""
        return self._locks.setdefault(host, asyncio.Lock())
