"""Days of release: on whose boards one is near, and what was told of it."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from season_watch.model.board import Standing
from season_watch.model.claim import Certainty, Facet
from season_watch.model.occasion import Occasion
from season_watch.model.watch import WatchName
from season_watch.storage.mapping import from_row, to_row
from season_watch.storage.statements import is_day, run_many
from season_watch.storage.tables import BELIEFS, OCCASIONS, WATCHES

_DATED = (
    select(BELIEFS.c.watch)
    .distinct()
    .join(WATCHES, WATCHES.c.name == BELIEFS.c.watch)
    .where(
        ~WATCHES.c.archived,
        BELIEFS.c.value.between(bindparam("first"), bindparam("last")),
        is_day(BELIEFS.c.value),
        BELIEFS.c.facet == Facet.RELEASE,
        BELIEFS.c.certainty == Certainty.CONFIRMED,
        BELIEFS.c.standing == Standing.STANDS,
    )
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
