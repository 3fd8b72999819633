"""What a table of the configuration is, and a key of it."""

from dataclasses import dataclass
from typing import Any

from season_watch.config import kinds
from season_watch.config.kinds import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key of a table. `default` is written as in TOML; None means absent. `secret` values are never shown."""

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    default: str | int | tuple[str, ...] | None = None
    secret: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: `[name]`, or `[[name]]` where there may be `many`. `within` names the table it is a key of."""

    name: str
    meaning: str
    keys: tuple[Key, ...]
    many: bool = False
    within: str | None = None

    @property
    def defaults(self) -> dict[str, Any]:
        """The values of the keys that nobody wrote."""
        return {key.name: _default(key) for key in self.keys}


def _default(key: Key) -> Any:  # noqa: ANN401 - as the key's kind
    if key.default is None:
        return () if key.kind.many else None
    return key.kind.read(list(key.default) if isinstance(key.default, tuple) else key.default)


NAME = Key(
    name="name", kind=kinds.TEXT, meaning="Your short word for it, unlike any other of its table.", required=True
)
