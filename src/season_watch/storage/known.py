"""What a decision is told: the items, boards, watches, channels and rules that it asked for."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, Table, bindparam, or_, select

from season_watch.model.board import Belief, Board
from season_watch.model.correction import Correction
from season_watch.model.delivery import Channel, Rule, Silence
from season_watch.model.item import Item, ItemId
from season_watch.model.source import SourceName
from season_watch.model.watch import Watch, WatchName
from season_watch.pipeline.plan import Known, Wanted
from season_watch.storage.anchoring import near
from season_watch.storage.delivery_tables import CHANNELS, RULES, SILENCES
from season_watch.storage.mapping import from_row
from season_watch.storage.occasions import told
from season_watch.storage.statements import each_of, listed
from season_watch.storage.tables import BELIEFS, CORRECTIONS, ITEMS, SIGHTINGS, SOURCES, WATCHES


def _active(table: Table) -> Select[tuple[Any, ...]]:
    return select(table).where(~table.c.archived).order_by(table.c.name)


_WATCHES = _active(WATCHES)
_CAME_LATER = _WATCHES.where(WATCHES.c.silent_before.is_not(None))
_CHANNELS = _active(CHANNELS)
_CORRECTIONS = select(CORRECTIONS).order_by(CORRECTIONS.c.number)
_RULES = select(RULES).order_by(RULES.c.position)
_SILENCES = select(SILENCES).order_by(SILENCES.c.id)
_SIGHTED = (
    select(SIGHTINGS.c.guid, SIGHTINGS.c.item)
    .where(SIGHTINGS.c.source == bindparam("source"), SIGHTINGS.c.guid.in_(each_of("guids")))
    .order_by(SIGHTINGS.c.at, SIGHTINGS.c.item)
)
"""Oldest sighting first, so that in a dict the newest item of a reused guid wins."""

_ITEMS = (
    select(ITEMS)
    .where(
        or_(
            ITEMS.c.id.in_(each_of("ids")),
            ITEMS.c.fingerprint.in_(each_of("fingerprints")),
            ITEMS.c.headline.in_(each_of("headlines")),
        )
    )
    .order_by(ITEMS.c.first_seen_at, ITEMS.c.id)
)
_SOURCES = (
    select(SOURCES.c.name, SOURCES.c.added_at, SOURCES.c.archived)
    .where(SOURCES.c.name.in_(each_of("names")))
    .order_by(SOURCES.c.name)
)
_BELIEFS = select(BELIEFS).where(BELIEFS.c.watch == bindparam("of_watch")).order_by(BELIEFS.c.position)
"""To build a statement costs more than to run it."""


def look_up(connection: Connection, wanted: Wanted) -> Known:
    """See `Known`: every item that has one of the wanted keys, and all that is active of the rest."""
    sighted = _sighted(connection, wanted.source, wanted.guids)
    ids = wanted.ids | {item for _, item in sighted} | near(connection, wanted.texts)
    items = _items(connection, ids, wanted.fingerprints, wanted.headlines)
    sources = _sources(connection, {item.source for item in items})
    return Known(
        items=items,
        added=tuple((SourceName(row["name"]), row["added_at"]) for row in sources),
        archived=frozenset(SourceName(row["name"]) for row in sources if row["archived"]),
        sighted=sighted,
        boards=tuple(board(connection, watch) for watch in sorted(wanted.watches)),
        watches=watches(connection),
        silent_before=_silent_before(connection),
        corrections=corrections(connection),
        channels=channels(connection),
        rules=_rules(connection),
        told=told(connection) if wanted.occasions else frozenset(),
        silences=tuple(from_row(Silence, row) for row in connection.execute(_SILENCES).mappings()),
    )


def watches(connection: Connection) -> tuple[Watch, ...]:
    """See `Store.watches`."""
    return tuple(from_row(Watch, row) for row in connection.execute(_WATCHES).mappings())


def channels(connection: Connection) -> tuple[Channel, ...]:
    """See `Store.channels`."""
    return tuple(from_row(Channel, row) for row in connection.execute(_CHANNELS).mappings())


def corrections(connection: Connection) -> tuple[Correction, ...]:
    """What the owner ruled out, oldest first."""
    return tuple(from_row(Correction, row) for row in connection.execute(_CORRECTIONS).mappings())


def _rules(connection: Connection) -> tuple[Rule, ...]:
    rows = connection.execute(_RULES).mappings()
    return tuple(from_row(Rule, row) for row in rows)


def _sighted(
    connection: Connection, source: SourceName | None, guids: frozenset[str]
) -> tuple[tuple[str, ItemId], ...]:
    if source is None or not guids:
        return ()
    pairs = connection.execute(_SIGHTED, {"source": source, "guids": listed(guids)})
    return tuple((guid, ItemId(item)) for guid, item in pairs)


def _items(
    connection: Connection, ids: frozenset[ItemId], fingerprints: frozenset[str], headlines: frozenset[str]
) -> tuple[Item, ...]:
    if not (ids or fingerprints or headlines):
        return ()
    keys = {"ids": listed(ids), "fingerprints": listed(fingerprints), "headlines": listed(headlines)}
    return tuple(from_row(Item, row) for row in connection.execute(_ITEMS, keys).mappings())


def _silent_before(connection: Connection) -> tuple[tuple[WatchName, datetime], ...]:
    return tuple((WatchName(row["name"]), row["silent_before"]) for row in connection.execute(_CAME_LATER).mappings())


def _sources(connection: Connection, names: set[SourceName]) -> Sequence[RowMapping]:
    return connection.execute(_SOURCES, {"names": listed(names)}).mappings().all() if names else ()


def board(connection: Connection, watch: WatchName) -> Board:
    """What is believed of a watch."""
    lines = connection.execute(_BELIEFS, {"of_watch": watch}).mappings()
    beliefs = tuple(from_row(Belief, row) for row in lines)
    return Board(watch=watch, beliefs=beliefs)
