"""What a failure looks like from outside: an exit code, and one sentence that says what to do."""

import errno

import typer

from season_watch.model.errors import ConfigError, NothingMatched, SeasonWatchError

FAILURE = 1
USAGE = 2
NOTHING_MATCHED = 3
INTERRUPTED = 130
"""128 and the number of SIGINT, as shells say it."""


def exit_code(error: BaseException) -> int:
    """The exit code of a failure."""
    match error:
        case typer.TyperException():
            return error.exit_code
        case ConfigError():
            return USAGE
        case NothingMatched():
            return NOTHING_MATCHED
        case KeyboardInterrupt():
            return INTERRUPTED
        case _:
            return FAILURE


def sentences(error: BaseException) -> tuple[str, ...]:
    """What is said of a failure, a line each; nothing where the user caused it knowingly."""
    match error:
        case KeyboardInterrupt() | BrokenPipeError():
            return ()
        case ConfigError():
            return error.faults
        case SeasonWatchError():
            return (str(error),)
        case typer.TyperException():
            return (f"{_ended(error.format_message())} `{_command(error)} --help` shows what it takes.",)
        case OSError(filename=str(name), strerror=str(reason)):
            return (f"{name}: {reason}.",)
        case OSError(errno=errno.ENOSPC):
            return ("Not all could be written, for no room is left on the disk: make some, and run it again.",)
        case _:
            fault = f"{type(error).__name__}: {error}"
            return (f"This is a fault of season-watch ({fault}): please report it with what --debug adds.",)


def _ended(message: str) -> str:
    """A message of typer's as a sentence with one mark at its end; what it asks itself ends in a question mark."""
    bare = message.rstrip(".")
    return bare if bare.endswith("?") else f"{bare}."


def _command(error: typer.TyperException) -> str:
    """The command whose help is worth reading; typer keeps it where the fault is one of usage."""
    return str(getattr(getattr(error, "ctx", None), "command_path", "season-watch"))
