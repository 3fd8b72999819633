"""Commands around the work: init, check, demo, migrate, version."""

from pathlib import Path
from typing import Annotated

import typer

from season_watch.cli.options import AsJson, options_of


def add_to(app: typer.Typer) -> None:
    """Add the commands, in the order in which help lists them."""
    app.command(epilog="Example: season-watch init --directory ~/season-watch")(init)
    app.command(epilog="Example: season-watch -c season-watch.toml check")(check)
    app.command(epilog="Example: season-watch demo")(demo)
    app.command(epilog="Example: season-watch migrate")(migrate)
    app.command(epilog="Example: season-watch version --json")(version)


def init(
    context: typer.Context,
    directory: Annotated[Path, typer.Option(help="Where to write season-watch.toml.")] = Path(),
) -> None:
    """Write a configuration to start from, and create the database. Nothing that exists is overwritten."""
    from season_watch.cli.actions.setup import init as set_up

    set_up(options_of(context), directory)


def check(context: typer.Context, as_json: AsJson = False) -> None:
    """Check the configuration, then each source and each channel. Nothing is kept or sent.

    Exits with 1 if one of them fails.
    """
    from season_watch.cli.actions.checking import check as check_all

    options = options_of(context)
    check_all(options.settings(), options.config_file(), as_json=as_json)


def demo() -> None:
    """See it work, without internet: the news of a real season, published by local servers, watched and alerted."""
    from season_watch.demo.show import main as show_demo

    raise typer.Exit(show_demo())


def migrate(context: typer.Context) -> None:
    """Create the database, or move it to this program's schema, with a backup before."""
    from season_watch.cli.actions.setup import migrate as migrate_database

    migrate_database(options_of(context).database_file())


def version(as_json: AsJson = False) -> None:
    """Print the versions of the program and of what it stands on."""
    from season_watch.cli.actions.versions import show_versions

    show_versions(as_json=as_json)
