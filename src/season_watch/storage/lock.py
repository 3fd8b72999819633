"""One daemon a database: a lock that the system frees when its holder dies, however it dies."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from season_watch.model.errors import StorageError
from season_watch.storage.faults import told_of_files
from season_watch.storage.files import make_private

PATIENCE = 0.5
PAUSE = 0.02
"""Seconds that `hold` tries for, and between two tries: whoever asks `is_held` is done within milliseconds."""


class DatabaseInUse(StorageError):  # noqa: N818 - it is an answer: who gets it may leave its wish to the holder
    """Another process works on the database."""


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Be the one that works on the database while the block runs; else DatabaseInUse says which process is already.

    The lock file stays: removing it would take it from a process that is about to lock it.
    """
    lock = _lock_of(path)
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


def is_held(path: Path) -> bool:
    """Whether a process works on the database. Asking shares the lock for a moment, which `hold` waits out."""
    try:
        descriptor = os.open(_lock_of(path), os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        return not _locked(descriptor, fcntl.LOCK_SH)
    finally:
        os.close(descriptor)


def _lock_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")


def _take(descriptor: int, path: Path) -> None:
    give_up = time.monotonic() + PATIENCE
    while not _locked(descriptor, fcntl.LOCK_EX):
        if time.monotonic() > give_up:
            pid = os.pread(descriptor, 20, 0).decode()
            raise DatabaseInUse(f"Another season-watch (process {pid}) is using {path}: stop it first.")
        time.sleep(PAUSE)


def _locked(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
