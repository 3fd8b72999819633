"""The checkout as the packaging tests read it."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
USER = "10001"
"""The user of the image; compose.yaml and README.md tell people to give the data folder to it."""


def text_of(name: str) -> str:
    """A file of the checkout."""
    return (ROOT / name).read_text(encoding="utf-8")


def version() -> str:
    """The version that pyproject.toml states."""
    return str(tomllib.loads(text_of("pyproject.toml"))["project"]["version"])
