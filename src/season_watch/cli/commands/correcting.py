"""Commands by which the owner corrects: reject, mute, unmute, corrections list and remove."""

from typing import Annotated

import typer

from season_watch.cli.options import AsJson, options_of

app = typer.Typer(help="What you rejected and muted.", rich_markup_mode=None)

Outlet = Annotated[str, typer.Argument(metavar="OUTLET", help="Its name, as `season-watch status` shows it.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands, in the order in which help lists them."""
    app.command(epilog="Example: season-watch reject 12")(reject)
    app.command(epilog='Example: season-watch mute "The Hoax Gazette"')(mute)
    app.command(epilog='Example: season-watch unmute "The Hoax Gazette"')(unmute)


def reject(
    context: typer.Context,
    claim: Annotated[
        str,
        typer.Argument(
            metavar="CLAIM", help="An update's number, or a claim as `explain` names it; its start will do."
        ),
    ],
    watch: Annotated[str | None, typer.Option(metavar="NAME", help="Only what it claims of this watch.")] = None,
) -> None:
    """Rule out a claim: the board forgets it, for good.

    ITEM:FACET.STATE=VALUE is one claim, ITEM:trailer all that an item says of trailers, ITEM all that it says. What a
    later version of the page says again stays ruled out, and so do copies of it. The boards change at once, and
    nobody is told. `season-watch corrections` takes it back.
    """
    from season_watch.cli.actions.correcting import reject_claim

    reject_claim(options_of(context).database_file(), claim, watch)


def mute(context: typer.Context, outlet: Outlet) -> None:
    """Believe an outlet nothing, now and from now on.

    All that it ever claimed leaves the boards at once; it is still read, and `unmute` brings everything back.
    """
    from season_watch.cli.actions.correcting import mute_outlet

    mute_outlet(options_of(context).database_file(), outlet)


def unmute(context: typer.Context, outlet: Outlet) -> None:
    """Believe an outlet again that was muted."""
    from season_watch.cli.actions.correcting import unmute_outlet

    unmute_outlet(options_of(context).database_file(), outlet)


@app.command("list", epilog="Example: season-watch corrections list")
def list_(context: typer.Context, as_json: AsJson = False) -> None:
    """List what you rejected and muted, oldest first."""
    from season_watch.cli.actions.correction_list import list_corrections

    list_corrections(options_of(context).database_file(), as_json=as_json)


@app.command(epilog="Example: season-watch corrections remove 3")
def remove(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="As `season-watch corrections list` shows it.")],
) -> None:
    """Take a correction back.

    The boards believe again what it ruled out.
    """
    from season_watch.cli.actions.correcting import remove_correction

    remove_correction(options_of(context).database_file(), number)
