"""Dates of release: on whose boards one is near, and what was told of it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from season_watch.model.board import Standing
from season_watch.model.claim import Certainty, Facet
from season_watch.model.edtf import span
from season_watch.model.occasion import Occasion
from season_watch.model.watch import WatchName
from season_watch.storage.mapping import from_row, to_row
from season_watch.storage.statements import is_day, run_many
from season_watch.storage.tables import BELIEFS, OCCASIONS, WATCHES


def _that_stand(*columns: ColumnElement[Any]) -> Select[Any]:
    """What stands on the boards of active watches."""
    return (
        select(*columns)
        .distinct()
        .join_from(BELIEFS, WATCHES, WATCHES.c.name == BELIEFS.c.watch)
        .where(~WATCHES.c.archived, BELIEFS.c.standing == Standing.STANDS)
    )


def days_that_stand(*columns: ColumnElement[Any]) -> Select[Any]:
    """The days from `first` to `last` that stand on the boards of active watches; no coarser dates and no intervals."""
    value = BELIEFS.c.value
    return _that_stand(*columns).where(value.between(bindparam("first"), bindparam("last")), is_day(value))


_DATED = _that_stand(BELIEFS.c.watch, BELIEFS.c.value).where(
    BELIEFS.c.facet == Facet.RELEASE, BELIEFS.c.certainty == Certainty.CONFIRMED, BELIEFS.c.value.is_not(None)
)
"""Where `policy.occasions` may find something to tell; it decides. There are few, and only EDTF says when they end."""


def dated(connection: Connection, first: date, last: date) -> frozenset[WatchName]:
    """See `Calendar.dated`."""
    found = connection.execute(_DATED)
    return frozenset(WatchName(watch) for watch, value in found if _is_over_between(value, first, last))


def _is_over_between(value: str, first: date, last: date) -> bool:
    """Whether a value ends within two days. One that is no date, of a database that was edited, silences no others."""
    try:
        return first <= span(value)[1] <= last
    except ValueError:
        return False


def told(connection: Connection) -> frozenset[Occasion]:
    """The occasions that were told."""
    return frozenset(from_row(Occasion, row) for row in connection.execute(select(OCCASIONS)).mappings())


def keep_told(connection: Connection, occasions: Iterable[Occasion]) -> None:
    """Note that occasions are told: never again."""
    run_many(connection, insert(OCCASIONS), [to_row(occasion) for occasion in occasions])
