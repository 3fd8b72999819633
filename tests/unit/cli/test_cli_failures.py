import pytest
import typer

from season_watch.cli.failures import exit_code, sentences
from season_watch.model.errors import (
    ConfigError,
    NothingMatched,
    ParseError,
    RuleError,
    SeasonWatchError,
    StorageError,
)
from season_watch.storage.lock import DatabaseInUse


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ConfigError("a", "b"), 2),
        (typer.BadParameter("no such thing"), 2),
        (NothingMatched("none"), 3),
        (StorageError("locked"), 1),
        (DatabaseInUse("in use"), 1),
        (ParseError("not-an-item", "items.jsonl:3"), 1),
        (RuleError("no examples"), 1),
        (SeasonWatchError("something"), 1),
        (OSError(13, "Permission denied", "/data"), 1),
        (BrokenPipeError(), 1),
        (KeyError("bug"), 1),
        (KeyboardInterrupt(), 130),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else str(value),
)
def test_every_failure_has_its_exit_code(error: BaseException, code: int) -> None:
    assert exit_code(error) == code


@pytest.mark.parametrize(
    ("error", "said"),
    [
        pytest.param(ConfigError("one.", "two."), ("one.", "two."), id="each fault of a configuration is a line"),
        pytest.param(StorageError("locked."), ("locked.",), id="our errors speak for themselves"),
        pytest.param(OSError(13, "Permission denied", "/data"), ("/data: Permission denied.",), id="a file is named"),
        pytest.param(
            OSError(28, "No space left on device"),
            ("Not all could be written, for no room is left on the disk: make some, and run it again.",),
            id="a full disk is no fault of the program",
        ),
        pytest.param(
            typer.BadParameter("No such thing. Did you mean 'this'?"),
            ("Invalid value: No such thing. Did you mean 'this'? `season-watch --help` shows what it takes.",),
            id="a question ends in its own mark",
        ),
        pytest.param(KeyboardInterrupt(), (), id="who interrupts knows it"),
        pytest.param(BrokenPipeError(), (), id="who leaves early needs no answer"),
    ],
)
def test_a_failure_is_one_sentence(error: BaseException, said: tuple[str, ...]) -> None:
    assert sentences(error) == said


def test_a_bug_is_called_one_and_can_be_reported() -> None:
    (sentence,) = sentences(KeyError("x"))
    assert "fault of season-watch (KeyError: 'x')" in sentence
    assert "--debug" in sentence
