"""The entry point: runs a command, and ends the process with its exit code."""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from season_watch.cli.app import app
from season_watch.cli.escaping import visible
from season_watch.cli.failures import exit_code, sentences

NAME = "season-watch"


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run what the command line says and exit. A failure is one sentence on standard error, unless --debug asks."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    _write_any_text()
    try:
        code = app(given, prog_name=NAME, standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError as error:
        _forget_output()
        sys.exit(exit_code(error))
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the last one who can say what happened
        if "--debug" in given:
            _print_traceback(error)
        for sentence in sentences(error):
            sys.stderr.write(f"{NAME}: {visible(sentence)}\n")
        _flush_or_forget()
        sys.exit(exit_code(error))
    sys.exit(code)


def _write_any_text() -> None:
    """A locale that can't say a Korean title must not end the program."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def _flush_or_forget() -> None:
    """Print what is left. Where that fails, the interpreter must not try it again, with an exit code of its own."""
    try:
        sys.stdout.flush()
    except OSError:
        _forget_output()


def _forget_output() -> None:
    """Whoever read it has left: the interpreter must not complain when it flushes at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print_traceback(error: BaseException) -> None:
    import traceback

    traceback.print_exception(error)
