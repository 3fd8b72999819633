"""What is held until its time has come, and silences."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, exists, insert, or_, select, true, update

from season_watch.model.delivery import Delivery, DeliveryId, DeliveryState, Silence, SilenceId
from season_watch.model.errors import NothingMatched
from season_watch.model.timing import Timing
from season_watch.policy.timing import STORM, STORM_SPAN, Waiting
from season_watch.storage.delivery_tables import DELIVERIES, IS_HELD, SILENCES
from season_watch.storage.mapping import Row, from_json, from_row, to_row
from season_watch.storage.outbox import add_deliveries, retry_dead
from season_watch.storage.statements import among, run_many
from season_watch.storage.tables import UPDATES

_SINCE = timedelta(days=2)
"""Any local day of now has begun by then."""

_D = DELIVERIES.c
_HELD = and_(_D.state == DeliveryState.PENDING, IS_HELD)
_GROUP = and_(
    _D.channel == bindparam("of_channel"),
    _D.recipient == bindparam("of_recipient"),
    _D.timing == bindparam("of_timing"),
)
_IS_DUE = or_(_D.next_attempt_at <= bindparam("now"), _D.created_at > bindparam("now"))
_GROUPS = select(_D.channel, _D.recipient, _D.timing).where(_HELD, _IS_DUE).distinct()
_WAITING = select(DELIVERIES).where(_HELD, _GROUP).order_by(_D.sequence)
_DUE = _WAITING.where(_IS_DUE)
_EARLY = _WAITING.where(~_IS_DUE)
_LEFT = (
    select(_D.released_at)
    .where(_GROUP, _D.digested_in.is_(None), _D.released_at > bindparam("since"))
    .order_by(_D.released_at)
)
_TOLD = (
    select(_D.released_at)
    .where(_GROUP, _D.update.is_not(None), _D.released_at > bindparam("since"), _D.released_at <= bindparam("now"))
    .order_by(_D.released_at.desc())
    .limit(STORM)
)
_DIGEST = DELIVERIES.alias("digest")
_MAY_BE_UNDONE = exists().where(_DIGEST.c.id == _D.digested_in, _DIGEST.c.state == DeliveryState.PENDING)
_TELL_RULED_OUT = (
    select(_D.digested_in).distinct().where(_D.digested_in.is_not(None), _D.released_at.is_(None), _MAY_BE_UNDONE)
)
_UNDO = update(DELIVERIES).values(
    state=DeliveryState.SUPPRESSED,
    next_attempt_at=None,
    released_at=None,
    reason="told anew without what you ruled out",
)
_HOLD_AGAIN = (
    update(DELIVERIES)
    .where(_D.released_at.is_not(None))
    .values(state=DeliveryState.PENDING, next_attempt_at=bindparam("to_now"), released_at=None, reason=None)
)
_LEAVE_DIGEST = update(DELIVERIES).values(digested_in=None)
_DECIDED = ("state", "next_attempt_at", "reason", "released_at", "digested_in", "silence")
_KEEP = (
    update(DELIVERIES).where(_D.id == bindparam("of_id")).values({name: bindparam(f"to_{name}") for name in _DECIDED})
)


def release(connection: Connection, now: datetime, decide: Callable[[Waiting], tuple[Delivery, ...]]) -> None:
    """See `Store.release`."""
    undo_spoilt_digests(connection, now)
    for group in connection.execute(_GROUPS, {"now": now}).mappings().all():
        key = {f"of_{name}": group[name] for name in ("channel", "recipient", "timing")}
        waiting = _waiting(connection, key, now)
        after = decide(waiting)
        leaves = any(one.released_at is not None for one in after)
        if leaves and (rest := _deliveries(connection, _EARLY, key, now)):
            waiting = replace(waiting, deliveries=(*waiting.deliveries, *rest))
            after = decide(waiting)
        _keep(connection, waiting.deliveries, after)


def undo_spoilt_digests(connection: Connection, now: datetime) -> None:
    """Hold again, as if due, what else was to leave in a digest that tells what was ruled out since.

    One that is under way is let be: it has left, or is undone after its attempt. So is a dead one, until it is retried.
    """
    spoilt = connection.execute(_TELL_RULED_OUT).scalars().all()
    if not spoilt:
        return
    of_spoilt = _D.digested_in.in_(among(spoilt))
    connection.execute(_UNDO.where(_D.id.in_(among(spoilt))))
    connection.execute(_HOLD_AGAIN.where(of_spoilt), {"to_now": now})
    connection.execute(_LEAVE_DIGEST.where(of_spoilt))


def retry(connection: Connection, ids: Sequence[DeliveryId] | None, now: datetime) -> tuple[DeliveryId, ...]:
    """See `Store.retry_dead`. A digest that tells what was ruled out while it was dead is undone at once."""
    retried = retry_dead(connection, ids, now)
    undo_spoilt_digests(connection, now)
    return retried


def _deliveries(connection: Connection, rows: Select[Any], key: Row, now: datetime) -> tuple[Delivery, ...]:
    return tuple(from_row(Delivery, row) for row in connection.execute(rows, {**key, "now": now}).mappings())


def _waiting(connection: Connection, key: Row, now: datetime) -> Waiting:
    """What is due of a group."""
    left = connection.execute(_LEFT, {**key, "since": now - _SINCE}).scalars()
    told = connection.execute(_TOLD, {**key, "since": now - STORM_SPAN, "now": now}).scalars()
    return Waiting(
        timing=from_json(Timing, key["of_timing"]),
        deliveries=_deliveries(connection, _DUE, key, now),
        left=tuple(left),
        told=tuple(reversed(tuple(told))),
    )


def _keep(connection: Connection, before: tuple[Delivery, ...], after: tuple[Delivery, ...]) -> None:
    """Keep what was decided of the deliveries that waited, and queue what is new. No message ever changes."""
    waited = {one.id: one for one in before}
    add_deliveries(connection, (one for one in after if one.id not in waited))
    changed = [one for one in after if one.id in waited and one != waited[one.id]]
    rows = [{f"to_{name}": getattr(one, name) for name in _DECIDED} | {"of_id": one.id} for one in changed]
    run_many(connection, _KEEP, rows)


def add_silence(
    connection: Connection, silence: Silence, under: Callable[[Silence, Delivery], Delivery]
) -> tuple[SilenceId, int]:
    """Keep a silence under a number of its own, and put under it what is held; returns the number, and how much was."""
    row = {name: cell for name, cell in to_row(silence).items() if name != "id"}
    (number,) = connection.execute(insert(SILENCES).values(row)).inserted_primary_key or (0,)
    numbered = replace(silence, id=SilenceId(number))
    held = select(DELIVERIES).join(UPDATES, UPDATES.c.key == _D.update).where(_HELD, _covered(silence))
    before = tuple(from_row(Delivery, row) for row in connection.execute(held).mappings())
    _keep(connection, before, tuple(under(numbered, one) for one in before))
    return numbered.id, len(before)


def _covered(silence: Silence) -> ColumnElement[bool]:
    """What a silence is of, among deliveries with their updates."""
    wanted = ((UPDATES.c.watch, silence.watch), (UPDATES.c.facet, silence.facet), (_D.channel, silence.channel))
    return and_(true(), *(column == value for column, value in wanted if value is not None))


def end_silence(connection: Connection, silence: SilenceId, now: datetime) -> None:
    """End a silence now. NothingMatched where it is unknown or over."""
    lasting = and_(SILENCES.c.id == silence, SILENCES.c.until > now)
    if connection.execute(update(SILENCES).where(lasting).values(until=now)).rowcount == 0:
        raise NothingMatched(f"There is no silence {silence} in force: `season-watch silences list` shows them.")
