"""The reading side of corrections. Knows the standard library alone, as `queries.py` does."""

import sqlite3

from season_watch.model.correction import Correction
from season_watch.model.item import ItemId
from season_watch.model.watch import WatchName
from season_watch.model.weighing import Weighing
from season_watch.storage.mapping import from_row
from season_watch.storage.views import NumberedCorrection

_CORRECTIONS = "SELECT corrections.*, items.title FROM corrections LEFT JOIN items ON items.id = corrections.item"


def corrections(connection: sqlite3.Connection) -> tuple[NumberedCorrection, ...]:
    """All corrections, oldest first."""
    return tuple(map(_numbered, connection.execute(f"{_CORRECTIONS} ORDER BY number")))


def corrections_of(connection: sqlite3.Connection, watch: WatchName) -> tuple[NumberedCorrection, ...]:
    """The corrections that concern something that was weighed of a watch, oldest first."""
    rows = connection.execute(
        f"""
        {_CORRECTIONS}
        WHERE coalesce(corrections.watch = :watch, TRUE) AND EXISTS (
            SELECT 1 FROM weighings WHERE weighings.watch = :watch AND (
                weighings.outlet = corrections.outlet
                OR corrections.item IN (weighings.id, weighings.duplicate_of)
            )
        )
        ORDER BY number
        """,  # noqa: S608 - a constant of this module
        {"watch": watch},
    )
    return tuple(map(_numbered, rows))


def outlets(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The outlets of all items, by name."""
    rows = connection.execute("SELECT DISTINCT outlet FROM items ORDER BY outlet")
    return tuple(outlet for (outlet,) in rows)


def weighings_of(connection: sqlite3.Connection, item: ItemId) -> tuple[Weighing, ...]:
    """All that was weighed of an item and of its copies."""
    of_item = "SELECT * FROM weighings WHERE id = :item OR duplicate_of = :item ORDER BY number"
    return tuple(from_row(Weighing, row) for row in connection.execute(of_item, {"item": item}))


def _numbered(row: sqlite3.Row) -> NumberedCorrection:
    return NumberedCorrection(number=row["number"], correction=from_row(Correction, row), title=row["title"])
