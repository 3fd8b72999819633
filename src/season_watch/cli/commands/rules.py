"""Commands about rules: explain, try."""

from pathlib import Path
from typing import Annotated

import typer

from season_watch.cli.options import AsJson, options_of

app = typer.Typer(help="What goes where, when, and why.", rich_markup_mode=None)


@app.command(epilog="Example: season-watch rules explain 12")
def explain(
    context: typer.Context,
    update: Annotated[str, typer.Argument(metavar="UPDATE", help="An update's number or key.")],
    as_json: AsJson = False,
) -> None:
    """Explain where an update went, and why not elsewhere.

    Rule by rule and channel by channel: what was held, until when, silenced, told in a digest or given up.
    """
    from season_watch.cli.actions.rule_explaining import explain_rules

    explain_rules(options_of(context).database_file(), update, as_json=as_json)


@app.command("try", epilog="Example: season-watch rules try new-rules.toml")
def try_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A configuration with the rules to try.")],
    as_json: AsJson = False,
) -> None:
    """Try the rules of another configuration on the past.

    Says which alerts of the updates so far would appear, vanish or leave at another time. Nothing is sent or changed.
    """
    from season_watch.cli.actions.rule_trial import try_rules

    try_rules(options_of(context).database_file(), file, as_json=as_json)
