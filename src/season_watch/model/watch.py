"""A watch: one season of one show."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NewType

WatchName = NewType("WatchName", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """One season of one show. `name` is the owner's short word for it, unique in the configuration.

    Its days begin and end in `zone`, an IANA name; None: where the machine is. `remind` is how long before a confirmed
    day of release its owner is reminded.
    """

    name: WatchName
    title: str
    season: int
    aliases: tuple[str, ...] = ()
    zone: str | None = None
    remind: timedelta | None = None

    @property
    def label(self) -> str:
        """The watch as people write it: `All of Us Are Dead S2`."""
        return f"{self.title} S{self.season}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitedDay:
    """A day that stands on a watch's board: something of the season is said to happen then."""

    watch: WatchName
    day: date
