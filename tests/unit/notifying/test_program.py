"""Programs of the owner's: what they are given, and how they can end."""

import asyncio
import json
import os
import select
from pathlib import Path

import pytest

from season_watch.model.delivery import ChannelName, NotSent, SendResult, Sent
from season_watch.notifying.accounts import CommandAccount
from season_watch.notifying.document import BODY_BYTES
from season_watch.notifying.program import SEARCHED, environment, run_program
from tests.unit.notifying.samples import delivery, schema_validator, update

OPEN_FILES = Path("/proc/self/fd")


def shell(script: str, *arguments: str, seconds: float = 20) -> CommandAccount:
    return CommandAccount(channel=ChannelName("own"), argv=("sh", "-c", script, *arguments), seconds=seconds)


async def run(account: CommandAccount, **changes: object) -> SendResult:
    return await run_program(delivery(update("update.confirmed", None, **changes)), account)


async def test_a_program_reads_the_message_as_one_line_of_json(tmp_path: Path) -> None:
    got = tmp_path / "got"
    assert await run(shell(f"cat > '{got}'")) == Sent()

    line = got.read_bytes()
    document = json.loads(line)
    assert line.count(b"\n") == 1
    assert line.isascii()
    assert (document["id"], document["type"]) == ("d-1", "update.confirmed")
    assert document["subject"].startswith("[All of Us Are Dead S2] Confirmed:")
    assert document["data"] == update().data
    schema_validator().validate(document)


async def test_what_a_feed_wrote_is_no_word_of_a_command(tmp_path: Path) -> None:
    evil = f"'; touch {tmp_path}/evil; $(touch {tmp_path}/evil) `touch {tmp_path}/evil`"
    assert await run(shell("cat > /dev/null"), quote=evil, headline=evil, title=evil) == Sent()
    assert _names_in(tmp_path) == set()


async def test_arguments_reach_the_program_as_they_stand(tmp_path: Path) -> None:
    got = tmp_path / "got"
    assert await run(shell(f"printf '%s|' \"$@\" > '{got}'", "name", "", "two words", "$HOME", "*", "*")) == Sent()
    assert got.read_text() == "|two words|$HOME|*|*|"


async def test_a_message_too_long_is_cut(tmp_path: Path) -> None:
    got = tmp_path / "got"
    await run(shell(f"cat > '{got}'"), quote='"\\' * 50_000)
    assert len(json.loads(got.read_bytes())["data"]["evidence"]["quote"]) < BODY_BYTES


def test_the_environment_holds_no_secret_of_another_channel() -> None:
    inherited = {"HOME": "/home/you", "SMTP_PASSWORD": "x", "PATH": "/evil", "LD_PRELOAD": "/evil.so"}
    assert environment(inherited) == {"HOME": "/home/you", "PATH": SEARCHED}


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        pytest.param("echo one >&2; echo two >&2; exit 3", "exit-3: two", id="its last words"),
        pytest.param("exit 1", "exit-1", id="no words"),
        pytest.param("printf 'a\\033[31mb' >&2; exit 1", "exit-1: a [31mb", id="words that steer"),
        pytest.param("kill -9 $$", "killed-by-SIGKILL", id="killed"),
        pytest.param("yes | head -c 3000000 >&2; echo end >&2; exit 1", "exit-1: end", id="a flood of words"),
    ],
)
async def test_a_program_that_fails_is_tried_again_and_says_why(script: str, reason: str) -> None:
    assert await run(shell(script)) == NotSent(reason=reason, retryable=True)


async def test_a_program_that_does_not_read_may_be_content() -> None:
    assert await run(shell("exec < /dev/null; exit 0")) == Sent()


@pytest.mark.parametrize("name", ["no-such-program", "/no/such/program", "/"])
async def test_a_program_that_is_not_there_is_told(name: str) -> None:
    result = await run(CommandAccount(channel=ChannelName("own"), argv=(name,)))
    assert isinstance(result, NotSent)
    assert result.reason.startswith(f"not-started: {name}: ")


async def test_one_that_takes_too_long_is_killed_with_all_that_it_started(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    end = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        result = await run(shell(f"exec 3> '{tmp_path}/pipe'; sleep 600 & wait", seconds=0.5))
        assert result == NotSent(reason="timeout: the program took longer than 0.5 s", retryable=True)
        assert await asyncio.to_thread(_is_left_by_all, end)
    finally:
        os.close(end)


def _is_left_by_all(end: int) -> bool:
    """Whether nobody holds the other end of a pipe any more; killed processes may take a moment."""
    poll = select.poll()
    poll.register(end, select.POLLHUP)
    return bool(poll.poll(20_000))


async def test_what_a_program_leaves_running_holds_nothing_up() -> None:
    assert await run(shell("sleep 600 & exit 0")) == Sent()


async def test_many_programs_leave_no_file_open() -> None:
    await run(shell("exit 0"))
    before = _names_in(OPEN_FILES)
    for script in ("exit 0", "exit 1", "sleep 600", "sleep 600 & exit 1"):
        await run(shell(script, seconds=0.3))
    await asyncio.sleep(0)
    assert _names_in(OPEN_FILES) - before == set()


def _names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}
