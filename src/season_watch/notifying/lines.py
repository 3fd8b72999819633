"""Writes deliveries to this process's standard output, a line each."""

import asyncio
import os
import select
import time
from contextlib import suppress
from datetime import UTC

from season_watch.model.delivery import Delivery, NotSent, SendResult, Sent
from season_watch.notifying.accounts import LineFormat, StdoutAccount
from season_watch.notifying.cleaning import one_line
from season_watch.notifying.content import UpdateContent, content_of
from season_watch.notifying.document import line_of

_STDOUT = 1


class Lines:
    """Standard output, one line at a time. A reader that stands still holds up nobody for long."""

    def __init__(self, descriptor: int = _STDOUT) -> None:
        self._descriptor = descriptor
        self._turn = asyncio.Lock()
        self._is_torn = False

    async def write(self, delivery: Delivery, account: StdoutAccount) -> SendResult:
        """Write one delivery as its channel wants it."""
        line = line_of(delivery) if account.format is LineFormat.JSON else text_line(delivery)
        async with self._turn:
            try:
                written = await asyncio.to_thread(self._write, b"\n" * self._is_torn + line, account.seconds)
            except OSError as error:
                return NotSent(reason=f"not-written: standard output: {error.strerror}", retryable=True)
        if not written:
            return NotSent(reason="timeout: nobody reads standard output", retryable=True)
        return Sent()

    def _write(self, line: bytes, seconds: float) -> bool:
        """Write a line whole; False where its reader did not take all of it in time.

        What poll finds writable takes so many bytes at once without blocking, so the deadline holds.
        """
        poll, until = select.poll(), time.monotonic() + seconds
        poll.register(self._descriptor, select.POLLOUT)
        rest = line
        while rest:
            wait = until - time.monotonic()
            if wait <= 0 or not poll.poll(wait * 1000):
                break
            with suppress(BlockingIOError):
                rest = rest[os.write(self._descriptor, rest[: select.PIPE_BUF]) :]
        self._is_torn = bool(rest) and (self._is_torn or rest != line)
        return not rest


def text_line(delivery: Delivery) -> bytes:
    """`2025-12-17T09:30Z [All of Us Are Dead S2] Confirmed: filming has wrapped https://…`."""
    message = delivery.message
    content = content_of(message)
    url = content.proof.url if isinstance(content, UpdateContent) else None
    words = (f"{message.at.astimezone(UTC):%Y-%m-%dT%H:%MZ}", message.subject, url or "")
    return one_line(" ".join(words)).encode() + b"\n"
