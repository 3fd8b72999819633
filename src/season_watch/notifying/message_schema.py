"""The JSON Schema of messages, which ships beside this module."""

from importlib.resources import files


def schema_text() -> str:
    """The schema of what a receiver is given."""
    return (files("season_watch.notifying") / "schema" / "message.schema.json").read_text("utf-8")
