"""What the environment says over the file: `SEASON_WATCH__SECTION__KEY`, for the tables that stand once."""

from collections.abc import Mapping
from typing import Any

from season_watch.config.checking import did_you_mean
from season_watch.config.document import Faults
from season_watch.config.shapes import Key, Table
from season_watch.config.tables import SINGLE

_PREFIX = "SEASON_WATCH__"


def check_overrides(env: Mapping[str, str], faults: Faults) -> None:
    """Find the variables that would override a key that does not exist."""
    known = {_variable(table, key).removeprefix(_PREFIX) for table in SINGLE for key in table.keys}
    for name in sorted(variable.removeprefix(_PREFIX) for variable in env if variable.startswith(_PREFIX)):
        if name not in known:
            faults.add_outside(f"the environment variable {_PREFIX}{name} names no key{did_you_mean(name, known)}")


def overrides(table: Table, env: Mapping[str, str], faults: Faults) -> dict[str, Any]:
    """The values of one table's keys that the environment sets; a list is written with commas."""
    values: dict[str, Any] = {}
    for key in table.keys:
        variable = _variable(table, key)
        if variable not in env:
            continue
        try:
            values[key.name] = key.kind.read(_as_toml_would(key, env[variable]))
        except ValueError:
            said = "" if key.secret else f", not {env[variable]!r}"
            faults.add_outside(f"the environment variable {variable} must be {key.kind.wanted}{said}")
    return values


def _variable(table: Table, key: Key) -> str:
    return f"{_PREFIX}{table.name}__{key.name}".upper()


def _as_toml_would(key: Key, text: str) -> str | list[str]:
    return [part.strip() for part in text.split(",")] if key.kind.many else text
