"""What the tables are made of: a row class for all of them, and types of columns."""

from datetime import datetime, timedelta

from sqlalchemy import MetaData, String, Table
from sqlalchemy.engine import Dialect
from sqlalchemy.types import Float, TypeDecorator
from sqlmodel import SQLModel

from season_watch.storage.instants import to_instant, to_text


class Instant(TypeDecorator[datetime]):
    """An aware instant as UTC text; a naive one is refused."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        return None if value is None else to_text(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> datetime | None:
        return None if value is None else to_instant(value)


class Seconds(TypeDecorator[timedelta]):
    """A duration as seconds."""

    impl = Float
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, _dialect: Dialect) -> float | None:
        return None if value is None else value.total_seconds()

    def process_result_value(self, value: float | None, _dialect: Dialect) -> timedelta | None:
        return None if value is None else timedelta(seconds=value)


class Row(SQLModel):
    """What all tables share: constraint names that a later migration can rely on."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def table_of(row: type[Row]) -> Table:
    """The table behind a row class, for statements on many rows."""
    return Row.metadata.tables[str(row.__tablename__)]
