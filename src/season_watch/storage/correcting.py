"""Corrections: kept, taken back, and the boards that they concern made anew, all in one transaction.

What still waits to be sent of what is ruled out is not sent any more.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, and_, delete, insert, or_, select, update

from season_watch.model.board import Update
from season_watch.model.correction import Correction
from season_watch.model.delivery import DeliveryState
from season_watch.model.errors import NothingMatched
from season_watch.model.item import Item
from season_watch.model.watch import WatchName
from season_watch.storage.delivery_tables import DELIVERIES
from season_watch.storage.holding import undo_spoilt_digests
from season_watch.storage.mapping import from_row, to_row
from season_watch.storage.rebuilding import rebuild
from season_watch.storage.statements import among
from season_watch.storage.tables import CORRECTIONS, ITEMS, UPDATES, WEIGHINGS
from season_watch.storage.views import Rebuilt

_HAS_NOT_LEFT = DELIVERIES.c.state.in_((DeliveryState.PENDING, DeliveryState.LEASED, DeliveryState.DEAD))
"""What waits, what may fail, and what `alerts retry` would bring back."""
_DIGESTS = select(DELIVERIES.c.id).where(_HAS_NOT_LEFT, DELIVERIES.c.update.is_(None))
_MAY_LEAVE = or_(_HAS_NOT_LEFT, DELIVERIES.c.digested_in.in_(_DIGESTS))
_WAITING = select(UPDATES).where(UPDATES.c.key.in_(select(DELIVERIES.c.update).where(_MAY_LEAVE)))
_HOLD_BACK = (
    update(DELIVERIES)
    .where(_MAY_LEAVE)
    .values(
        state=DeliveryState.SUPPRESSED, next_attempt_at=None, released_at=None, reason="you ruled out what it tells"
    )
)


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
    _hold_back(connection, correction)
    return Corrected(number=number, boards=_rebuild(connection, correction))


def take_back(connection: Connection, number: int) -> Corrected:
    """Forget a correction. NothingMatched where there is none of that number."""
    row = connection.execute(select(CORRECTIONS).where(CORRECTIONS.c.number == number)).mappings().one_or_none()
    if row is None:
        raise NothingMatched(f"There is no correction {number}: `season-watch corrections list` shows them.")
    connection.execute(delete(CORRECTIONS).where(CORRECTIONS.c.number == number))
    return Corrected(number=number, boards=_rebuild(connection, from_row(Correction, row)))


def _hold_back(connection: Connection, correction: Correction) -> None:
    waiting = tuple(from_row(Update, row) for row in connection.execute(_WAITING).mappings())
    ruled_out = (one.key for one in waiting if correction.rules_out(one.fact, _witness(connection, one), one.watch))
    connection.execute(_HOLD_BACK.where(DELIVERIES.c.update.in_(among(ruled_out))))
    undo_spoilt_digests(connection, correction.at)


def _witness(connection: Connection, told: Update) -> Item:
    rows = connection.execute(select(ITEMS).where(ITEMS.c.id == told.witness.item))
    return from_row(Item, rows.mappings().one())


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
