"""One daemon a database: a lock that the system frees when its holder dies, however it dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from season_watch.model.errors import StorageError


class DatabaseInUse(StorageError):  # noqa: N818 - it is an answer: who gets it may leave its wish to the holder
    """Another process works on the database."""


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Be the one that works on the database while the block runs; else DatabaseInUse says which process is already.

    The lock file stays: removing it would take it from a process that is about to lock it.
    """
    descriptor = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _take(descriptor, path)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, path: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        pid = os.pread(descriptor, 20, 0).decode()
        raise DatabaseInUse(f"Another season-watch (process {pid}) is using {path}: stop it first.") from error
