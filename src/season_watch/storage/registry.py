"""What is watched and told: watches, sources, channels and rules, from the configuration file and from commands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, Table, delete, insert, select, update
from sqlmodel import Session

from season_watch.model.delivery import Channel, Rule
from season_watch.model.errors import NothingMatched, StorageError
from season_watch.model.source import NO_VALIDATORS, Health, Origin, Source, SourceName
from season_watch.model.watch import Watch, WatchName
from season_watch.policy.declarations import has_new_name, is_another, is_read_otherwise
from season_watch.storage.delivery_tables import CHANNELS, RULES
from season_watch.storage.mapping import Row, from_row, to_row
from season_watch.storage.statements import among, run_many, upsert
from season_watch.storage.tables import (
    BELIEFS,
    CORRECTIONS,
    OCCASIONS,
    READINGS,
    SEEN_DIGESTS,
    SOURCES,
    WATCHES,
    WEIGHINGS,
    SourceRow,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What the configuration file declares; rules have no name and are replaced as a whole."""

    watches: tuple[Watch, ...] = ()
    sources: tuple[Source, ...] = ()
    channels: tuple[Channel, ...] = ()
    rules: tuple[Rule, ...] = ()


def reconcile(connection: Connection, declared: Declared, now: datetime) -> None:
    """Make the database equal the file. What the file no longer names is archived; what a command added stays."""
    _reconcile_named(connection, WATCHES, _watch_rows(connection, declared.watches, now))
    _reconcile_named(connection, CHANNELS, [to_row(channel) for channel in declared.channels])
    _archive_sources(connection, [source.name for source in declared.sources])
    with Session(connection) as session:
        for source in declared.sources:
            _declare(session, source, now)
        session.commit()
    connection.execute(delete(RULES))
    rules = [{**to_row(rule), "position": position} for position, rule in enumerate(declared.rules)]
    run_many(connection, insert(RULES), rules)


def add_sources(connection: Connection, sources: Sequence[Source], now: datetime) -> None:
    """Add sources, due at once; one of a name that was archived comes back. A name in use raises StorageError."""
    with Session(connection) as session:
        for source in sources:
            there = session.get(SourceRow, source.name)
            if there is not None and not there.archived:
                raise StorageError(f"There is a source called {source.name} already: choose another name.")
            _declare(session, source, now)
        session.commit()


def remove_source(connection: Connection, name: SourceName) -> None:
    """Read a source that a command added no more; what it brought stays.

    An unknown name raises NothingMatched, one that the configuration declares StorageError.
    """
    with Session(connection) as session:
        row = _active_source(session, name)
        if row.origin == Origin.FILE:
            raise StorageError(f"{name} stands in the configuration: take it out there.")
        row.archived = True
        session.commit()


def pause_source(connection: Connection, name: SourceName) -> None:
    """Let a source rest until it is resumed. An unknown name raises NothingMatched."""
    with Session(connection) as session:
        _active_source(session, name).paused = True
        session.commit()


def resume_source(connection: Connection, name: SourceName, now: datetime) -> None:
    """Check a source again, from now on and as if it had never failed. An unknown name raises NothingMatched."""
    with Session(connection) as session:
        _start_afresh(_active_source(session, name), now)
        session.commit()


def mark_due(connection: Connection, names: Sequence[SourceName] | None, now: datetime) -> tuple[SourceName, ...]:
    """Make sources (None: all) due now; returns those that were marked: paused and archived ones rest."""
    active = ~SOURCES.c.archived & ~SOURCES.c.paused
    meant = active if names is None else active & SOURCES.c.name.in_(among(names))
    found = connection.execute(select(SOURCES.c.name).where(meant).order_by(SOURCES.c.name)).scalars().all()
    connection.execute(update(SOURCES).where(meant).values(next_check_at=now, next_check_reason=None))
    return tuple(SourceName(name) for name in found)


def _watch_rows(connection: Connection, watches: Sequence[Watch], now: datetime) -> list[Row]:
    known = {row["name"]: row for row in connection.execute(select(WATCHES)).mappings()}
    return [_watch_row(connection, known.get(watch.name), watch, now) for watch in watches]


def _watch_row(connection: Connection, known: RowMapping | None, watch: Watch, now: datetime) -> Row:
    """The row of a watch as declared. What sources list of one that is new, or has a new name, is read, and is old."""
    before = None if known is None or known["archived"] else from_row(Watch, known)
    if known is not None and is_another(from_row(Watch, known), watch):
        _forget_watch(connection, watch.name)
    silent_before = known["silent_before"] if known is not None else None
    if before is None or has_new_name(before, watch):
        silent_before = _read_again(connection, watch.name, now)
    return {**to_row(watch), "silent_before": silent_before}


def _forget_watch(connection: Connection, name: WatchName) -> None:
    """What was read for a name that means another season now. Its updates stay: they are what was told."""
    for table in (BELIEFS, WEIGHINGS, READINGS, CORRECTIONS, OCCASIONS):
        connection.execute(delete(table).where(table.c.watch == name))


def _read_again(connection: Connection, watch: WatchName, now: datetime) -> datetime | None:
    """Let what sources that may tell of a watch list be new once more; returns now, or None if none was ever read."""
    sources = connection.execute(select(SOURCES)).mappings().all()
    telling = [row for row in sources if from_row(Source, row).serves(watch)]
    names = among(row["name"] for row in telling)
    fresh = {
        **to_row(NO_VALIDATORS),
        "body_digest": None,
        "next_check_at": now,
        "next_check_reason": None,
        "reset": SOURCES.c.reset + 1,
    }
    connection.execute(update(SOURCES).where(SOURCES.c.name.in_(names)).values(**fresh))
    connection.execute(delete(SEEN_DIGESTS).where(SEEN_DIGESTS.c.source.in_(names)))
    return now if any(row["last_success_at"] for row in telling) else None


def _reconcile_named(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    connection.execute(update(table).values(archived=True))
    run_many(connection, upsert(table), [{**row, "archived": False} for row in rows])


def _archive_sources(connection: Connection, declared: Sequence[SourceName]) -> None:
    gone = (SOURCES.c.origin == Origin.FILE) & SOURCES.c.name.not_in(among(declared))
    connection.execute(update(SOURCES).where(gone).values(archived=True))


def _declare(session: Session, source: Source, now: datetime) -> None:
    """Make one source as declared. One that comes back, or is read otherwise than before, is as good as new."""
    row = session.get(SourceRow, source.name)
    if row is None:
        session.add(SourceRow(**to_row(source), added_at=now, next_check_at=now, health=Health.NEW))
        return
    if row.archived or (row.url != source.url and row.health == Health.GONE):
        _start_afresh(row, now)
    if row.archived or is_read_otherwise(from_row(Source, row.model_dump()), source):
        _forget_answers(session, row, now)
    row.archived = False
    row.sqlmodel_update(to_row(source))


def _forget_answers(session: Session, row: SourceRow, now: datetime) -> None:
    """What a source lists from now on is new to it, and what was published before is not sent."""
    row.sqlmodel_update(to_row(NO_VALIDATORS))
    row.moved_to = row.body_digest = row.note = row.move = row.latest = row.silent_after = None
    row.next_check_reason = row.rhythm = row.wish = None
    row.reset += 1
    row.added_at = row.next_check_at = now
    session.connection().execute(delete(SEEN_DIGESTS).where(SEEN_DIGESTS.c.source == row.name))


def _start_afresh(row: SourceRow, now: datetime) -> None:
    row.paused = False
    row.failures = row.zero_runs = 0
    row.health, row.error, row.note, row.trouble = Health.NEW, None, None, None
    row.next_check_reason = None
    row.next_check_at = now


def _active_source(session: Session, name: SourceName) -> SourceRow:
    row = session.get(SourceRow, name)
    if row is None or row.archived:
        raise NothingMatched(f"There is no source called {name}: `season-watch sources list` shows them.")
    return row
