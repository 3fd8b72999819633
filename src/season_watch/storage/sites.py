"""What sites asked of us: hosts that rest, and their robots.txt."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, select

from season_watch.model.site import HostRest, RobotsFile
from season_watch.storage.mapping import from_row, to_row
from season_watch.storage.site_tables import HOST_RESTS, ROBOTS_FILES
from season_watch.storage.statements import upsert

ROBOTS_KEPT_FOR = timedelta(days=30)
"""Long after its rules stopped to hold, a file's validators spare its site from sending it again."""

_RESTS = select(HOST_RESTS).where(HOST_RESTS.c.until > bindparam("now", type_=HOST_RESTS.c.until.type))
_KEEP_REST = upsert(HOST_RESTS)
_FORGET_RESTS = delete(HOST_RESTS).where(HOST_RESTS.c.until <= bindparam("now", type_=HOST_RESTS.c.until.type))
_ROBOTS = select(ROBOTS_FILES).where(ROBOTS_FILES.c.place == bindparam("place"))
_KEEP_ROBOTS = upsert(ROBOTS_FILES)
_FORGET_ROBOTS = delete(ROBOTS_FILES).where(
    ROBOTS_FILES.c.checked_at < bindparam("since", type_=ROBOTS_FILES.c.checked_at.type)
)


def rests(connection: Connection, now: datetime) -> tuple[HostRest, ...]:
    """See `SiteMemory.rests`."""
    return tuple(from_row(HostRest, row) for row in connection.execute(_RESTS, {"now": now}).mappings())


def keep_rest(connection: Connection, rest: HostRest, now: datetime) -> None:
    """See `SiteMemory.keep_rest`."""
    connection.execute(_FORGET_RESTS, {"now": now})
    connection.execute(_KEEP_REST, to_row(rest))


def robots(connection: Connection, place: str) -> RobotsFile | None:
    """See `SiteMemory.robots`."""
    row = connection.execute(_ROBOTS, {"place": place}).mappings().one_or_none()
    return from_row(RobotsFile, row) if row else None


def keep_robots(connection: Connection, file: RobotsFile) -> None:
    """See `SiteMemory.keep_robots`."""
    connection.execute(_FORGET_ROBOTS, {"since": file.checked_at - ROBOTS_KEPT_FOR})
    connection.execute(_KEEP_ROBOTS, to_row(file))
