"""The JSON Schema of messages, as it is shipped."""

import json

from season_watch.cli.output import show_json
from season_watch.notifying.message_schema import schema_text


def show_schema() -> None:
    """Print it whole, for whoever checks what arrives."""
    show_json(json.loads(schema_text()))
