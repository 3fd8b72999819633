"""Originals: of the items that are at hand, whose text another item copies."""

from collections import Counter, defaultdict
from datetime import datetime
from itertools import islice

from season_watch.model.claim import Reading
from season_watch.model.item import Item, ItemId, TextState
from season_watch.model.watch import WatchName
from season_watch.pipeline.plan import Anchored
from season_watch.stories.copies import (
    CANDIDATES,
    COPIED_WITHIN,
    NEWEST,
    SHARED_ANCHORS,
    Wording,
    anchors,
    is_copy,
    wording,
)
from season_watch.stories.words import words


class Originals:
    """Items as they stand now, in the order in which they came to be known."""

    def __init__(self) -> None:
        self._items: dict[ItemId, Item] = {}
        self._arrivals: dict[ItemId, int] = {}
        self._anchors: dict[ItemId, frozenset[int]] = {}
        self._holders: defaultdict[int, dict[ItemId, None]] = defaultdict(dict)
        self._unanchored: dict[ItemId, None] = {}
        self._wordings: dict[tuple[str, str], Wording] = {}

    def put(self, item: Item, its_anchors: frozenset[int] | None = None) -> None:
        """Take up an item, in place of what it was; with the anchors of its text, where they are at hand."""
        self._items[item.id] = item
        self._arrivals.setdefault(item.id, len(self._arrivals))
        if its_anchors is not None:
            self._index(item.id, its_anchors)
        elif item.id not in self._anchors:
            self._unanchored[item.id] = None

    def of(self, item: Item, its_anchors: frozenset[int]) -> ItemId | None:
        """The item that first said what this one says in other dress; None where it is an original itself."""
        if not its_anchors:
            return None
        for other in self._near(item, its_anchors):
            original = other.duplicate_of or other.id
            if original != item.id and is_copy(self._wording(other), self._wording(item)):
                return original
        return None

    def _index(self, item: ItemId, its_anchors: frozenset[int]) -> None:
        self._unanchored.pop(item, None)
        for anchor in self._anchors.get(item, frozenset()):
            self._holders[anchor].pop(item, None)
        for anchor in its_anchors:
            self._holders[anchor][item] = None
        self._anchors[item] = its_anchors

    def _near(self, item: Item, its_anchors: frozenset[int]) -> list[Item]:
        """The items that may be the original and share the most anchors, the rarer the better; as they came."""
        for known in tuple(self._unanchored):
            self._index(known, anchors(self._wording(self._items[known])))
        shared, weights = Counter[ItemId](), defaultdict[ItemId, float](float)
        for anchor in its_anchors & self._holders.keys():
            newest = tuple(islice(reversed(self._holders[anchor]), NEWEST))
            shared.update(newest)
            for holder in newest:
                weights[holder] += 1 / len(newest)
        near = (self._items[one] for one, count in shared.items() if count >= SHARED_ANCHORS)
        by_weight = sorted(
            (other for other in near if _may_be(other, item)),
            key=lambda one: (-weights[one.id], self._arrivals[one.id]),
        )
        return sorted(by_weight[:CANDIDATES], key=lambda one: self._arrivals[one.id])

    def _wording(self, item: Item) -> Wording:
        key = item.title, item.text
        if key not in self._wordings:
            self._wordings[key] = wording(*key)
        return self._wordings[key]


def _may_be(other: Item, item: Item) -> bool:
    """Whether an item is another one, with a text, of the same time."""
    return other.id != item.id and _is_told(other) and abs(other.published - item.published) <= COPIED_WITHIN


def _is_told(item: Item) -> bool:
    return item.text_state is TextState.FULL and item.fingerprint is not None


def is_headed(item: Item, title: str) -> bool:
    """Whether an item has this headline, however it is spelt."""
    return words(item.title) == words(title)


def says(item: Item, title: str, text: str) -> bool:
    """Whether an item is this article, by its headline or by its text."""
    return is_headed(item, title) or is_copy(wording(item.title, item.text), wording(title, text))


def sought(
    anchors: frozenset[int], readings: tuple[Reading, ...], published: datetime, about: tuple[WatchName, ...] = ()
) -> tuple[Anchored, ...]:
    """What to look a text up by, among the watches that it says something of or that its source is `about`."""
    watches = frozenset((*about, *(reading.watch for reading in readings)))
    return (Anchored(anchors=anchors, watches=watches, published=published),) if anchors and watches else ()
