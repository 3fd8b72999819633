"""Small writes from a command, allowed beside a running daemon."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from season_watch.storage.store import SqliteStore

R = TypeVar("R")


def write(database: Path, change: Callable[[SqliteStore], Awaitable[R]]) -> R:
    """Make one change in one transaction. StorageError where there is no database of this schema."""
    return asyncio.run(_write(database, change))


async def _write(database: Path, change: Callable[[SqliteStore], Awaitable[R]]) -> R:
    store = SqliteStore(database, checkpoints=False)
    try:
        return await change(store)
    finally:
        await store.close()
