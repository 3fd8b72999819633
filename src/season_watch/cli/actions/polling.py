"""One pass over the sources, now; or, beside a daemon, the wish that it makes one."""

import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import typer

from season_watch.bootstrap import open_runtime
from season_watch.cli import logs
from season_watch.cli.actions.setup import make_room
from season_watch.cli.actions.writing import write
from season_watch.cli.options import Options
from season_watch.cli.output import Column, Table, say, show_table
from season_watch.cli.phrases import counted, minute
from season_watch.config.settings import Settings
from season_watch.config.tables import LogLevel
from season_watch.daemon.one_pass import Pass, one_pass
from season_watch.model.delivery import DeliveryState
from season_watch.model.errors import NothingMatched
from season_watch.model.source import SourceName
from season_watch.pipeline.plan import Plan
from season_watch.storage import queries, schema
from season_watch.storage.lock import DatabaseInUse, hold

_COLUMNS = (
    Column(title="", paint={"✓": "green", "✗": "red"}),
    Column(title="source"),
    Column(title="new items"),
    Column(title="updates"),
    Column(title="note", wraps=True),
)


def poll(options: Options, names: tuple[str, ...], *, backfill: bool) -> None:
    """Check the named sources, or all, and send what is new; exits with 1 where a source failed."""
    settings = options.settings()
    logs.set_up(settings.log_format, logs.louder(LogLevel.WARNING, options.verbosity))
    make_room(settings.database)
    try:
        with hold(settings.database):
            schema.migrate(settings.database)
            done = asyncio.run(_pass(settings, names, backfill=backfill))
    except DatabaseInUse:
        _leave_to_daemon(settings.database, names)
        return
    _report(done)
    if done.failed:
        raise typer.Exit(1)


async def _pass(settings: Settings, names: tuple[str, ...], *, backfill: bool) -> Pass:
    async with open_runtime(settings, backfill=backfill) as runtime:
        await runtime.store.free_stranded(runtime.clock())
        sources = _chosen(settings.database, names)
        with _progress(len(sources)) as checked:
            return await one_pass(runtime, sources, checked=checked)


def _chosen(database: Path, names: tuple[str, ...]) -> tuple[SourceName, ...]:
    """The named sources, paused or not, or all that are not paused."""
    with queries.reading(database) as connection:
        known = {status.source.name: status.paused for status in queries.sources(connection)}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise NothingMatched(f"There is no source called {unknown[0]}: `season-watch sources list` shows them.")
    if not known:
        raise NothingMatched("There is no source yet: add one to the configuration, or by `season-watch sources add`.")
    if names:
        return tuple(SourceName(name) for name in names)
    return tuple(name for name, paused in known.items() if not paused)


def _leave_to_daemon(database: Path, names: tuple[str, ...]) -> None:
    chosen = _chosen(database, names)
    marked = write(database, lambda store: store.mark_due(chosen, datetime.now(UTC)))
    say(f"A daemon works on {database}: it checks {counted(len(marked), 'source', 'sources')} within seconds.")


@contextmanager
def _progress(total: int) -> Iterator[Callable[[Plan], None]]:
    """A bar on standard error, where that is a terminal, and whom to tell of each check."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with typer.progressbar(length=total, label="Checking sources", file=sys.stderr) as bar:
        yield lambda _: bar.update(1)


def _report(done: Pass) -> None:
    show_table(Table(columns=_COLUMNS, rows=tuple(map(_row, done.checks))))
    sent = sum(delivery.state is DeliveryState.SENT for delivery in done.deliveries)
    say(
        f"{counted(len(done.checks), 'source', 'sources')} checked, "
        f"{counted(len(done.articles), 'article', 'articles')} read, "
        f"{counted(done.updates, 'update', 'updates')}, {counted(sent, 'message', 'messages')} sent, "
        f"{len(done.deliveries) - sent} not."
    )


def _row(plan: Plan) -> tuple[str, ...]:
    if plan.postponement is not None:
        until = minute(plan.postponement.next_check_at)
        return "·", plan.postponement.source, "0", "0", f"put off until {until}: {plan.postponement.next_check_reason}"
    outcome = plan.outcome
    assert outcome is not None
    return (
        "✗" if outcome.error else "✓",
        outcome.source,
        str(len(plan.items)),
        str(len(plan.updates)),
        outcome.error or outcome.note or "",
    )
