"""What waits: items for their text, deliveries for an attempt. Leased by columns, so that a crash frees them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, bindparam, func, or_, select, tuple_, update
from sqlalchemy.dialects.sqlite import insert

from season_watch.model.delivery import Delivery, DeliveryId, DeliveryState
from season_watch.model.errors import StorageError
from season_watch.model.item import Item, TextState
from season_watch.model.reach import Reach
from season_watch.pipeline.ports import Judge
from season_watch.storage.delivery_tables import DELIVERIES, IS_HELD, RECIPIENTS
from season_watch.storage.known import channels
from season_watch.storage.mapping import from_row, to_row
from season_watch.storage.statements import among, run_many, upsert
from season_watch.storage.tables import ITEMS

_REACH = select(RECIPIENTS).where(
    RECIPIENTS.c.channel == bindparam("channel"), RECIPIENTS.c.recipient == bindparam("recipient")
)
_KEEP_REACH = upsert(RECIPIENTS)
_ADD_DELIVERY = insert(DELIVERIES).on_conflict_do_nothing(index_elements=[DELIVERIES.c.id])


def claim_awaiting(connection: Connection, now: datetime, limit: int, lease: timedelta) -> tuple[Item, ...]:
    """See `Store.claim_awaiting`; the items are returned as leased."""
    due = (
        select(ITEMS)
        .where(ITEMS.c.text_state == TextState.AWAITING, ITEMS.c.next_read_at <= now)
        .order_by(ITEMS.c.next_read_at, ITEMS.c.id)
        .limit(limit)
    )
    items = [from_row(Item, row) for row in connection.execute(due).mappings()]
    leased = update(ITEMS).where(ITEMS.c.id.in_(among(item.id for item in items)))
    connection.execute(leased.values(next_read_at=now + lease))
    return tuple(replace(item, next_read_at=now + lease) for item in items)


def lease_deliveries(connection: Connection, now: datetime, limit: int, lease: timedelta) -> tuple[Delivery, ...]:
    """See `Store.lease_deliveries`; the deliveries are returned as leased."""
    waiting = and_(DELIVERIES.c.state == DeliveryState.PENDING, ~IS_HELD)
    due = or_(  # each a range of an index: of all that waits, what is due is little
        and_(waiting, DELIVERIES.c.next_attempt_at.is_(None)),
        and_(waiting, DELIVERIES.c.next_attempt_at <= now),
        and_(DELIVERIES.c.state == DeliveryState.LEASED, DELIVERIES.c.lease_until <= now),
    )
    recipient = (DELIVERIES.c.channel, DELIVERIES.c.recipient)
    under_way = select(*recipient).where(DELIVERIES.c.state == DeliveryState.LEASED, DELIVERIES.c.lease_until > now)
    oldest = (
        select(func.min(DELIVERIES.c.sequence)).where(due, tuple_(*recipient).not_in(under_way)).group_by(*recipient)
    )
    chosen = select(DELIVERIES).where(DELIVERIES.c.sequence.in_(oldest)).order_by(DELIVERIES.c.sequence).limit(limit)
    deliveries = [from_row(Delivery, row) for row in connection.execute(chosen).mappings()]
    leased = update(DELIVERIES).where(DELIVERIES.c.id.in_(among(delivery.id for delivery in deliveries)))
    connection.execute(leased.values(state=DeliveryState.LEASED, lease_until=now + lease))
    return tuple(replace(delivery, state=DeliveryState.LEASED) for delivery in deliveries)


def add_deliveries(connection: Connection, deliveries: Iterable[Delivery]) -> None:
    """Queue deliveries; one that is there already stays as it is."""
    run_many(connection, _ADD_DELIVERY, [to_row(delivery) for delivery in deliveries])


def record_attempt(connection: Connection, delivery: Delivery, judge: Judge | None) -> None:
    """See `Store.record_attempt`; nothing of the message itself can change. An unknown id raises StorageError."""
    attempted = update(DELIVERIES).where(DELIVERIES.c.id == delivery.id)
    if connection.execute(attempted.values(attempts=delivery.attempts, lease_until=None)).rowcount == 0:
        raise StorageError(f"There is no delivery {delivery.id} to record an attempt of.")
    if delivery.state is not DeliveryState.SENT:  # ruled out meanwhile, it needs no further attempt
        attempted = attempted.where(DELIVERIES.c.state != DeliveryState.SUPPRESSED)
    after = {"state": delivery.state, "next_attempt_at": delivery.next_attempt_at, "reason": delivery.reason}
    connection.execute(attempted.values(after))
    if judge is not None:
        keep_judged(connection, (reach_of(connection, delivery),), judge)


def reach_of(connection: Connection, delivery: Delivery) -> Reach:
    """How the recipient of a delivery took what it was sent until now."""
    key = {"channel": delivery.channel, "recipient": delivery.recipient}
    row = connection.execute(_REACH, key).mappings().one_or_none()
    return from_row(Reach, row) if row else Reach(channel=delivery.channel, recipient=delivery.recipient)


def keep_judged(connection: Connection, reaches: Iterable[Reach], judge: Judge) -> None:
    """Keep recipients as judged, and queue what is said of them."""
    known = channels(connection)
    for before in reaches:
        reach, notices = judge(before, known)
        if reach != before:
            connection.execute(_KEEP_REACH, to_row(reach))
        add_deliveries(connection, notices)


def release_leases(connection: Connection, now: datetime) -> None:
    """Give back what was leased and not recorded. Only for who holds the lock: nobody else can be at it then.

    An item that waits for its text and was never tried is either due or leased.
    """
    leased = DELIVERIES.c.state == DeliveryState.LEASED
    connection.execute(update(DELIVERIES).where(leased).values(state=DeliveryState.PENDING, lease_until=None))
    untried = and_(ITEMS.c.text_state == TextState.AWAITING, ITEMS.c.tries == 0)
    connection.execute(update(ITEMS).where(untried).values(next_read_at=now))


def retry_dead(connection: Connection, ids: Sequence[DeliveryId] | None, now: datetime) -> tuple[DeliveryId, ...]:
    """Give dead deliveries (None: all of them) all their attempts again; returns which these were, oldest first.

    Their recipients are open again: whoever retries wants to know anew.
    """
    dead = DELIVERIES.c.state == DeliveryState.DEAD
    meant = dead if ids is None else and_(dead, DELIVERIES.c.id.in_(among(ids)))
    found = connection.execute(select(DELIVERIES.c.id).where(meant).order_by(DELIVERIES.c.sequence)).scalars().all()
    of_meant = select(DELIVERIES.c.channel, DELIVERIES.c.recipient).where(meant)
    meant_for = tuple_(RECIPIENTS.c.channel, RECIPIENTS.c.recipient).in_(of_meant)
    connection.execute(update(RECIPIENTS).where(meant_for).values(is_closed=False))
    connection.execute(
        update(DELIVERIES).where(meant).values(state=DeliveryState.PENDING, attempts=0, next_attempt_at=now)
    )
    return tuple(DeliveryId(delivery) for delivery in found)
