"""Commands that do the work: run, poll, check, healthcheck."""

from typing import Annotated

import typer

from season_watch.cli.options import AsJson, options_of

Backfill = Annotated[bool, typer.Option("--backfill", help="Also send what was published before its source was added.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands, in the order in which help lists them."""
    app.command(epilog="Example: season-watch -c season-watch.toml run")(run)
    app.command(epilog="Example: season-watch poll google-news")(poll)
    app.command(epilog="Example: season-watch healthcheck || systemctl restart season-watch")(healthcheck)


def run(context: typer.Context, backfill: Backfill = False) -> None:
    """Watch until stopped, and send what is new.

    Each source is checked when it is due. SIGTERM ends it within 10 seconds; SIGHUP reads the configuration again.
    """
    from season_watch.cli.actions.watching import run as run_daemon

    run_daemon(options_of(context), backfill=backfill)


def poll(
    context: typer.Context,
    sources: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Some sources; else all.")] = None,
    backfill: Backfill = False,
) -> None:
    """Check the sources once, now, and send what is new.

    Beside a running daemon it only tells that one to check them now. Exits with 1 if a source failed.
    """
    from season_watch.cli.actions.polling import poll as poll_once

    poll_once(options_of(context), tuple(sources or ()), backfill=backfill)


def healthcheck(context: typer.Context, as_json: AsJson = False) -> None:
    """Say whether a daemon works on the database.

    Exits with 1 if none does, or if it hangs.
    """
    from season_watch.cli.actions.health import check_health

    check_health(options_of(context).database_file(), as_json=as_json)
