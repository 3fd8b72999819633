"""Originals: of the items that are at hand, whose text another item copies."""

from datetime import datetime

from season_watch.model.claim import Reading
from season_watch.model.item import Item, ItemId, TextState
from season_watch.model.watch import WatchName
from season_watch.pipeline.plan import Anchored
from season_watch.stories.copies import COPIED_WITHIN, Wording, anchors, is_copy, wording
from season_watch.stories.words import words


class Originals:
    """Items as they stand now, in the order in which they came to be known."""

    def __init__(self) -> None:
        self._items: dict[ItemId, Item] = {}
        self._wordings: dict[tuple[str, str], Wording] = {}

    def put(self, item: Item) -> None:
        """Take up an item, in place of what it was."""
        self._items[item.id] = item

    def of(self, item: Item) -> ItemId | None:
        """The item that first said what this one says in other dress; None where it is an original itself."""
        if not _is_told(item):
            return None
        text = self._wording(item)
        for other in self._items.values():
            original = other.duplicate_of or other.id
            if original != item.id and _is_near(other, item) and is_copy(self._wording(other), text):
                return original
        return None

    def anchors(self, item: Item) -> frozenset[int]:
        """The anchors of an item's text; none while it is awaited, or too short to tell."""
        return anchors(self._wording(item)) if _is_told(item) else frozenset()

    def _wording(self, item: Item) -> Wording:
        key = item.title, item.text
        if key not in self._wordings:
            self._wordings[key] = wording(*key)
        return self._wordings[key]


def _is_told(item: Item) -> bool:
    return item.text_state is TextState.FULL and item.fingerprint is not None


def _is_near(other: Item, item: Item) -> bool:
    return other.id != item.id and _is_told(other) and abs(other.published - item.published) <= COPIED_WITHIN


def is_headed(item: Item, title: str) -> bool:
    """Whether an item has this headline, however it is spelt."""
    return words(item.title) == words(title)


def says(item: Item, title: str, text: str) -> bool:
    """Whether an item is this article, by its headline or by its text."""
    return is_headed(item, title) or is_copy(wording(item.title, item.text), wording(title, text))


def sought(
    title: str, text: str, readings: tuple[Reading, ...], published: datetime, about: tuple[WatchName, ...] = ()
) -> tuple[Anchored, ...]:
    """What to look a text up by, among the watches that it says something of or that its source is `about`."""
    watches = frozenset((*about, *(reading.watch for reading in readings)))
    found = anchors(wording(title, text)) if watches else frozenset()
    return (Anchored(anchors=found, watches=watches, published=published),) if found else ()
