"""The JSON Schema of the configuration, for editors: `python -m season_watch.config.schema` prints what is shipped."""

import json
import sys
from typing import Any

from season_watch.config.channels import CHANNELS
from season_watch.config.shapes import Key, Table
from season_watch.config.tables import ALL, SELECTORS, SOURCE, WATCH

FILE_NAME = "season-watch.schema.json"

Schema = dict[str, Any]


def schema() -> Schema:
    """The whole schema, which follows from the tables."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "season-watch.toml",
        "type": "object",
        "properties": {table.name: _in_file(table) for table in ALL if table.within is None},
        "required": [WATCH.name],
        "additionalProperties": False,
    }


def schema_text() -> str:
    """The schema as it is shipped beside this module."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _in_file(table: Table) -> Schema:
    if table in CHANNELS.values():
        return {"type": "array", "items": {"oneOf": [_channel(kind, each) for kind, each in CHANNELS.items()]}}
    one = _object(table)
    if table is SOURCE:
        one["properties"][SELECTORS.name] = _object(SELECTORS)
    return {"type": "array", "items": one} if table.many else one


def _channel(kind: str, table: Table) -> Schema:
    one = _object(table)
    one["properties"]["kind"] = {"const": str(kind)}
    return one


def _object(table: Table) -> Schema:
    return {
        "type": "object",
        "description": table.meaning,
        "properties": {key.name: _value(key) for key in table.keys},
        "required": [key.name for key in table.keys if key.required],
        "additionalProperties": False,
    }


def _value(key: Key) -> Schema:
    default = {} if key.default is None else {"default": key.default}
    return {"description": key.meaning, **key.kind.schema, **default}


if __name__ == "__main__":
    sys.stdout.write(schema_text())
