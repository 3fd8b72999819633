"""Days of release: on whose boards one is near, and what was told of it."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, select, text
from sqlalchemy.dialects.sqlite import insert

from season_watch.model.occasion import Occasion
from season_watch.model.watch import WatchName
from season_watch.storage.mapping import from_row, to_row
from season_watch.storage.statements import run_many
from season_watch.storage.tables import OCCASIONS

_DATED = text(
    """
    SELECT DISTINCT watch FROM beliefs JOIN watches ON name = watch AND NOT archived
    WHERE value BETWEEN :first AND :last AND length(value) = length('2025-10-31')
      AND facet = 'release' AND certainty = 'confirmed' AND standing = 'stands'
    """
)


def dated(connection: Connection, first: date, last: date) -> frozenset[WatchName]:
    """See `Calendar.dated`."""
    found = connection.execute(_DATED, {"first": str(first), "last": str(last)}).scalars()
    return frozenset(WatchName(watch) for watch in found)


def told(connection: Connection) -> frozenset[Occasion]:
    """The occasions that were told."""
    return frozenset(from_row(Occasion, row) for row in connection.execute(select(OCCASIONS)).mappings())


def keep_told(connection: Connection, occasions: Iterable[Occasion]) -> None:
    """Note that occasions are told: never again."""
    run_many(connection, insert(OCCASIONS), [to_row(occasion) for occasion in occasions])
