"""Slices of a source's bodies that were read, and as what: met again, they need not be read to know their entries."""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Self

from season_watch.model.item import Entry, ItemId
from season_watch.stories.canonical import item_id

_GUID_BYTES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenSlice:
    """The name of a slice, the names of its entry's guid (empty where it has none) and item, and the entry's digest."""

    name: str
    guid: str
    item: ItemId
    entry: str

    def __str__(self) -> str:
        """The slice as it is kept; `parse` reads it."""
        return f"{self.name}-{self.guid}-{self.digest}"

    @property
    def digest(self) -> str:
        """The entry's digest with its item's id before it: tracking parameters make no entry new."""
        return f"{self.item}-{self.entry}"

    @classmethod
    def parse(cls, kept: str) -> Self:
        """A slice that was kept."""
        name, guid, item, entry = kept.split("-")
        return cls(name=name, guid=guid, item=ItemId(item), entry=entry)

    @classmethod
    def of(cls, entry: Entry, name: str = "") -> Self:
        """What an entry was read as; `name` is empty where its body was not cut."""
        return cls(name=name, guid=_named(entry.guid), item=item_id(entry.url), entry=entry.digest)


def _named(guid: str | None) -> str:
    return blake2b(guid.encode(), digest_size=_GUID_BYTES).hexdigest() if guid else ""
