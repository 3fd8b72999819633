"""What only a real child can show: deadlines, memory, crashes, and that nothing of it is left."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from season_watch.isolation.isolation import ChildIsolation
from season_watch.pipeline.ports import ReadFailed
from tests.fakes import readers

MIB = 1024 * 1024
ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """The child imports the functions of this test by name."""
    monkeypatch.setenv("PYTHONPATH", f"{ROOT / 'src'}:{ROOT}")


@pytest.fixture
async def isolation() -> AsyncIterator[ChildIsolation]:
    async with ChildIsolation(first_seconds=10, memory=128 * MIB, patience=0.25) as built:
        yield built
    assert children() == set()


def children() -> set[int]:
    """Processes whose parent is this one, dead ones that nobody waited for included."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == os.getpid():
            found.add(int(stat.parent.name))
    return found


def ended(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


async def until(condition: Callable[[], bool], seconds: float = 10.0) -> None:
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - a process that ends sets no event here
            await asyncio.sleep(0.01)


def noted(path: Path) -> bool:
    return path.exists() and path.read_text() != ""


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def resident(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


async def test_no_child_is_started_before_it_is_needed(isolation: ChildIsolation) -> None:
    assert children() == set()


async def test_calls_share_one_child(isolation: ChildIsolation) -> None:
    pids = {await isolation.run(readers.own_pid, None) for _ in range(3)}
    assert pids == children()
    assert os.getpid() not in pids


async def test_calls_run_in_the_order_they_were_made(isolation: ChildIsolation) -> None:
    order: list[int] = []

    async def call(number: int, seconds: float) -> None:
        await isolation.run(readers.sleep, seconds)
        order.append(number)

    async with asyncio.TaskGroup() as calls:
        for number, seconds in enumerate((0.1, 0.0, 0.05)):
            calls.create_task(call(number, seconds))
    assert order == [0, 1, 2]


async def test_the_loop_goes_on_meanwhile(isolation: ChildIsolation) -> None:
    await isolation.run(readers.upper, b"warm")
    call = asyncio.create_task(isolation.run(readers.upper, bytes(10 * MIB)))
    longest = 0.0
    while not call.done():
        began = time.monotonic()
        await asyncio.sleep(0.001)
        longest = max(longest, time.monotonic() - began)
    assert await call == bytes(10 * MIB)
    assert longest < 0.25


@pytest.mark.parametrize(("function", "argument"), [(readers.sleep, 60), (readers.spin, None)], ids=["sleep", "spin"])
async def test_what_takes_too_long_is_ended_and_replaced(function: Callable[[Any], Any], argument: object) -> None:
    async with ChildIsolation(seconds=1.0, first_seconds=1.0) as isolation:
        first = await isolation.run(readers.own_pid, None)
        began = time.monotonic()
        failed = await isolation.run(function, argument)
        assert 1.0 <= time.monotonic() - began < 2.0
        assert failed == ReadFailed(reason="parse-timeout", detail="reading took longer than 1 s")
        second = await isolation.run(readers.own_pid, None)
        assert isinstance(first, int)
        assert first != second
        assert ended(first)


async def test_the_first_call_of_a_function_has_longer_in_each_child() -> None:
    async with ChildIsolation(seconds=0.2) as isolation:
        assert await isolation.run(readers.sleep, 0.5) is None
        failed = await isolation.run(readers.sleep, 0.5)
        assert failed == ReadFailed(reason="parse-timeout", detail="reading took longer than 0.2 s")
        assert await isolation.run(readers.sleep, 0.5) is None


async def test_a_call_that_takes_long_lets_the_others_pass_by_a_second_child(isolation: ChildIsolation) -> None:
    await isolation.run(readers.sleep, 0.0)
    first = children()
    slow = asyncio.create_task(isolation.run(readers.sleep, 4.0))
    await asyncio.sleep(0)
    passed = [await isolation.run(readers.own_pid, None) for _ in range(3)]
    assert not slow.done()
    assert len(children()) == 2
    assert set(passed) == children() - first
    assert await slow is None
    assert await isolation.run(readers.own_pid, None) in first
    await until(lambda: children() == first)


async def test_two_calls_that_take_long_are_all_there_is_at_a_time(isolation: ChildIsolation) -> None:
    await isolation.run(readers.sleep, 0.0)
    calls = [asyncio.create_task(isolation.run(readers.sleep, 1.0)) for _ in range(4)]
    most = 0
    while not all(call.done() for call in calls):
        most = max(most, len(children()))
        await asyncio.sleep(0.02)
    assert most == 2
    assert [call.result() for call in calls] == [None] * 4


async def test_very_many_calls_are_served_by_a_second_child_too() -> None:
    async with ChildIsolation(crowd=3) as isolation:
        served = await asyncio.gather(*(isolation.run(readers.own_pid, None) for _ in range(20)))
        assert len(set(served)) == 2
        assert await isolation.run(readers.own_pid, None) == served[0]
        await until(lambda: children() == {served[0]})


async def test_a_few_calls_that_wait_need_no_second_child() -> None:
    async with ChildIsolation(crowd=20) as isolation:
        served = [await asyncio.gather(*(isolation.run(readers.own_pid, None) for _ in range(19))) for _ in range(3)]
        assert {pid for round_ in served for pid in round_} == children()
        assert len(children()) == 1


async def test_what_takes_too_much_processor_time_is_ended(isolation: ChildIsolation) -> None:
    failed = await isolation.run(readers.spin_beyond_own_limit, None)
    assert isinstance(failed, ReadFailed)
    assert (failed.reason, failed.detail) == ("parse-timeout", "reading took more processor time than it may")


async def test_what_takes_too_much_memory_is_ended_and_replaced(isolation: ChildIsolation) -> None:
    first = await isolation.run(readers.own_pid, None)
    failed = await isolation.run(readers.take, 256 * MIB)
    assert isinstance(failed, ReadFailed)
    assert failed.reason == "parse-memory"
    assert children() == set()
    assert await isolation.run(readers.take, 64 * MIB) == 64 * MIB
    assert await isolation.run(readers.own_pid, None) != first


async def test_a_result_too_large_to_hand_over_is_too_much_memory() -> None:
    async with ChildIsolation() as isolation:
        failed = await isolation.run(readers.huge, 65 * MIB)
    assert isinstance(failed, ReadFailed)
    assert failed.reason == "parse-memory"


@pytest.mark.parametrize(
    ("function", "argument", "detail"),
    [
        (readers.segfault, None, "the reading process was ended by SIGSEGV"),
        (readers.signal_self, signal.SIGKILL, "the reading process was ended by SIGKILL"),
        (readers.leave, 3, "the reading process ended with 3"),
    ],
    ids=["segfault", "killed", "exit"],
)
async def test_a_crash_is_a_value_and_the_child_replaced(
    isolation: ChildIsolation, function: Callable[[Any], Any], argument: object, detail: str
) -> None:
    assert await isolation.run(function, argument) == ReadFailed(reason="parse-crash", detail=detail)
    assert await isolation.run(readers.upper, b"on") == b"ON"


async def test_a_child_that_died_while_idle_is_replaced(isolation: ChildIsolation) -> None:
    pid = await isolation.run(readers.own_pid, None)
    assert isinstance(pid, int)
    os.kill(pid, signal.SIGKILL)
    await until(lambda: ended(pid))
    assert await isolation.run(readers.upper, b"on") == b"ON"


async def test_a_result_that_cannot_be_sent_is_a_crash(isolation: ChildIsolation) -> None:
    failed = await isolation.run(readers.unpicklable, None)
    assert isinstance(failed, ReadFailed)
    assert failed.reason == "parse-crash"
    assert "can't be sent" in failed.detail


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_signals_meant_for_the_parent_are_ignored(isolation: ChildIsolation, number: int) -> None:
    assert await isolation.run(readers.signal_self, number) == "still here"


async def test_words_on_stdout_do_not_get_in_the_way(
    isolation: ChildIsolation, capfd: pytest.CaptureFixture[str]
) -> None:
    assert await isolation.run(readers.chatter, None) == ""
    assert capfd.readouterr() == ("", "")


async def test_an_idle_child_is_ended() -> None:
    async with ChildIsolation(idle_seconds=0.05) as isolation:
        assert await isolation.run(readers.upper, b"on") == b"ON"
        await until(lambda: children() == set())
        assert await isolation.run(readers.upper, b"again") == b"AGAIN"


async def test_a_cancelled_call_ends_its_child(isolation: ChildIsolation, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    call = asyncio.create_task(isolation.run(readers.note_and_sleep, str(note)))
    await until(lambda: noted(note))
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    await until(lambda: ended(int(note.read_text())))
    assert await isolation.run(readers.upper, b"on") == b"ON"


async def test_closing_leaves_no_child_and_no_descriptor() -> None:
    before = descriptors()
    for _ in range(3):
        async with ChildIsolation() as isolation:
            await isolation.run(readers.upper, b"on")
    assert children() == set()
    assert descriptors() == before


async def test_a_busy_child_dies_with_its_parent(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    program = (
        "import asyncio, sys\n"
        "from season_watch.isolation.isolation import ChildIsolation\n"
        "from tests.fakes.readers import note_and_spin\n"
        "asyncio.run(ChildIsolation().run(note_and_spin, sys.argv[1]))\n"
    )
    parent = await asyncio.create_subprocess_exec(sys.executable, "-c", program, str(note))
    await until(lambda: noted(note))
    parent.kill()
    assert await parent.wait() == -signal.SIGKILL
    await until(lambda: ended(int(note.read_text())))


async def test_an_idle_child_is_small(isolation: ChildIsolation) -> None:
    pid = await isolation.run(readers.own_pid, None)
    assert isinstance(pid, int)
    assert resident(pid) < 40 * MIB
