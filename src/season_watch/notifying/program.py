"""Hands a delivery to a program of the owner's: JSON on its standard input, no shell, and an end to its time."""

import asyncio
import os
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress

from season_watch.model.delivery import Delivery, NotSent, SendResult, Sent
from season_watch.notifying.accounts import CommandAccount
from season_watch.notifying.cleaning import one_line
from season_watch.notifying.document import line_of

SEARCHED = "/usr/local/bin:/usr/bin:/bin"
"""Where a program without a slash in its name is looked for, and its own `PATH`."""

_INHERITED = ("HOME", "USER", "LOGNAME", "TZ", "LANG", "LC_ALL")
"""All that a program gets of this one's environment, which may hold secrets of other channels."""

COMPLAINT_BYTES = 4096
"""As much of the end of standard error as is kept; its last line tells why a program failed."""

REASON_CHARS = 200

LAST_WORDS_SECONDS = 1.0
"""How long standard error is read on once the program has ended: what it has started may hold it open."""


async def run_program(delivery: Delivery, account: CommandAccount) -> SendResult:
    """Start the program and give it the message. Exit code 0 means that it was taken; all else is tried again."""
    async with _complaint() as (end, words):
        try:
            process = await asyncio.create_subprocess_exec(
                *account.argv,
                stdin=PIPE,
                stdout=DEVNULL,
                stderr=end,
                env=environment(os.environ),
                start_new_session=True,
            )
        except OSError as error:
            return NotSent(reason=f"not-started: {account.argv[0]}: {error.strerror}", retryable=True)
        finally:
            os.close(end)
        code = await _ended(process, line_of(delivery), account.seconds)
        if code is None:
            return NotSent(reason=f"timeout: the program took longer than {account.seconds:g} s", retryable=True)
        return Sent() if code == 0 else NotSent(reason=f"{_how(code)}{await words()}", retryable=True)


async def _ended(process: Process, line: bytes, seconds: float) -> int | None:
    """The exit code of a program that was given a line; None where it had to be killed."""
    try:
        async with asyncio.timeout(seconds):
            await _give(process, line)
            return await process.wait()
    except TimeoutError:
        return None
    finally:
        _kill_all(process)
        await process.wait()


def environment(inherited: Mapping[str, str]) -> dict[str, str]:
    """The environment of a program."""
    return {"PATH": SEARCHED, **{name: inherited[name] for name in _INHERITED if name in inherited}}


async def _give(process: Process, line: bytes) -> None:
    """Write the message; a program that does not read it may still be content."""
    assert process.stdin is not None, "it is a pipe"
    with suppress(ConnectionError):
        process.stdin.write(line)
        await process.stdin.drain()
    process.stdin.close()


@asynccontextmanager
async def _complaint() -> AsyncIterator[tuple[int, Callable[[], Awaitable[str]]]]:
    """Where a program's standard error goes, and its last line once the program has ended.

    What the program leaves running may hold it open for ever, so it is no pipe of asyncio's, which would wait for that.
    """
    ours, theirs = os.pipe()
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(ours, "rb", 0))
    last = asyncio.create_task(_last_words(reader))

    async def words() -> str:
        await asyncio.wait({last}, timeout=LAST_WORDS_SECONDS)
        return last.result() if last.done() else ""

    try:
        yield theirs, words
    finally:
        last.cancel()
        transport.close()


async def _last_words(reader: asyncio.StreamReader) -> str:
    """The last line that comes, after a colon; empty where there is none."""
    kept = b""
    while read := await reader.read(COMPLAINT_BYTES):
        kept = (kept + read)[-COMPLAINT_BYTES:]
    lines = kept.decode("utf-8", "replace").strip().splitlines()
    return f": {one_line(lines[-1])[:REASON_CHARS]}" if lines else ""


def _how(code: int) -> str:
    return f"exit-{code}" if code > 0 else f"killed-by-{signal.Signals(-code).name}"


def _kill_all(process: Process) -> None:
    """End the program and what it has started, unless that took a session of its own."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
