"""One daemon a database: a lock that the system frees when its holder dies, however it dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from season_watch.model.errors import StorageError
from season_watch.storage.faults import told_of_files
from season_watch.storage.files import make_private


class DatabaseInUse(StorageError):  # noqa: N818 - it is an answer: who gets it may leave its wish to the holder
    """Another process works on the database."""


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Be the one that works on the database while the block runs; else DatabaseInUse says which process is already.

    The lock file stays: removing it would take it from a process that is about to lock it.
    """
    lock = path.with_name(f"{path.name}.lock")
    make_private(lock)
    with told_of_files(lock):
        descriptor = os.open(lock, os.O_RDWR)
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
