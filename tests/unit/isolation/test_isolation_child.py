"""What only a real child can show: deadlines, memory, crashes, and that nothing of it is left."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from season_watch.bootstrap import READ_FIRST
from season_watch.isolation.isolation import ChildIsolation
from season_watch.isolation.place import Rehearsal
from season_watch.pipeline.ports import ReadFailed
from season_watch.pipeline.reading import SourceBody, SourceRead, read_source
from season_watch.pipeline.rehearsal import SAMPLE
from tests.fakes import readers

MIB = 1024 * 1024
HANGS_FEEDPARSER = b"<rss version='2.0'><channel><item><author>" + b"a." * 500_000 + b"@</author></item></channel>"
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


def feed(number: int) -> SourceBody:
    return replace(SAMPLE, body=SAMPLE.body.replace(b"/rehearsal<", b"/%d<" % number))


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


async def test_calls_share_one_child_beside_which_another_stands_by(isolation: ChildIsolation) -> None:
    pids = {await isolation.run(readers.own_pid, None) for _ in range(3)}
    assert len(pids) == 1
    assert pids < children()
    assert len(children()) == 2
    assert os.getpid() not in pids


async def test_the_child_that_stands_by_is_ended_once_nothing_is_read(isolation: ChildIsolation) -> None:
    pid = await isolation.run(readers.own_pid, None)
    await until(lambda: children() == {pid})
    assert await isolation.run(readers.own_pid, None) == pid


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


async def test_the_first_call_of_a_function_has_longer_in_each_child_that_is_started() -> None:
    failed = ReadFailed(reason="parse-timeout", detail="reading took longer than 0.2 s")
    for _ in range(2):
        async with ChildIsolation(seconds=0.2) as isolation:
            assert await isolation.run(readers.sleep, 0.5) is None
            assert await isolation.run(readers.sleep, 0.5) == failed
            assert await isolation.run(readers.sleep, 0.5) == failed  # by one that came of the first


async def test_a_call_that_takes_long_lets_the_others_pass_by_the_child_that_stood_by(
    isolation: ChildIsolation,
) -> None:
    first = await isolation.run(readers.own_pid, None)
    (spare,) = children() - {first}
    slow = asyncio.create_task(isolation.run(readers.sleep, 4.0))
    await asyncio.sleep(0)
    passed = [await isolation.run(readers.own_pid, None) for _ in range(3)]
    assert children() == {first, spare}
    await asyncio.sleep(0.5)
    passed.append(await isolation.run(readers.own_pid, None))
    assert not slow.done()
    assert passed == [spare] * 4
    assert len(children() - {first, spare}) == 1  # now one stands by for the spare one too
    assert await slow is None
    assert await isolation.run(readers.own_pid, None) == first
    await until(lambda: children() == {first})


async def test_a_child_that_stands_by_has_loaded_what_the_other_took_long_to_load(isolation: ChildIsolation) -> None:
    await isolation.run(readers.upper, b"warm")
    await isolation.run(readers.remember_slowly, "word")
    slow = asyncio.create_task(isolation.run(readers.sleep, 4.0))
    await asyncio.sleep(0)
    assert await isolation.run(readers.remembered, None) == "word"
    slow.cancel()


async def test_a_rehearsal_comes_before_the_first_call() -> None:
    rehearsal = Rehearsal(function=readers.remember, argument="lines")
    async with ChildIsolation(rehearsal=rehearsal) as isolation:
        assert await isolation.run(readers.remembered, None) == "lines"


async def test_what_was_rehearsed_has_no_longer_than_usual() -> None:
    async with ChildIsolation(seconds=0.2, rehearsal=Rehearsal(function=readers.sleep, argument=0.0)) as isolation:
        failed = await isolation.run(readers.sleep, 60.0)
        assert failed == ReadFailed(reason="parse-timeout", detail="reading took longer than 0.2 s")


async def test_where_no_child_can_make_another_the_others_pass_by_a_new_one(
    isolation: ChildIsolation,
) -> None:
    await isolation.run(readers.forbid_siblings, None)
    await until(lambda: len(children()) == 1)
    slow = asyncio.create_task(isolation.run(readers.sleep, 4.0))
    await asyncio.sleep(0)
    assert await isolation.run(readers.upper, b"on") == b"ON"
    assert not slow.done()
    slow.cancel()


HOSTILE: dict[str, tuple[Callable[[Any], Any], object, str]] = {
    "spins": (readers.spin, None, "parse-timeout"),
    "takes memory": (readers.take, 256 * MIB, "parse-memory"),
    "takes memory bit by bit": (readers.hoard, None, "parse-memory"),
    "kills": (readers.signal_self, signal.SIGKILL, "parse-crash"),
    "crashes": (readers.segfault, None, "parse-crash"),
}


async def test_among_a_hundred_calls_only_the_hostile_ones_are_given_up() -> None:
    async with ChildIsolation(seconds=3.0, first_seconds=3.0, memory=128 * MIB) as isolation:
        await isolation.run(readers.upper, b"warm")
        goods, bads = [], {}
        for number in range(100):
            if number % 20 == 10:
                name, (function, argument, _) = list(HOSTILE.items())[number // 20]
                bads[name] = asyncio.create_task(isolation.run(function, argument))
            goods.append(asyncio.create_task(isolation.run(readers.upper, b"good %d" % number)))
        assert await asyncio.gather(*goods) == [b"GOOD %d" % number for number in range(100)]
        assert not bads["spins"].done()  # so nobody waited for its end
        for name, (_, _, reason) in HOSTILE.items():
            failed = await bads[name]
            assert isinstance(failed, ReadFailed)
            assert (name, failed.reason) == (name, reason)
    assert children() == set()


@pytest.mark.parametrize("warm", [True, False], ids=["warm", "first"])
async def test_a_hundred_feeds_are_read_beside_a_body_that_hangs_its_parser(*, warm: bool) -> None:
    async with ChildIsolation(rehearsal=READ_FIRST) as isolation:
        if warm:
            await isolation.run(read_source, feed(0))
        hung = asyncio.create_task(isolation.run(read_source, replace(feed(0), body=HANGS_FEEDPARSER)))
        await asyncio.sleep(0)
        read = await asyncio.gather(*(isolation.run(read_source, feed(number)) for number in range(100)))
        assert not hung.done()
        assert all(isinstance(one, SourceRead) and len(one.listed) == 1 for one in read)
        assert await hung == ReadFailed(reason="parse-timeout", detail="reading took longer than 5 s")


async def test_where_as_many_hang_as_there_are_children_the_rest_is_read_once_they_are_given_up() -> None:
    async with ChildIsolation(seconds=1.0, first_seconds=1.0) as isolation:
        hung = [asyncio.create_task(isolation.run(readers.spin, None)) for _ in range(5)]
        await asyncio.sleep(0)
        assert await isolation.run(readers.upper, b"on") == b"ON"
        for one in hung:
            failed = await one
            assert isinstance(failed, ReadFailed)
            assert failed.reason == "parse-timeout"


async def test_four_children_are_all_there_are_at_a_time(isolation: ChildIsolation) -> None:
    await isolation.run(readers.sleep, 0.0)
    calls = [asyncio.create_task(isolation.run(readers.sleep, 1.0)) for _ in range(8)]
    most = 0
    while not all(call.done() for call in calls):
        most = max(most, len(children()))
        await asyncio.sleep(0.02)
    assert most == 4
    assert [call.result() for call in calls] == [None] * 8


async def test_very_many_calls_are_served_by_the_child_that_stands_by_too() -> None:
    async with ChildIsolation(crowd=3) as isolation:
        served = await asyncio.gather(*(isolation.run(readers.own_pid, None) for _ in range(20)))
        assert len(set(served)) == 2
        assert await isolation.run(readers.own_pid, None) == served[0]
        await until(lambda: children() == {served[0]})


async def test_a_few_calls_that_wait_are_all_read_by_one_child() -> None:
    async with ChildIsolation(crowd=20) as isolation:
        served = [await asyncio.gather(*(isolation.run(readers.own_pid, None) for _ in range(19))) for _ in range(3)]
        assert len({pid for round_ in served for pid in round_}) == 1


async def test_what_takes_too_much_processor_time_is_ended(isolation: ChildIsolation) -> None:
    failed = await isolation.run(readers.spin_beyond_own_limit, None)
    assert isinstance(failed, ReadFailed)
    assert (failed.reason, failed.detail) == ("parse-timeout", "reading took more processor time than it may")


async def test_what_takes_too_much_memory_is_ended_and_replaced(isolation: ChildIsolation) -> None:
    first = await isolation.run(readers.own_pid, None)
    failed = await isolation.run(readers.take, 256 * MIB)
    assert isinstance(failed, ReadFailed)
    assert failed.reason == "parse-memory"
    assert isinstance(first, int)
    assert ended(first)
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
