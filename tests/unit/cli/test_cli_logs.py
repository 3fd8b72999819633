import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from season_watch.cli import logs
from season_watch.config.tables import LogFormat, LogLevel


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Leave the process's log as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.mark.parametrize(
    ("level", "verbosity", "then"),
    [
        (LogLevel.INFO, 0, LogLevel.INFO),
        (LogLevel.INFO, 1, LogLevel.DEBUG),
        (LogLevel.INFO, 9, LogLevel.DEBUG),
        (LogLevel.INFO, -1, LogLevel.WARNING),
        (LogLevel.WARNING, -9, LogLevel.ERROR),
    ],
)
def test_each_v_and_q_moves_the_level_as_far_as_there_are_levels(
    level: LogLevel, verbosity: int, then: LogLevel
) -> None:
    assert logs.louder(level, verbosity) is then


def test_a_line_of_the_log_cannot_be_forged(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(LogFormat.TEXT, LogLevel.INFO)
    structlog.get_logger("test").info("checked", error="\x1b[2Jgone\rforged\u202e")
    printed = capsys.readouterr().err
    assert r"error='\\x1b[2Jgone forged\\u202e'" in printed
    assert printed.count("\n") == 1


def test_json_is_one_object_a_line_for_us_and_for_libraries(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(LogFormat.JSON, LogLevel.INFO)
    structlog.get_logger("test").info("checked", source="지우학")
    logging.getLogger("somebody").warning("late by %s", 3)
    ours, theirs = map(json.loads, capsys.readouterr().err.splitlines())
    assert (ours["event"], ours["source"], ours["level"]) == ("checked", "지우학", "info")
    assert (theirs["event"], theirs["level"]) == ("late by 3", "warning")


def test_what_is_less_grave_is_not_logged(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(LogFormat.JSON, LogLevel.WARNING)
    structlog.get_logger("test").info("checked")
    logging.getLogger("somebody").info("GET")
    assert capsys.readouterr().err == ""


def test_an_exception_is_rendered(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(LogFormat.TEXT, LogLevel.INFO)
    try:
        raise KeyError("x\x1b")
    except KeyError:
        structlog.get_logger("test").exception("job failed")
    printed = capsys.readouterr().err
    assert "Traceback" in printed
    assert "\x1b" not in printed
