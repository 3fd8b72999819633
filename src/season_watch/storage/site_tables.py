"""The tables of what sites asked of us. Twins, as in `tables.py`."""

from datetime import datetime

from sqlmodel import Field

from season_watch.storage.rows import Instant, Row, table_of


class HostRestRow(Row, table=True):
    """A host that is left alone for a while."""

    __tablename__ = "host_rests"

    host: str = Field(primary_key=True)
    until: datetime = Field(sa_type=Instant)


class RobotsRow(Row, table=True):
    """A robots.txt as it was had last. `text` comes last: what is before it is read without it."""

    __tablename__ = "robots_files"

    place: str = Field(primary_key=True)
    checked_at: datetime = Field(sa_type=Instant)
    status: int
    etag: str | None = None
    last_modified: str | None = None
    given_by: str | None = None
    text: str


HOST_RESTS = table_of(HostRestRow)
ROBOTS_FILES = table_of(RobotsRow)
