"""Commands about sources: sources list, add, discover, test, import, export, remove, pause, resume."""

from pathlib import Path
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


@app.command(epilog="Example: season-watch sources add outlet.example --trust trade --every 30m")
def add(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="A feed, a site's front page, a section, an article.")],
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="Your short word for it; else its host or title.")
    ] = None,
    kind: Annotated[
        SourceKind | None, typer.Option(help="feed: take it as one, unseen. Else only a source of this kind.")
    ] = None,
    entry: Annotated[
        str | None, typer.Option(metavar="SELECTOR", help="CSS selector of each entry of a page; else it is found.")
    ] = None,
    trust: Annotated[Trust | None, typer.Option(help="How far its word goes; else press, and fan for TVmaze.")] = None,
    every: Annotated[str, typer.Option(metavar="SPAN", help="How often to check it as a rule: 30m, 1h, 1d.")] = "1h",
    watch: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="The watch it is about: all of it is read. Repeatable.")
    ] = None,
) -> None:
    """Add the source that an address leads to.

    A feed is taken as it is. Of a page or an article, the site's best feed is found; where there is none, the page is
    read as a list, by selectors that are told from it. It is kept in the database, and due at once.
    """
    from season_watch.cli.actions.source_adding import NewSource, add_source

    wanted = NewSource(url=url, name=name, kind=kind, entry=entry, trust=trust, every=every, watches=tuple(watch or ()))
    add_source(options_of(context), wanted)


@app.command(epilog="Example: season-watch sources discover https://outlet.example/")
def discover(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="Any address of a site.")],
    as_json: AsJson = False,
) -> None:
    """Find the feeds that an address leads to, best first.

    What it states is tried (link tags, JSON-LD, links, a channel's feed), its site's news sitemaps, and the places
    where feeds usually are. Nothing is kept.
    """
    from season_watch.cli.actions.source_discovery import discover_sources

    discover_sources(options_of(context).settings(), url, as_json=as_json)


@app.command("test", epilog="Example: season-watch sources test deadline")
def try_out(
    context: typer.Context,
    what: Annotated[str, typer.Argument(metavar="URL|NAME", help="A source, or an address that may become one.")],
    as_json: AsJson = False,
) -> None:
    """Show what a source would bring now, and why.

    It is fetched and read once: how it answers, what it lists, which watch each entry is for, and what the reader
    would claim. Nothing is kept, nothing is sent. Exits with 1 if it can't be read or lists nothing.
    """
    from season_watch.cli.actions.source_trial import show_trial

    show_trial(options_of(context), what, as_json=as_json)


@app.command("import", epilog="Example: season-watch sources import subscriptions.opml")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.opml", help="The list that a feed reader exported.")],
) -> None:
    """Add the feeds of an OPML list.

    What is read already, or has no web address, is left out. Nothing is fetched: `sources test` tries a source.
    """
    from season_watch.cli.actions.source_lists import import_sources

    import_sources(options_of(context).database_file(), file)


@app.command(epilog="Example: season-watch sources export > sources.opml")
def export(context: typer.Context) -> None:
    """Print the sources as an OPML list, as other readers take it."""
    from season_watch.cli.actions.source_lists import export_sources

    export_sources(options_of(context).database_file())


@app.command(epilog="Example: season-watch sources remove outlet.example")
def remove(context: typer.Context, name: Name) -> None:
    """Read a source no more that a command added.

    What it brought is kept. A source of the configuration is removed there.
    """
    from season_watch.cli.actions.source_changes import remove_source

    remove_source(options_of(context).database_file(), name)


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
