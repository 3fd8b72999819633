"""Objects of JSON that strangers wrote: any of their fields may be missing, or be something else."""

from collections.abc import Mapping
from typing import Any

Fields = Mapping[str, Any]


def text_in(fields: Fields, name: str) -> str:
    """The text of a field; empty where there is none."""
    value = fields.get(name)
    return value if isinstance(value, str) else ""
