"""The alerts: each message to each recipient, and how that went."""

from pathlib import Path

from season_watch.cli.documents import delivery_document
from season_watch.cli.output import Column, Table, show_json, show_table
from season_watch.cli.phrases import day, minute
from season_watch.model.delivery import Delivery, DeliveryState
from season_watch.model.errors import NothingMatched
from season_watch.storage import queries

SHORT_ID = len("msg_") + 8
"""Enough of an id to tell alerts apart; `alerts retry` takes as much."""

_COLUMNS = (
    Column(title="id"),
    Column(title="when"),
    Column(title="state", paint={"sent": "green", "dead": "red"}),
    Column(title="channel", wraps=True),
    Column(title="what", wraps=True),
)


def list_alerts(database: Path, state: DeliveryState | None, limit: int | None, *, as_json: bool) -> None:
    """Print the alerts in one state, or all, newest first."""
    with queries.reading(database) as connection:
        found = queries.deliveries(connection, state, limit)
    if as_json:
        show_json([delivery_document(delivery) for delivery in found])
    elif found:
        show_table(Table(columns=_COLUMNS, rows=tuple(map(_row, found))))
    if not found:
        raise NothingMatched(f"No alert is {state}." if state else "No alert was ever due.")


def _row(delivery: Delivery) -> tuple[str, ...]:
    return (
        delivery.id[:SHORT_ID],
        day(delivery.created_at),
        delivery.state,
        delivery.channel,
        " — ".join(filter(None, (delivery.message.subject, delivery.reason, _again(delivery)))),
    )


def _again(delivery: Delivery) -> str | None:
    """When it is tried again, where an attempt has failed."""
    if delivery.state is not DeliveryState.PENDING or not delivery.attempts:
        return None
    return f"again at {minute(delivery.next_attempt_at)}"
