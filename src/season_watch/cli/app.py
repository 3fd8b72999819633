"""The program as typer knows it: the options before the command, and every command."""

import os
from pathlib import Path
from typing import Annotated

import typer

from season_watch.cli.commands import alerts, asking, correcting, rules, silences, sources, upkeep, working
from season_watch.cli.options import Options

app = typer.Typer(
    name="season-watch",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with `season-watch init`, or look at `season-watch demo`. "
    "Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 3 nothing matched.",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from season_watch.cli.actions.versions import program_version

        typer.echo(f"season-watch {program_version()}")
        raise typer.Exit


def _use_no_color(wanted: bool) -> None:
    """NO_COLOR is the one switch that rich and structlog both obey."""
    if wanted:
        os.environ["NO_COLOR"] = "1"


@app.callback(invoke_without_command=True)
def season_watch(
    context: typer.Context,
    config: Annotated[
        Path | None, typer.Option("--config", "-c", metavar="FILE", help="The configuration; else the usual places.")
    ] = None,
    database: Annotated[
        Path | None, typer.Option("--db", metavar="FILE", help="The database; else what the configuration says.")
    ] = None,
    verbose: Annotated[int, typer.Option("--verbose", "-v", count=True, help="Log more.", show_default=False)] = 0,
    quiet: Annotated[int, typer.Option("--quiet", "-q", count=True, help="Log less.", show_default=False)] = 0,
    _debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of a failure.")] = False,
    _no_color: Annotated[
        bool, typer.Option("--no-color", callback=_use_no_color, help="No colour, as with NO_COLOR set.")
    ] = False,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Tells you when something really happened to the season you wait for, and what proves it."""
    context.obj = Options(config=config, database=database, verbosity=verbose - quiet)
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


for group in (upkeep, working, asking, correcting):
    group.add_to(app)
app.add_typer(sources.app, name="sources")
app.add_typer(alerts.app, name="alerts")
app.add_typer(correcting.app, name="corrections")
app.add_typer(rules.app, name="rules")
app.add_typer(silences.app, name="silences")
