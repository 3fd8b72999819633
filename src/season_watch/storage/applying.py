"""Writes a plan: all that one decision changes, inside the transaction that its job runs in."""

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from season_watch.model.board import Board
from season_watch.model.claim import Reading
from season_watch.model.item import Item
from season_watch.pipeline.plan import ItemChange, Plan
from season_watch.storage.anchoring import keep_anchors
from season_watch.storage.checks import keep_outcomes
from season_watch.storage.mapping import Row, to_row
from season_watch.storage.occasions import keep_told
from season_watch.storage.outbox import add_deliveries
from season_watch.storage.postponements import keep_postponements
from season_watch.storage.statements import run_many, upsert
from season_watch.storage.tables import BELIEFS, CLAIMS, ITEM_VERSIONS, ITEMS, READINGS, SIGHTINGS, UPDATES, WEIGHINGS

_KEEP_ITEM = upsert(ITEMS)
_KEEP_SIGHTING = upsert(SIGHTINGS)
_VERSION = ITEM_VERSIONS.columns.keys()
_PUT_AWAY_VERSION = (
    insert(ITEM_VERSIONS)
    .from_select(
        _VERSION,
        select(*(ITEMS.c[name] for name in _VERSION)).where(
            ITEMS.c.id == bindparam("item"), ITEMS.c.version < bindparam("newer")
        ),
    )
    .on_conflict_do_nothing()
)
_FORGET_READINGS = delete(READINGS).where(
    READINGS.c.item == bindparam("read_item"), READINGS.c.version == bindparam("read_version")
)
"""Claims go with their readings."""


def apply(connection: Connection, plan: Plan) -> None:
    """Write a plan. A delivery that is there already stays as it is; an update that is there already is a bug."""
    keep_outcomes(connection, (plan,))
    keep_postponements(connection, (plan,))
    _keep_items(connection, plan.items)
    run_many(connection, _KEEP_SIGHTING, [to_row(sighting) for sighting in plan.sightings])
    run_many(connection, insert(WEIGHINGS), [to_row(weighing) for weighing in plan.weighings])
    for board in plan.boards:
        keep_board(connection, board)
    run_many(connection, insert(UPDATES), [to_row(update) for update in plan.updates])
    add_deliveries(connection, plan.deliveries)
    keep_told(connection, plan.occasions)


def _keep_items(connection: Connection, changes: tuple[ItemChange, ...]) -> None:
    newer = [{"item": change.item.id, "newer": change.item.version} for change in changes if change.item.version > 1]
    run_many(connection, _PUT_AWAY_VERSION, newer)
    run_many(connection, _KEEP_ITEM, [to_row(change.item) for change in changes])
    _keep_readings(connection, changes)
    keep_anchors(connection, changes)


def _keep_readings(connection: Connection, changes: tuple[ItemChange, ...]) -> None:
    """All that was read from these versions, in place of what was read from them before."""
    read_now = [(change.item, change.readings) for change in changes if change.readings is not None]
    keys: list[Row] = [{"read_item": item.id, "read_version": item.version} for item, _ in read_now]
    run_many(connection, _FORGET_READINGS, keys)
    read = [(item, reading) for item, readings in read_now for reading in readings]
    run_many(connection, insert(READINGS), [_reading_row(item, reading) for item, reading in read])
    run_many(connection, insert(CLAIMS), [row for item, reading in read for row in _claim_rows(item, reading)])


def _reading_row(item: Item, reading: Reading) -> Row:
    row = to_row(reading)
    del row["claims"]
    return {**row, "item": item.id, "version": item.version}


def _claim_rows(item: Item, reading: Reading) -> list[Row]:
    place = {"item": item.id, "version": item.version, "watch": reading.watch}
    return [{**to_row(claim), **place, "position": position} for position, claim in enumerate(reading.claims)]


def keep_board(connection: Connection, board: Board) -> None:
    """Write a board, in place of what was believed before."""
    connection.execute(delete(BELIEFS).where(BELIEFS.c.watch == board.watch))
    place = {"watch": board.watch}
    rows = [{**to_row(belief), **place, "position": position} for position, belief in enumerate(board.beliefs)]
    run_many(connection, insert(BELIEFS), rows)
