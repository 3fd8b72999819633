"""Entries as a source lists them, and items as they are kept."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from season_watch.model.claim import Reading
from season_watch.model.source import SourceName, Trust

ItemId = NewType("ItemId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed or list page, as found. `url` is absolute; `text` is plain, without markup.

    `digest` names the entry's content and day: at the same canonical address it brings nothing new.
    `published` is None where the source states no date that can be trusted. `outlet_site` is set where `url` is an
    aggregator's that leads no program to the article: the outlet's address, or its name where that is all there is.
    """

    guid: str | None
    url: str
    title: str
    text: str
    published: datetime | None
    outlet: str
    lang: str | None
    digest: str
    outlet_site: str | None = None


class TextState(StrEnum):
    """Whether an item's full text is at hand."""

    FULL = "full"
    AWAITING = "awaiting_text"
    HEADLINE_ONLY = "headline_only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An article kept once. `id` follows from the canonical URL; `url` is canonical.

    `fingerprint` names the full text however the item was reached; None while the text is awaited or too short to tell.
    `version` counts the contents seen at this address, from 1; `published` is that of the version. `tries` counts the
    attempts to fetch the text. `headline` names the title it came with and its outlet.
    """

    id: ItemId
    url: str
    guid: str | None
    source: SourceName
    trust: Trust
    outlet: str
    lang: str | None
    title: str
    text: str
    published: datetime
    first_seen_at: datetime
    text_state: TextState = TextState.FULL
    fingerprint: str | None = None
    headline: str | None = None
    duplicate_of: ItemId | None = None
    version: int = 1
    tries: int = 0
    next_read_at: datetime | None = None
    backfill: bool = False

    @property
    def is_undated(self) -> bool:
        """Whether no date was stated: the item counts as published when it was first seen."""
        return self.published == self.first_seen_at


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEntry:
    """An entry with what was read from it: one reading a watch that it mentions; `thin` where the page must be read.

    `anchors` are those of its text, by which copies of it are found.
    """

    entry: Entry
    thin: bool
    readings: tuple[Reading, ...]
    anchors: frozenset[int] = frozenset()
