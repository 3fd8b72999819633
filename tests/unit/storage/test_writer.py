import sqlite3
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Connection, Engine, event, text

from season_watch.model.errors import DatabaseFault, StorageError
from season_watch.storage.engine import open_engine
from season_watch.storage.writer import JOBS_PER_TRANSACTION, Writer


class Commits:
    """Counts an engine's commits."""

    def __init__(self, engine: Engine) -> None:
        self.count = 0
        event.listen(engine, "commit", self._one_more)

    def _one_more(self, _connection: Connection) -> None:
        self.count += 1


class Gate:
    """A job that holds the writer until it is opened, so that what is submitted meanwhile is ready all at once."""

    def __init__(self, writer: Writer) -> None:
        self._reached, self._opened = Event(), Event()
        writer.submit(self._wait)
        self._reached.wait()

    def open(self) -> None:
        self._opened.set()

    def _wait(self, _connection: Connection) -> None:
        self._reached.set()
        self._opened.wait()


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_engine(tmp_path / "notes.db", checkpoints=True)


@pytest.fixture
def writer(engine: Engine, tmp_path: Path) -> Iterator[Writer]:
    """The writer of a database with one table, `notes`, whose numbers are unique."""
    writer = Writer(engine, tmp_path / "notes.db")
    writer.submit(run("CREATE TABLE notes (number INTEGER UNIQUE)")).result()
    yield writer
    writer.close()


class run:  # noqa: N801 - reads as a verb where it is used
    """A job: one statement."""

    def __init__(self, statement: str) -> None:
        self._statement = statement

    def __call__(self, connection: Connection) -> None:
        connection.execute(text(self._statement))


def note(number: int) -> run:
    return run(f"INSERT INTO notes VALUES ({number})")


def notes(writer: Writer) -> list[int]:
    def read(connection: Connection) -> list[int]:
        return list(connection.execute(text("SELECT number FROM notes ORDER BY number")).scalars())

    return writer.submit(read).result()


def test_jobs_that_are_ready_together_share_one_transaction(writer: Writer, engine: Engine) -> None:
    commits, gate = Commits(engine), Gate(writer)
    written = [writer.submit(note(number)) for number in range(10)]
    gate.open()
    for one in written:
        one.result()
    assert commits.count == 2, "the gate's, and one for all ten"


def test_no_transaction_takes_more_jobs_than_its_share(writer: Writer, engine: Engine) -> None:
    commits, gate = Commits(engine), Gate(writer)
    written = [writer.submit(note(number)) for number in range(JOBS_PER_TRANSACTION + 1)]
    gate.open()
    for one in written:
        one.result()
    assert commits.count == 3


def test_a_job_that_raises_is_undone_alone(writer: Writer) -> None:
    def half(connection: Connection) -> None:
        note(2)(connection)
        raise KeyError("a bug")

    gate = Gate(writer)
    outcomes: list[Future[None]] = [writer.submit(note(1)), writer.submit(half), writer.submit(note(3))]
    gate.open()
    assert isinstance(outcomes[1].exception(), KeyError)
    assert notes(writer) == [1, 3]


@pytest.mark.parametrize(
    "bug", [pytest.param(note(1), id="a broken constraint"), pytest.param(run("SELECT nothing"), id="no such column")]
)
@pytest.mark.parametrize("others", [0, 1])
def test_a_statement_with_a_bug_is_undone_alone_and_no_fault_of_the_database(
    writer: Writer, bug: run, others: int
) -> None:
    writer.submit(note(1)).result()
    gate = Gate(writer)
    outcomes = [writer.submit(bug), *(writer.submit(note(2 + other)) for other in range(others))]
    gate.open()
    told = outcomes[0].exception()
    assert isinstance(told, StorageError)
    assert not isinstance(told, DatabaseFault)
    assert writer.take_fault() is None
    assert notes(writer) == [1, 2][: 1 + others]


def test_a_fault_of_the_database_undoes_all_jobs_of_the_transaction_and_all_hear_of_it(writer: Writer) -> None:
    writer.submit(run("PRAGMA max_page_count = 2")).result()
    gate = Gate(writer)
    outcomes = [
        writer.submit(note(1)),
        writer.submit(run("CREATE TABLE more (number INTEGER)")),
        writer.submit(note(2)),
    ]
    gate.open()
    for outcome in outcomes:
        assert isinstance(outcome.exception(), DatabaseFault)
        assert "full" in str(outcome.exception())
    assert "full" in str(writer.take_fault())
    assert notes(writer) == []


def test_a_database_that_another_program_holds_is_told_and_written_again_once_it_is_free(
    writer: Writer, tmp_path: Path
) -> None:
    writer.submit(run("PRAGMA busy_timeout = 20")).result()
    with closing(sqlite3.connect(tmp_path / "notes.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "locked by another program" in str(writer.submit(note(1)).exception())
        other.rollback()
    writer.submit(note(2)).result()
    assert notes(writer) == [2]


def test_nothing_is_answered_before_it_is_committed(writer: Writer, engine: Engine) -> None:
    done_at_commit: list[bool] = []
    gate = Gate(writer)
    written = writer.submit(note(1))
    event.listen(engine, "commit", lambda _connection: done_at_commit.append(written.done()))
    gate.open()
    written.result()
    assert done_at_commit[-1] is False


def test_a_caller_that_gave_up_before_its_turn_is_passed_over(writer: Writer) -> None:
    gate = Gate(writer)
    given_up = writer.submit(note(1))
    assert given_up.cancel()
    gate.open()
    assert notes(writer) == []


def test_closing_finishes_what_was_asked_for_and_takes_no_more(writer: Writer) -> None:
    gate = Gate(writer)
    written = writer.submit(note(1))
    gate.open()
    writer.close()
    assert written.result(timeout=0) is None
    with pytest.raises(StorageError, match="closed"):
        writer.submit(note(2))
    writer.close()


def test_a_database_that_cannot_be_opened_is_told_to_every_caller(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "away.db", checkpoints=True)
    (tmp_path / "away.db").unlink()
    (tmp_path / "away.db").mkdir()
    writer = Writer(engine, tmp_path / "away.db")
    for _ in range(2):
        assert "can't be opened" in str(writer.submit(note(1)).exception())
    writer.close()
