"""Values of the model to rows and back, for every twin: a column has the name of its field.

A field that is itself a dataclass spreads into the same row; one that is optional, repeated or free JSON is kept as
JSON text. Knows the standard library alone, so that commands that only read start fast.
"""

import json
from collections.abc import Callable, Hashable
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime, time, timedelta
from functools import cache, partial
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, NewType, Protocol, TypeVar, Union, get_args, get_origin, get_type_hints

from season_watch.storage.instants import to_instant, to_text

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")

Row = dict[str, Any]


class Cells(Protocol):
    """A row as either driver reads it."""

    def __getitem__(self, column: str, /) -> Any: ...  # noqa: ANN401 - a cell is what its column holds


def to_row(value: "DataclassInstance") -> Row:
    """Column → cell. Instants and durations stay what they are: their column types keep them."""
    row: Row = {}
    for name, hint in _hints(type(value)).items():
        content = getattr(value, name)
        row.update(to_row(content) if _spreads(hint) else {name: _cell(content)})
    return row


def from_row(kind: type[T], row: Cells) -> T:
    """The value whose columns `row` holds, whatever else it holds."""
    fields_in = _fields_in_rows(kind)  # type: ignore[arg-type] # mypy doubts that a class is hashable
    values = {name: decode(row[name]) for name, decode in fields_in.cells.items()}
    for name, spread in fields_in.spread.items():
        values[name] = from_row(spread, row)
    return kind(**values)


def columns(kind: type) -> tuple[str, ...]:
    """The columns that `to_row` fills for a type, in the order of its fields."""
    return tuple(
        column for name, hint in _hints(kind).items() for column in (columns(hint) if _spreads(hint) else (name,))
    )


def to_json(value: object) -> str:
    """A tuple, dict or dataclass as JSON text."""
    return json.dumps(value, default=_plain, ensure_ascii=False, separators=(",", ":"))


def from_json(kind: type[T], text: str) -> T:
    """The value of a dataclass that `to_json` kept."""
    return _nested(kind, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _FieldsInRows:
    """How the fields of a type stand in a row: each in a cell that is decoded, or spread as the type that it is."""

    cells: dict[str, Callable[[Any], Any]]
    spread: dict[str, type]


@cache
def _fields_in_rows(kind: Hashable) -> _FieldsInRows:
    """Worked out once a type: to hash each field's annotation anew costs more than to read its cell."""
    hints = _hints(kind)
    return _FieldsInRows(
        cells={name: _decoder(hint) for name, hint in hints.items() if not _spreads(hint)},
        spread={name: hint for name, hint in hints.items() if _spreads(hint)},
    )


@cache
def _decoders(kind: Hashable) -> dict[str, Callable[[Any], Any]]:
    """How each field of a type is read from JSON."""
    return {name: _decoder(hint) for name, hint in _hints(kind).items()}


@cache
def _spreads(hint: Hashable) -> bool:
    return is_dataclass(hint)


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}  # type: ignore[arg-type]


def _cell(value: object) -> object:
    is_nested = isinstance(value, (tuple, dict)) or _spreads(type(value))  # type: ignore[arg-type] # as in from_row
    return to_json(value) if is_nested else value


def _plain(value: object) -> object:
    """What stands for a value that JSON has no word for."""
    if isinstance(value, datetime):
        return to_text(value)
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    return {name: getattr(value, name) for name in _hints(type(value))}  # type: ignore[arg-type] # as in from_row


@cache
def _decoder(hint: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - annotations have no type of their own
    if isinstance(hint, NewType):
        return _decoder(hint.__supertype__)
    if get_origin(hint) in (UnionType, Union):
        (inner,) = (part for part in get_args(hint) if part is not NoneType)
        return partial(_optional, _decoder(inner))
    if get_origin(hint) is tuple:
        return partial(_tuple, _decoder(get_args(hint)[0]))
    if _spreads(hint):
        return partial(_nested, hint)
    decode: Callable[[Any], Any] = _SCALARS.get(get_origin(hint) or hint, hint)
    return decode


def _optional(decode: Callable[[Any], Any], cell: Any) -> Any:  # noqa: ANN401
    return None if cell is None else decode(cell)


def _tuple(decode: Callable[[Any], Any], cell: str | list[Any]) -> tuple[Any, ...]:
    return tuple(map(decode, _loaded(cell)))


def _nested(kind: type[T], cell: str | dict[str, Any]) -> T:
    """A field that came after the cell was written has its default."""
    content = _loaded(cell)
    decoders = _decoders(kind)  # type: ignore[arg-type] # as in from_row
    return kind(**{name: decode(content[name]) for name, decode in decoders.items() if name in content})


def _loaded(cell: Any) -> Any:  # noqa: ANN401
    """JSON text at the top of a cell; below it the parts are loaded already."""
    return json.loads(cell) if isinstance(cell, str) else cell


def _duration(cell: float | timedelta) -> timedelta:
    return cell if isinstance(cell, timedelta) else timedelta(seconds=cell)


_SCALARS: dict[Any, Callable[[Any], Any]] = {
    datetime: to_instant,
    time: time.fromisoformat,
    timedelta: _duration,
    dict: _loaded,
}
"""Every other type (str, int, bool, an enumeration) decodes by being called."""
