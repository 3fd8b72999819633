"""Weighings: what a board is made of."""

from dataclasses import dataclass
from datetime import datetime

from season_watch.model.claim import Claim
from season_watch.model.item import Item
from season_watch.model.watch import WatchName


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """What an item claimed of a watch when the board took it, at `at`. In their order they make the board anew.

    `item` is as it stood then, without its text: neither its trust, its date nor whose copy it is must stay so.
    `unsaid` are the words of its claims that the version before had, and this one left out.
    """

    watch: WatchName
    item: Item
    claims: tuple[Claim, ...]
    at: datetime
    unsaid: tuple[str, ...] = ()
