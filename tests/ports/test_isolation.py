"""The rules of the `Isolation` port, on the fake and on the real one."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from season_watch.isolation.isolation import ChildIsolation
from season_watch.pipeline.ports import Isolation, ReadFailed
from tests.fakes import readers
from tests.fakes.isolation import DirectIsolation


@pytest.fixture(params=["direct", "child"])
async def isolation(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Isolation]:
    root = Path(__file__).parents[2]
    monkeypatch.setenv("PYTHONPATH", f"{root / 'src'}:{root}")
    if request.param == "direct":
        yield DirectIsolation()
        return
    async with ChildIsolation() as child:
        yield child


async def test_a_result_comes_back(isolation: Isolation) -> None:
    assert await isolation.run(readers.upper, b"news") == b"NEWS"


async def test_a_body_that_is_not_what_was_promised_is_a_value(isolation: Isolation) -> None:
    assert await isolation.run(readers.refuse, b"") == ReadFailed(reason="not-a-feed", detail="this is a login page")


async def test_a_bug_is_a_crash_told_in_one_line(isolation: Isolation) -> None:
    assert await isolation.run(readers.break_down, b"") == ReadFailed(
        reason="parse-crash", detail="TypeError: no such thing"
    )


async def test_endless_recursion_is_a_crash(isolation: Isolation) -> None:
    failed = await isolation.run(readers.recurse, 0)
    assert isinstance(failed, ReadFailed)
    assert failed.reason == "parse-crash"


async def test_a_failure_stops_no_later_call(isolation: Isolation) -> None:
    await isolation.run(readers.break_down, b"")
    assert await isolation.run(readers.upper, b"on") == b"ON"


async def test_a_failure_may_be_returned(isolation: Isolation) -> None:
    assert await isolation.run(readers.failed, "empty") == ReadFailed(reason="empty", detail="returned, not raised")
