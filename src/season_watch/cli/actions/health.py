"""Whether a daemon lives: it touches a file beside the database, and holds the lock."""

import time
from pathlib import Path

import typer

from season_watch.cli.output import say, show_json
from season_watch.storage.lock import is_held

FRESH_SECONDS = 60
"""Six beats of the daemon: one that missed so many hangs."""


def alive_file(database: Path) -> Path:
    """The file whose time of change is the daemon's last beat."""
    return database.with_name(f"{database.name}.alive")


def check_health(database: Path, *, as_json: bool) -> None:
    """Say whether a daemon works on the database; exits with 1 if not."""
    fault = fault_of(database)
    if as_json:
        show_json({"healthy": fault is None, "fault": fault})
    else:
        say(fault or f"A daemon works on {database}.")
    if fault:
        raise typer.Exit(1)


def fault_of(database: Path) -> str | None:
    """What is wrong, in one sentence; None where all is well. The lock is tried only where the beat is fresh."""
    try:
        age = time.time() - alive_file(database).stat().st_mtime
    except FileNotFoundError:
        return f"No daemon has worked on {database} yet: `season-watch run` starts one."
    if age > FRESH_SECONDS:
        return f"The daemon on {database} gave its last sign of life {int(age)} seconds ago: restart it."
    return None if is_held(database) else f"The daemon on {database} has ended: `season-watch run` starts one."
