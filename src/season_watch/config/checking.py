"""Reads tables against what they may say. What is wrong becomes a fault, and the rest is read on."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from season_watch.config.channels import CHANNELS
from season_watch.config.document import Document, Faults, Place
from season_watch.config.shapes import Key, Table
from season_watch.config.tables import ALL, SELECTORS, SOURCE

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_LOGIN = re.compile(r"(?<=//)[^/?#]+(?=@)")
"""The user name and password of an address: where none may stand, one is still a secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One table as it was read: a value for every key, and which keys were `written`.

    A key that is absent has its default, and one that is wrong has None.
    """

    place: Place
    values: dict[str, Any]
    written: frozenset[str]


class Reader:
    """Reads the tables of one document, with `${NAME}` taken from `env`."""

    def __init__(self, document: Document, env: Mapping[str, str], faults: Faults) -> None:
        self._document = document
        self._env = env
        self._faults = faults

    def check_names(self) -> None:
        """Find the tables that do not exist."""
        names = {table.name for table in ALL if table.within is None}
        for name in self._document.data:
            if name not in names:
                self._faults.add(Place(table=name), "", f"unknown table '{name}'{did_you_mean(name, names)}")

    def many(self, table: Table) -> tuple[Row, ...]:
        """Every `[[table]]`."""
        return tuple(self._row(table, raw, place) for place, raw in self._each(table.name))

    def sources(self) -> tuple[Row, ...]:
        """Every `[[source]]`; its selectors, where it has any, are a row under their name."""
        return tuple(self._source(raw, place) for place, raw in self._each(SOURCE.name))

    def channels(self) -> tuple[Row, ...]:
        """Every `[[channel]]` that is of a known kind."""
        rows = (self._channel(raw, place) for place, raw in self._each("channel"))
        return tuple(row for row in rows if row is not None)

    def single(self, table: Table) -> Row:
        """The one `[table]`."""
        raw = self._document.data.get(table.name, {})
        place = Place(table=table.name)
        if not isinstance(raw, dict):
            self._faults.add(place, "", f"'{table.name}' must be written as [{table.name}], once")
            raw = {}
        return self._row(table, raw, place)

    def _each(self, name: str) -> Iterator[tuple[Place, dict[str, Any]]]:
        tables = self._document.data.get(name, [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self._faults.add(Place(table=name), "", f"'{name}' must be written as [[{name}]]")
            return
        for number, table in enumerate(tables, 1):
            yield Place(table=name, number=number), table

    def _source(self, raw: dict[str, Any], place: Place) -> Row:
        row = self._row(SOURCE, raw, place, inner=(SELECTORS.name,))
        if SELECTORS.name not in raw:
            return row
        selectors = raw[SELECTORS.name]
        if not isinstance(selectors, dict):
            self._faults.add(place, SELECTORS.name, f"'{SELECTORS.name}' in {place} must be a table")
            return row
        inner = Place(table=SELECTORS.name, number=place.number, within=SOURCE.name)
        return replace(row, values={**row.values, SELECTORS.name: self._row(SELECTORS, selectors, inner)})

    def _channel(self, raw: dict[str, Any], place: Place) -> Row | None:
        table = next((table for kind, table in CHANNELS.items() if kind == raw.get("kind")), None)
        if table is not None:
            return self._row(table, raw, place)
        said = f", not {raw['kind']!r}" if "kind" in raw else ""
        self._faults.add(place, "kind", f"'kind' in {place} must be one of {', '.join(CHANNELS)}{said}")
        return None

    def _row(self, table: Table, raw: dict[str, Any], place: Place, inner: tuple[str, ...] = ()) -> Row:
        known = {*(key.name for key in table.keys), *inner}
        for name in raw:
            if name not in known:
                self._faults.add(place, name, f"unknown key '{name}' in {place}{did_you_mean(name, known)}")
        values = table.defaults
        for key in table.keys:
            if key.name in raw:
                values[key.name] = self._read(key, raw[key.name], place)
            elif key.required:
                self._faults.add(place, "", f"{place} needs '{key.name}'")
        return Row(place=place, values=values, written=frozenset(raw))

    def _read(self, key: Key, raw: object, place: Place) -> Any:  # noqa: ANN401 - as the key's kind
        name = f"'{key.name}' in {place}"
        missing = sorted(_variables(raw) - set(self._env))
        if missing:
            self._faults.add(place, key.name, f"{name} names the environment variable {missing[0]}, which is not set")
            return None
        try:
            return key.kind.read(self._filled(raw))
        except ValueError:
            # What is shown is what the file says, never what a variable held.
            said = "" if key.secret else f", not {_LOGIN.sub('…', repr(raw))}"
            self._faults.add(place, key.name, f"{name} must be {key.kind.wanted}{said}")
            return None

    def _filled(self, raw: object) -> object:
        if isinstance(raw, str):
            return _VARIABLE.sub(lambda found: self._env[found[1]], raw)
        return [self._filled(each) for each in raw] if isinstance(raw, list) else raw


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The end of a sentence that names the nearest right word, if one is near."""
    near = get_close_matches(name, sorted(known), n=1)
    return f": did you mean '{near[0]}'?" if near else ""


def _variables(raw: object) -> set[str]:
    if isinstance(raw, str):
        return set(_VARIABLE.findall(raw))
    return {name for each in raw for name in _variables(each)} if isinstance(raw, list) else set()
