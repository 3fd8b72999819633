"""Commands about sources: sources list, add, pause, resume."""

from typing import Annotated

import typer

from season_watch.cli.options import AsJson, options_of
from season_watch.model.source import SourceKind, Trust

app = typer.Typer(help="The feeds and pages that are read.", rich_markup_mode=None)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name that `season-watch sources list` shows.")]


@app.command("list", epilog="Example: season-watch sources list")
def list_(context: typer.Context, as_json: AsJson = False) -> None:
    """List the sources, how each is doing, and what went wrong."""
    from season_watch.cli.actions.source_list import list_sources

    list_sources(options_of(context).database_file(), as_json=as_json)


@app.command(epilog="Example: season-watch sources add https://example.org/feed.xml --trust trade --every 30m")
def add(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="A feed, or a page that lists articles.")],
    name: Annotated[str | None, typer.Option(metavar="NAME", help="Your short word for it; else its host.")] = None,
    kind: Annotated[SourceKind, typer.Option(help="What stands there.")] = SourceKind.FEED,
    entry: Annotated[
        str | None, typer.Option(metavar="SELECTOR", help="CSS selector of each entry; a page needs it.")
    ] = None,
    trust: Annotated[Trust, typer.Option(help="How far its word goes.")] = Trust.PRESS,
    every: Annotated[str, typer.Option(metavar="SPAN", help="How often to check it: 30m, 1h, 1d.")] = "1h",
    watch: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="The watch it is about: all of it is read. Repeatable.")
    ] = None,
) -> None:
    """Add a source beside those of the configuration.

    It is kept in the database, and due at once.
    """
    from season_watch.cli.actions.source_changes import NewSource, add_source

    wanted = NewSource(url=url, name=name, kind=kind, entry=entry, trust=trust, every=every, watches=tuple(watch or ()))
    add_source(options_of(context).database_file(), wanted)


@app.command(epilog="Example: season-watch sources pause deadline")
def pause(context: typer.Context, name: Name) -> None:
    """Let a source rest until it is resumed."""
    from season_watch.cli.actions.source_changes import pause_source

    pause_source(options_of(context).database_file(), name)


@app.command(epilog="Example: season-watch sources resume deadline")
def resume(context: typer.Context, name: Name) -> None:
    """Check a source again, as if it had never failed."""
    from season_watch.cli.actions.source_changes import resume_source

    resume_source(options_of(context).database_file(), name)
