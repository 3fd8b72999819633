"""The configuration that a new user starts from."""

from importlib.resources import files


def template() -> str:
    """The text that `season-watch init` writes: it loads as it is, and says what to change."""
    return files(__package__).joinpath("template.toml").read_text(encoding="utf-8")
