"""Which versions are at work: what a bug report needs."""

import platform
import sqlite3
from importlib.metadata import version

from season_watch.cli.output import say, show_json
from season_watch.storage.header import SCHEMA


def program_version() -> str:
    """The version of the installed program."""
    return version("season-watch")


def show_versions(*, as_json: bool) -> None:
    """Print the versions of the program, its schema, Python and SQLite."""
    found = {
        "season-watch": program_version(),
        "schema": str(SCHEMA),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }
    if as_json:
        show_json(found)
    else:
        for name, number in found.items():
            say(f"{name} {number}")
