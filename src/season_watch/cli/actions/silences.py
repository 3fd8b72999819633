"""Silences: what the user does not want to hear of for a while."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import typer

from season_watch.cli.actions.writing import write
from season_watch.cli.documents import silence_document
from season_watch.cli.output import Column, Table, say, show_json, show_table
from season_watch.cli.phrases import command, counted, minute
from season_watch.model.claim import Facet
from season_watch.model.delivery import ChannelName, Silence, SilenceId
from season_watch.model.errors import NothingMatched
from season_watch.model.watch import WatchName
from season_watch.storage import queries, rule_queries
from season_watch.storage.views import SilenceStatus

_COLUMNS = (
    Column(title="#"),
    Column(title="until"),
    Column(title="of", wraps=True),
    Column(title="silenced"),
    Column(title="reason", wraps=True),
)


def add_silence(
    database: Path, *, watch: str | None, facet: Facet | None, channel: str | None, until: datetime, reason: str
) -> None:
    """Add a silence from now on. NothingMatched for a name that nothing has."""
    now = datetime.now(UTC)
    silence = Silence(
        id=SilenceId(0),
        watch=WatchName(watch) if watch else None,
        facet=facet,
        channel=ChannelName(channel) if channel else None,
        until=until.astimezone(UTC),
        reason=" ".join(reason.split()),
        added_at=now,
    )
    if silence.until <= now:
        raise typer.BadParameter(f"{minute(silence.until)} is over: say when the silence shall end.")
    if not silence.reason:
        raise typer.BadParameter("Say a reason: you will want to know it by then.")
    _check_names(database, silence)
    number, held = write(database, lambda store: store.add_silence(silence))
    also = f"; {counted(held, 'alert that was held is', 'alerts that were held are')} silenced too" if held else ""
    say(
        f"Silenced {_of(silence)} until {minute(silence.until)}{also}: "
        f"{command('silences', 'remove', str(number))} ends it."
    )


def list_silences(database: Path, *, as_json: bool) -> None:
    """Print all silences, those that last longest first."""
    with queries.reading(database) as connection:
        found = rule_queries.silences(connection)
    if as_json:
        show_json([silence_document(one) for one in found])
    elif found:
        show_table(Table(columns=_COLUMNS, rows=tuple(_row(one, datetime.now(UTC)) for one in found)))
    if not found:
        raise NothingMatched("There is no silence, and never was.")


def end_silence(database: Path, number: int) -> None:
    """End a silence now. NothingMatched where there is none of that number in force."""
    write(database, lambda store: store.end_silence(SilenceId(number), datetime.now(UTC)))
    say(f"Silence {number} is over.")


def _check_names(database: Path, silence: Silence) -> None:
    with queries.reading(database) as connection:
        _check("watch", silence.watch, (watch.name for watch in queries.watches(connection)))
        _check("channel", silence.channel, (channel.name for channel in rule_queries.channels(connection)))


def _check(what: str, name: str | None, known: Iterable[str]) -> None:
    names = tuple(known)
    if name is not None and name not in names:
        raise NothingMatched(f"There is no {what} called {name}: there is {', '.join(names) or 'none yet'}.")


def _row(status: SilenceStatus, now: datetime) -> tuple[str, ...]:
    silence = status.silence
    until = minute(silence.until) if silence.until > now else f"over since {minute(silence.until)}"
    return (str(silence.id), until, _of(silence), counted(status.silenced, "alert", "alerts"), silence.reason)


def _of(silence: Silence) -> str:
    """`everything`, or `silo, release, over mail`."""
    over = f"over {silence.channel}" if silence.channel else None
    return ", ".join(filter(None, (silence.watch, silence.facet, over))) or "everything"
