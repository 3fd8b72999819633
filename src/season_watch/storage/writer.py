"""The one writer: a thread that runs all jobs that are ready in one transaction, each undone alone if it fails."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from sqlite3 import Error as SqliteError
from threading import Lock, Thread
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from season_watch.model.errors import DatabaseFault, StorageError
from season_watch.storage.faults import storage_error

R = TypeVar("R")

JOBS_PER_TRANSACTION = 50
"""A commit that reaches the disk costs more than a job; beyond about 50 jobs its share no longer counts, and the
first job would wait for the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    job: Callable[[Connection], Any]
    result: Future[Any]


class Writer:
    """Runs jobs one after another on its own thread. A job gets a connection inside a transaction and only uses that.

    Results are handed out after the commit. A job that raises is undone, and its exception is handed to its caller.
    A fault of the database itself (locked, full, damaged) ends the whole transaction, and all its jobs get a
    DatabaseFault: none of them was written.
    """

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self._path = path
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._fault: str | None = None
        self._closed = False
        self._closing = Lock()
        self._thread = Thread(target=self._work, name="writer", daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[Connection], R]) -> Future[R]:
        """Queue a job; raises StorageError once the writer was closed."""
        result: Future[R] = Future()
        with self._closing:
            if self._closed:
                raise StorageError(f"The database {self._path} was closed already.")
            self._tasks.put(_Task(job=job, result=result))
        return result

    def close(self) -> None:
        """Run what is queued, then stop. Blocks until that is done."""
        with self._closing:
            if not self._closed:
                self._closed = True
                self._tasks.put(None)
        self._thread.join()

    def take_fault(self) -> str | None:
        """The last fault of the database itself since this was asked before, in one sentence."""
        fault, self._fault = self._fault, None
        return fault

    def _work(self) -> None:
        going_on = True
        while going_on:
            tasks, going_on = self._ready()
            wanted = [task for task in tasks if task.result.set_running_or_notify_cancel()]
            if wanted:
                self._run(wanted)
        self._engine.dispose()

    def _ready(self) -> tuple[list[_Task], bool]:
        """The next task, waited for, and all that wait behind it; whether there may be more."""
        tasks: list[_Task] = []
        task = self._tasks.get()
        while task is not None:
            tasks.append(task)
            if len(tasks) == JOBS_PER_TRANSACTION:
                return tasks, True
            try:
                task = self._tasks.get_nowait()
            except Empty:
                return tasks, True
        return tasks, False

    def _run(self, tasks: list[_Task]) -> None:
        try:
            with self._engine.begin() as connection:
                answers = self._answers(connection, tasks)
        except Exception as error:  # noqa: BLE001 - the job boundary: whatever it was, every caller hears of it
            told = self._told(error)
            if isinstance(told, DatabaseFault):
                self._fault = str(told)
            answers = [partial(task.result.set_exception, told) for task in tasks]
        for answer in answers:
            answer()

    def _answers(self, connection: Connection, tasks: list[_Task]) -> list[Callable[[], None]]:
        """Run jobs; one that is alone needs no savepoint, which costs as much as a small job: all is undone with it."""
        if len(tasks) > 1:
            return [self._attempt(connection, task) for task in tasks]
        return [partial(task.result.set_result, task.job(connection)) for task in tasks]

    def _attempt(self, connection: Connection, task: _Task) -> Callable[[], None]:
        """Run one job inside a savepoint; returns how to answer its caller once all is committed."""
        try:
            with connection.begin_nested():
                return partial(task.result.set_result, task.job(connection))
        except Exception as error:
            told = self._told(error)
            if isinstance(told, DatabaseFault):
                raise told from error
            return partial(task.result.set_exception, told)

    def _told(self, error: Exception) -> Exception:
        if isinstance(error, DBAPIError) and isinstance(error.orig, SqliteError):
            told = storage_error(error.orig, self._path)
            told.__cause__ = error
            return told
        return error
