"""Troubles of a source, and what else is known of how well it can be seen."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TroubleKind(StrEnum):
    """What keeps a source from being seen, or is about to. The worst first."""

    GONE = "gone"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    SILENT = "silent"
    CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A trouble that the owner was told of at `since`. `why` is one line; `well` counts the checks free of it since."""

    kind: TroubleKind
    since: datetime
    why: str
    well: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """From when to when a server's certificate holds."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Where a source says that it has moved to for good: first said at `since`, and by so many checks in a row."""

    url: str
    since: datetime
    seen: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """How well a source is seen, as its checks left it. `silent_after` is when its silence becomes strange."""

    trouble: Trouble | None = None
    move: Move | None = None
    silent_after: datetime | None = None


FIRST_SIGHT = Sight()
