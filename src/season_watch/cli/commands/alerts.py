"""Commands about what is sent: alerts list, test, retry."""

from typing import Annotated

import typer

from season_watch.cli.options import AsJson, options_of
from season_watch.model.delivery import DeliveryState

app = typer.Typer(help="What was sent, what waits, and what failed.", rich_markup_mode=None)


@app.command("list", epilog="Example: season-watch alerts list --state dead")
def list_(
    context: typer.Context,
    state: Annotated[DeliveryState | None, typer.Option(help="Only those in this state.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="Only the newest N.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the alerts, newest first, and how each went."""
    from season_watch.cli.actions.alert_list import list_alerts

    list_alerts(options_of(context).database_file(), state, limit, as_json=as_json)


@app.command(epilog="Example: season-watch alerts test mail")
def test(
    context: typer.Context,
    channel: Annotated[str, typer.Argument(metavar="CHANNEL", help="A channel of the configuration.")],
) -> None:
    """Send a sample message over a channel now."""
    from season_watch.cli.actions.alert_trial import try_channel

    try_channel(options_of(context).settings(), channel)


@app.command(epilog="Example: season-watch alerts retry --all")
def retry(
    context: typer.Context,
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Dead alerts; the start of an id will do.")
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Every dead alert.")] = False,
) -> None:
    """Give dead alerts all their attempts again."""
    from season_watch.cli.actions.alert_retry import retry_alerts

    if bool(ids) == all_:
        raise typer.BadParameter("Name the alerts to retry, or say --all.")
    retry_alerts(options_of(context).database_file(), None if all_ else tuple(ids or ()))


@app.command(epilog="Example: season-watch alerts schema > message.schema.json")
def schema() -> None:
    """Print the JSON Schema of what webhooks and programs get."""
    from season_watch.cli.actions.alert_schema import show_schema

    show_schema()
