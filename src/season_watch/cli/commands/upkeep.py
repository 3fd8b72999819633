"""Commands around the work: init, check, demo, migrate, rebuild, version."""

from pathlib import Path
from typing import Annotated

import typer

from season_watch.cli.options import AsJson, DryRun, options_of


def add_to(app: typer.Typer) -> None:
    """Add the commands, in the order in which help lists them."""
    app.command(epilog="Example: season-watch init --directory ~/season-watch")(init)
    app.command(epilog="Example: season-watch -c season-watch.toml check")(check)
    app.command(epilog="Example: season-watch demo")(demo)
    app.command(epilog="Example: season-watch migrate")(migrate)
    app.command(epilog="Example: season-watch rebuild --dry-run")(rebuild)
    app.command(epilog="Example: season-watch version --json")(version)


def init(
    context: typer.Context,
    directory: Annotated[Path, typer.Option(help="Where to write season-watch.toml.")] = Path(),
) -> None:
    """Write a configuration to start from; create the database.

    Nothing that exists is overwritten.
    """
    from season_watch.cli.actions.setup import init as set_up

    set_up(options_of(context), directory)


def check(context: typer.Context, as_json: AsJson = False) -> None:
    """Try the configuration, each source and each channel.

    Each source is fetched and read once, each mail server is logged in to. Nothing is kept, nothing is sent. Exits
    with 1 if one of them fails.
    """
    from season_watch.cli.actions.checking import check as check_all

    options = options_of(context)
    check_all(options.settings(thoroughly=True), options.config_file(), as_json=as_json)


def demo() -> None:
    """See it work on the news of a real season, without internet.

    Local servers publish that news as feeds and pages, and take the mails and webhooks that are sent about it.
    """
    from season_watch.cli.actions.demonstrating import show_demo

    show_demo()


def migrate(context: typer.Context) -> None:
    """Create the database, or move it to a newer schema.

    A database that holds data is copied before. `season-watch run` does the same by itself.
    """
    from season_watch.cli.actions.setup import migrate as migrate_database

    migrate_database(options_of(context).database_file())


def rebuild(
    context: typer.Context,
    watches: Annotated[list[str] | None, typer.Argument(metavar="[WATCH]...", help="Some watches; else all.")] = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Make the boards anew from all that was claimed.

    Every claim is weighed again in its order, and what differs is printed: as a rule nothing. Nothing is sent.
    """
    from season_watch.cli.actions.rebuilding import rebuild as rebuild_boards

    rebuild_boards(options_of(context).database_file(), tuple(watches or ()), keep=not dry_run, as_json=as_json)


def version(as_json: AsJson = False) -> None:
    """Print the versions that a bug report needs."""
    from season_watch.cli.actions.versions import show_versions

    show_versions(as_json=as_json)
