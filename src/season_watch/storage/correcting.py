"""Corrections: kept, taken back, and the boards that they concern made anew, all in one transaction."""

from dataclasses import dataclass

from sqlalchemy import Connection, and_, delete, insert, or_, select

from season_watch.model.correction import Correction
from season_watch.model.errors import NothingMatched
from season_watch.model.watch import WatchName
from season_watch.storage.mapping import from_row, to_row
from season_watch.storage.rebuilding import rebuild
from season_watch.storage.tables import CORRECTIONS, WEIGHINGS
from season_watch.storage.views import Rebuilt


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A correction's number, and the boards that it concerns, before and after."""

    number: int
    boards: tuple[Rebuilt, ...]


def correct(connection: Connection, correction: Correction) -> Corrected:
    """Keep a correction. One that rules out the same stays, as it was made first."""
    number = _number_of(connection, correction)
    if number is None:
        number = connection.execute(
            insert(CORRECTIONS).returning(CORRECTIONS.c.number), to_row(correction)
        ).scalar_one()
    return Corrected(number=number, boards=_rebuild(connection, correction))


def take_back(connection: Connection, number: int) -> Corrected:
    """Forget a correction. NothingMatched where there is none of that number."""
    row = connection.execute(select(CORRECTIONS).where(CORRECTIONS.c.number == number)).mappings().one_or_none()
    if row is None:
        raise NothingMatched(f"There is no correction {number}: `season-watch corrections list` shows them.")
    connection.execute(delete(CORRECTIONS).where(CORRECTIONS.c.number == number))
    return Corrected(number=number, boards=_rebuild(connection, from_row(Correction, row)))


def _number_of(connection: Connection, correction: Correction) -> int | None:
    parts = {name: cell for name, cell in to_row(correction).items() if name != "at"}
    same = and_(*(CORRECTIONS.c[name].is_not_distinct_from(cell) for name, cell in parts.items()))
    return connection.execute(select(CORRECTIONS.c.number).where(same)).scalar_one_or_none()


def _rebuild(connection: Connection, correction: Correction) -> tuple[Rebuilt, ...]:
    of_item = or_(WEIGHINGS.c.id == correction.item, WEIGHINGS.c.duplicate_of == correction.item)
    concerned = of_item if correction.outlet is None else WEIGHINGS.c.outlet == correction.outlet
    watches = select(WEIGHINGS.c.watch).where(concerned).distinct().order_by(WEIGHINGS.c.watch)
    names = connection.execute(watches).scalars().all()
    return tuple(rebuild(connection, WatchName(name), keep=True) for name in names)
