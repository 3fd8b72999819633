"""What every command takes: the configuration, the database, and how much is said."""

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from season_watch.config.settings import Settings

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]

DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Change nothing: only say what would be.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options before the command. `verbosity` counts -v up and -q down."""

    config: Path | None = None
    database: Path | None = None
    verbosity: int = 0

    def config_file(self) -> Path:
        """The configuration file; ConfigError where there is none."""
        from season_watch.config.finding import find

        return find(self.config, os.environ, Path.cwd())

    def settings(self, *, thoroughly: bool = False) -> "Settings":
        """The whole configuration, --db in place of its database; ConfigError with every fault.

        `thoroughly`: also with those that take long to find.
        """
        from season_watch.config.loading import load

        settings = load(self.config_file(), os.environ, thoroughly=thoroughly)
        return replace(settings, database=self.database) if self.database else settings

    def database_file(self) -> Path:
        """The database. The configuration is read only where --db doesn't say."""
        return self.database or self.settings().database


def options_of(context: typer.Context) -> Options:
    """The options that were given before the command."""
    options = context.obj
    assert isinstance(options, Options)
    return options
