"""Messages on standard output: one line each, and a reader who stands still holds up nobody."""

import json
import os
from collections.abc import Iterator

import pytest

from season_watch.model.delivery import ChannelName, NotSent, SendResult, Sent
from season_watch.notifying.accounts import LineFormat, StdoutAccount
from season_watch.notifying.lines import Lines, text_line
from tests.unit.notifying.samples import delivery, notice, schema_validator, update

TEXT = StdoutAccount(channel=ChannelName("out"))
JSON = StdoutAccount(channel=ChannelName("out"), format=LineFormat.JSON)
IMPATIENT = StdoutAccount(channel=ChannelName("out"), format=LineFormat.JSON, seconds=0.2)


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    """Both ends of a pipe: where it is read, and where it is written to."""
    reading, writing = os.pipe()
    yield reading, writing
    for end in (reading, writing):
        os.close(end)


async def test_an_update_is_a_line_with_its_address(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    assert await Lines(writing).write(delivery(update()), TEXT) == Sent()
    assert os.read(reading, 4096).decode() == (
        "2025-12-17T09:30Z [All of Us Are Dead S2] Confirmed: filming has wrapped in December 2025 "
        "https://newsroom.example/en/2025/12/all-of-us-are-dead-season-2-wraps\n"
    )


def test_a_notice_is_a_line_without_one() -> None:
    assert text_line(delivery(notice())) == b"2025-12-17T09:30Z [season-watch] A source is gone: Variety\n"


async def test_json_is_a_line_that_fits_the_schema(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    assert await Lines(writing).write(delivery(update(quote="학교 \u202e\x1b[31m")), JSON) == Sent()
    line = os.read(reading, 65536)
    assert line.count(b"\n") == 1
    assert line.isascii()
    schema_validator().validate(json.loads(line))


def test_no_text_of_a_feed_makes_a_second_line() -> None:
    line = text_line(delivery(update(subject="a\nb\x85c\u2028d\x1b[31m")))
    assert len(line.decode().splitlines()) == 1
    assert b"\x1b" not in line


async def test_a_reader_who_stands_still_is_not_waited_for_for_ever(pipe: tuple[int, int]) -> None:
    _, writing = pipe
    lines = Lines(writing)
    results: list[SendResult] = []
    while not results or results[-1] == Sent():
        results.append(await lines.write(delivery(update(quote="x" * 15_000)), IMPATIENT))
    assert results[-1] == NotSent(reason="timeout: nobody reads standard output", retryable=True)


async def test_a_line_that_was_torn_is_written_whole_on_a_line_of_its_own(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    lines, long = Lines(writing), delivery(update(quote="x" * 10_000))
    while await lines.write(long, IMPATIENT) == Sent():
        pass
    os.read(reading, 1 << 20)
    assert await lines.write(delivery(update(), id="again"), JSON) == Sent()
    torn, whole = os.read(reading, 1 << 20).split(b"\n")[:2]
    assert torn == b""
    assert json.loads(whole)["id"] == "again"


async def test_a_reader_who_has_gone_is_told(pipe: tuple[int, int]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    result = await Lines(writing).write(delivery(update()), TEXT)
    os.close(writing)
    assert result == NotSent(reason="not-written: standard output: Broken pipe", retryable=True)
