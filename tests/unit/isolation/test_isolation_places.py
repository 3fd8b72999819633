"""What must hold of a place while its child is made, makes another, or can't be asked any more."""

import asyncio
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from season_watch.isolation.place import CallLimits, Place, Rehearsal
from season_watch.isolation.siblings import clone
from tests.fakes import readers

LIMITS = CallLimits(seconds=0.5, first_seconds=10.0, memory=128 * 1024 * 1024)
ROOT = Path(__file__).parents[3]


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> Iterator[ThreadPoolExecutor]:
    monkeypatch.setenv("PYTHONPATH", f"{ROOT / 'src'}:{ROOT}")  # the child imports the functions of tests by name
    with ThreadPoolExecutor(max_workers=4) as some:
        yield some


def place(threads: ThreadPoolExecutor, rehearsal: Rehearsal | None = None) -> Place:
    return Place(LIMITS, rehearsal, threads)


async def own_pid(of: Place) -> int:
    pid = await of.run(readers.own_pid, None)
    assert isinstance(pid, int)
    return pid


async def test_a_rehearsal_that_ends_the_child_is_held_against_no_call(threads: ThreadPoolExecutor) -> None:
    one = place(threads, Rehearsal(function=readers.leave, argument=3))
    assert await one.run(readers.upper, b"on") == b"ON"
    await one.end()


async def test_a_child_that_stops_while_it_makes_another_is_given_up(threads: ThreadPoolExecutor) -> None:
    one, other = place(threads), place(threads)
    os.kill(await own_pid(one), signal.SIGSTOP)
    async with asyncio.timeout(10):
        await one.multiply(other)
    assert (one.alive, other.alive) == (False, False)
    assert await one.run(readers.upper, b"on") == b"ON"
    await one.end()


async def test_however_often_it_is_cancelled_nobody_else_speaks_to_the_child_meanwhile(
    threads: ThreadPoolExecutor,
) -> None:
    one, other = place(threads), place(threads)
    pid = await own_pid(one)
    os.kill(pid, signal.SIGSTOP)
    making = asyncio.create_task(one.multiply(other))
    for _ in range(3):
        await asyncio.sleep(0.01)
        making.cancel()
    await asyncio.sleep(0.01)
    assert not making.done()  # and so it has not given up its turn
    os.kill(pid, signal.SIGCONT)
    assert await one.run(readers.upper, b"on") == b"ON"
    with pytest.raises(asyncio.CancelledError):
        await making
    await one.end()
    await other.end()


async def test_where_the_system_forgets_children_by_itself_theirs_are_ended_too(threads: ThreadPoolExecutor) -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # inherited from what starts the daemon
    try:
        one, other = place(threads), place(threads)
        await one.make_ready()
        await one.multiply(other)
        pid = await own_pid(other)
        await other.end()
        await one.end()
    finally:
        signal.signal(signal.SIGCHLD, before)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def test_without_a_descriptor_left_there_is_no_sibling_and_no_failure(
    threads: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = place(threads), place(threads)
    await one.make_ready()
    with monkeypatch.context() as patched:
        patched.setattr("season_watch.isolation.process.socketpair", _no_descriptor)
        await one.multiply(other)
    assert (one.alive, other.alive) == (True, False)
    await one.end()


def _no_descriptor() -> None:
    raise OSError(24, "Too many open files")


def test_a_process_of_several_threads_makes_no_other() -> None:
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    try:
        with pytest.raises(OSError, match="threads"):
            clone()
    finally:
        over.set()
        thread.join()
