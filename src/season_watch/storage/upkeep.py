"""How the program's own work goes: recipients that refuse, a sign of life, and what waits for too long."""

from datetime import datetime

from sqlalchemy import Connection, and_, func, or_, select

from season_watch.model.delivery import DeliveryState
from season_watch.model.reach import Reach
from season_watch.model.source import Health
from season_watch.pipeline.ports import Judge
from season_watch.policy.clock import happened_by
from season_watch.policy.reach import is_down
from season_watch.policy.upkeep import LATE, Pulse
from season_watch.storage.delivery_tables import DELIVERIES, HEARTBEAT, RECIPIENTS
from season_watch.storage.known import channels
from season_watch.storage.mapping import from_row
from season_watch.storage.outbox import keep_judged
from season_watch.storage.statements import upsert
from season_watch.storage.tables import SOURCES

_BEAT = upsert(HEARTBEAT)
_ONE = 1
"""The one row of its table."""

_REFUSING = select(RECIPIENTS).where(RECIPIENTS.c.refusing_since.is_not(None)).order_by(RECIPIENTS.c.channel)


def review(connection: Connection, judge: Judge) -> None:
    """See `Store.review`."""
    refusing = _refusing(connection)
    if refusing:
        keep_judged(connection, refusing, judge)


def beat(connection: Connection, now: datetime) -> None:
    """See `Store.beat`."""
    connection.execute(_BEAT, {"id": _ONE, "at": now})


def pulse(connection: Connection, now: datetime) -> Pulse:
    """See `Store.pulse`."""
    late = now - LATE
    active = and_(~SOURCES.c.archived, ~SOURCES.c.paused)
    sources = select(
        func.count(SOURCES.c.last_checked_at),
        func.count().filter(SOURCES.c.health == Health.OK),
        func.count().filter(or_(SOURCES.c.next_check_at < late, SOURCES.c.last_checked_at > happened_by(now))),
    ).where(active)
    checked, seen, sources_late = connection.execute(sources).one()
    waiting = or_(
        and_(DELIVERIES.c.state == DeliveryState.PENDING, DELIVERIES.c.next_attempt_at < late),
        and_(DELIVERIES.c.state == DeliveryState.LEASED, DELIVERIES.c.lease_until < late),
    )
    return Pulse(
        sources=checked,
        seen=seen,
        sources_late=sources_late,
        deliveries_late=connection.execute(select(func.count()).where(waiting)).scalar_one(),
        recipients_down=sum(is_down(reach, now) for reach in _refusing(connection)),
    )


def _refusing(connection: Connection) -> tuple[Reach, ...]:
    """The recipients that refuse, without those that are none any more."""
    known = {(channel.name, recipient) for channel in channels(connection) for recipient in channel.recipients}
    found = (from_row(Reach, row) for row in connection.execute(_REFUSING).mappings())
    return tuple(reach for reach in found if (reach.channel, reach.recipient) in known)
