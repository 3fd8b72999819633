"""The few forms of statement that every table is written and read with."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Executable, Select, Table, bindparam, func, literal_column, select
from sqlalchemy.dialects.sqlite import Insert, insert

from season_watch.storage.mapping import Row, to_json


def upsert(table: Table) -> Insert:
    """Insert, or make the row with the same primary key equal. To build it costs more than to run it: build it once."""
    statement = insert(table)
    key = table.primary_key.columns
    return statement.on_conflict_do_update(
        index_elements=list(key),
        set_={name: column for name, column in statement.excluded.items() if name not in key},
    )


A_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
"""What `model.edtf.is_day` asks, as SQLite globs it."""


def is_day(value: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether an EDTF value is one day, and no interval that is as long."""
    return value.op("GLOB", is_comparison=True)(A_DAY)


def run_many(connection: Connection, statement: Executable, rows: Sequence[Row]) -> None:
    """Run a statement once for each row; not at all for none."""
    if rows:
        connection.execute(statement, rows)


def cells_of(name: str, columns: Sequence[str]) -> dict[str, ColumnElement[Any]]:
    """Column → cell of each row that a parameter holds: a JSON list of rows, each a list in the order of `columns`.

    One statement then writes them all, within one call of SQLite.
    """
    row = func.json_each(bindparam(name)).table_valued("value").c.value
    return {column: func.json_extract(row, literal_column(f"'$[{place}]'")) for place, column in enumerate(columns)}


def each_of(name: str) -> Select[tuple[str]]:
    """The values of a parameter that holds `listed` ones: as `among`, in a statement that is built once."""
    return select(func.json_each(bindparam(name)).table_valued("value").c.value)


def listed(values: Iterable[str]) -> str:
    """A set as one parameter."""
    return to_json(tuple(sorted(values)))


def among(values: Iterable[str]) -> Select[tuple[str]]:
    """A set to look up with `in_`, as one parameter: SQLite limits how many a statement may have."""
    return select(func.json_each(listed(values)).table_valued("value").c.value)
