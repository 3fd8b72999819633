"""A watch: one season of one show."""

from dataclasses import dataclass
from datetime import date
from typing import NewType

WatchName = NewType("WatchName", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """One season of one show. `name` is the owner's short word for it, unique in the configuration."""

    name: WatchName
    title: str
    season: int
    aliases: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The watch as people write it: `All of Us Are Dead S2`."""
        return f"{self.title} S{self.season}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitedDay:
    """A day that stands on a watch's board: something of the season is said to happen then."""

    watch: WatchName
    day: date
