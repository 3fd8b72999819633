"""Sources that the user removes, pauses and resumes; all are small writes, allowed beside a running daemon."""

from datetime import UTC, datetime
from pathlib import Path

from season_watch.cli.actions.writing import write
from season_watch.cli.output import say
from season_watch.cli.phrases import command
from season_watch.model.source import SourceName


def remove_source(database: Path, name: str) -> None:
    """Read a source no more. NothingMatched where it is unknown, StorageError where the configuration declares it."""
    write(database, lambda store: store.remove_source(SourceName(name)))
    say(f"Removed {name}: what it brought is kept. `season-watch sources add` takes it up again.")


def pause_source(database: Path, name: str) -> None:
    """Let a source rest. NothingMatched where it is unknown."""
    write(database, lambda store: store.pause_source(SourceName(name)))
    say(f"Paused {name}: {command('sources', 'resume', name)} ends its rest.")


def resume_source(database: Path, name: str) -> None:
    """Check a source again. NothingMatched where it is unknown."""
    write(database, lambda store: store.resume_source(SourceName(name), datetime.now(UTC)))
    say(f"Resumed {name}: it is due now.")
