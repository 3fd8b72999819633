"""Commands that answer questions: list, status, stories, show, explain, replay."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from season_watch.cli.options import AsJson, options_of
from season_watch.model.claim import Certainty, Facet


def add_to(app: typer.Typer) -> None:
    """Add the commands, in the order in which help lists them."""
    app.command("list", epilog="Example: season-watch list --watch aouad --facet release --since 2025-01-01")(list_)
    app.command(epilog="Example: season-watch status aouad")(status)
    app.command(epilog="Example: season-watch stories aouad")(stories)
    app.command(epilog="Example: season-watch show 12")(show)
    app.command(epilog="Example: season-watch explain https://example.org/2025/07/season-2-wraps")(explain)
    app.command(epilog="Example: season-watch -c season-watch.toml replay items.jsonl --json")(replay)


def list_(
    context: typer.Context,
    watch: Annotated[str | None, typer.Option(metavar="NAME", help="Only this watch.")] = None,
    facet: Annotated[Facet | None, typer.Option(help="Only this facet.")] = None,
    certainty: Annotated[Certainty | None, typer.Option(help="Only what is this sure.")] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Only from this day on.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="Only the newest N.")] = None,
    as_json: AsJson = False,
) -> None:
    """List what changed: the tracked updates, newest first."""
    from season_watch.cli.actions.updates import list_updates

    list_updates(
        options_of(context).database_file(),
        watch=watch,
        facet=facet,
        certainty=certainty,
        since=since,
        limit=limit,
        as_json=as_json,
    )


def status(
    context: typer.Context,
    watch: Annotated[str | None, typer.Argument(metavar="[WATCH]", help="One watch; else all.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show the board: what is believed of each watch, and why.

    For each facet: how surely it is believed, since when, from which outlets, and the words that prove it.
    """
    from season_watch.cli.actions.boards import show_boards

    show_boards(options_of(context).database_file(), watch, as_json=as_json)


def stories(
    context: typer.Context,
    watch: Annotated[str | None, typer.Argument(metavar="[WATCH]", help="One watch; else all.")] = None,
    as_json: AsJson = False,
) -> None:
    """List what was reported, each event once.

    How many outlets report it in words of their own, who was first, and how many copies of their texts there are.
    """
    from season_watch.cli.actions.stories import list_stories

    list_stories(options_of(context).database_file(), watch, as_json=as_json)


def show(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="ID", help="The number that `season-watch list` shows.")],
    as_json: AsJson = False,
) -> None:
    """Show all about one update.

    The words that prove it, in their sentence; what was believed before; where it was seen; who was told.
    """
    from season_watch.cli.actions.updates import show_update

    show_update(options_of(context).database_file(), number, as_json=as_json)


def explain(
    context: typer.Context,
    what: Annotated[
        str,
        typer.Argument(
            metavar="ID|URL|FILE",
            help="An update's number or key, an item's address or id, or a file: JSON, or a title above its text.",
        ),
    ],
    as_json: AsJson = False,
) -> None:
    """Explain why an item was read as it was.

    Which sentence made which rule claim what, which sentences almost did, and what came of it. The item is read anew.
    """
    from season_watch.cli.actions.explaining import explain as explain_it

    explain_it(options_of(context), what, as_json=as_json)


def replay(
    context: typer.Context,
    items: Annotated[Path, typer.Argument(metavar="ITEMS.jsonl", help="Items in their order, one JSON object a line.")],
    as_json: AsJson = False,
) -> None:
    """Replay ready items: what each says, and what it changes.

    Each item is taken in its own time, on a database that is thrown away. Nothing is fetched, nothing is sent.
    """
    from season_watch.cli.actions.replaying import replay as replay_items

    replay_items(options_of(context).settings().watches, items, as_json=as_json)
