"""Originals: of the items that are at hand, whose text another item copies."""

from collections import Counter, defaultdict
from datetime import datetime
from itertools import chain

from season_watch.model.claim import Reading
from season_watch.model.item import Item, ItemId, TextState
from season_watch.model.watch import WatchName
from season_watch.pipeline.plan import Anchored
from season_watch.stories.copies import COPIED_WITHIN, SHARED_ANCHORS, Wording, is_copy, wording
from season_watch.stories.words import words


class Originals:
    """Items as they stand now, in the order in which they came to be known."""

    def __init__(self) -> None:
        self._items: dict[ItemId, Item] = {}
        self._arrivals: dict[ItemId, int] = {}
        self._anchors: dict[ItemId, frozenset[int]] = {}
        self._holders: defaultdict[int, set[ItemId]] = defaultdict(set)
        self._unanchored: set[ItemId] = set()
        self._wordings: dict[tuple[str, str], Wording] = {}

    def put(self, item: Item, anchors: frozenset[int] | None = None) -> None:
        """Take up an item, in place of what it was; `anchors` of its text, where they are at hand."""
        self._items[item.id] = item
        self._arrivals.setdefault(item.id, len(self._arrivals))
        if anchors is not None:
            self._index(item.id, anchors)
        elif item.id not in self._anchors:
            self._unanchored.add(item.id)

    def of(self, item: Item, anchors: frozenset[int]) -> ItemId | None:
        """The item that first said what this one says in other dress; None where it is an original itself."""
        if not anchors:
            return None
        for other in self._near(anchors):
            original = other.duplicate_of or other.id
            is_found = _may_be(other, item) and original != item.id
            if is_found and is_copy(self._wording(other), self._wording(item)):
                return original
        return None

    def _index(self, item: ItemId, anchors: frozenset[int]) -> None:
        self._unanchored.discard(item)
        for anchor in self._anchors.get(item, frozenset()):
            self._holders[anchor].discard(item)
        for anchor in anchors:
            self._holders[anchor].add(item)
        self._anchors[item] = anchors

    def _near(self, sought: frozenset[int]) -> list[Item]:
        """The items that share enough anchors, and those whose anchors aren't at hand, as they came."""
        if len(sought) < SHARED_ANCHORS:
            return []
        shared = Counter(chain.from_iterable(self._holders.get(anchor, ()) for anchor in sought))
        enough = (item for item, count in shared.items() if count >= SHARED_ANCHORS)
        return [self._items[item] for item in sorted((*enough, *self._unanchored), key=self._arrivals.__getitem__)]

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
