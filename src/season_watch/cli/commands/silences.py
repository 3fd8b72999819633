"""Commands about silences: add, list, remove."""

from datetime import datetime
from typing import Annotated

import typer

from season_watch.cli.options import AsJson, options_of
from season_watch.model.claim import Facet

app = typer.Typer(help="What is not sent for a while, and why.", rich_markup_mode=None)

_INSTANTS = ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]


@app.command(epilog="Example: season-watch silences add --watch silo --until 2026-12-01 --reason 'no spoilers'")
def add(
    context: typer.Context,
    until: Annotated[
        datetime, typer.Option(formats=_INSTANTS, metavar="DATE[ TIME]", help="When it ends, where you are.")
    ],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why; it is shown with whatever is silenced.")],
    watch: Annotated[str | None, typer.Option(metavar="NAME", help="Only this watch.")] = None,
    facet: Annotated[Facet | None, typer.Option(help="Only this facet.")] = None,
    channel: Annotated[str | None, typer.Option(metavar="NAME", help="Only this channel.")] = None,
) -> None:
    """Send nothing of some updates for a while.

    They are kept and listed as ever, and each alert that is not sent is recorded with the reason. What is held already
    is silenced too.
    """
    from season_watch.cli.actions.silences import add_silence

    add_silence(
        options_of(context).database_file(), watch=watch, facet=facet, channel=channel, until=until, reason=reason
    )


@app.command("list", epilog="Example: season-watch silences list")
def list_(context: typer.Context, as_json: AsJson = False) -> None:
    """List the silences, over or not, and how many alerts each has silenced."""
    from season_watch.cli.actions.silences import list_silences

    list_silences(options_of(context).database_file(), as_json=as_json)


@app.command(epilog="Example: season-watch silences remove 3")
def remove(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="ID", help="The number that `season-watch silences list` shows.")],
) -> None:
    """End a silence now. What it silenced stays recorded."""
    from season_watch.cli.actions.silences import end_silence

    end_silence(options_of(context).database_file(), number)
