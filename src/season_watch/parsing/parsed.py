"""What a source's body holds: one shape for feeds and list pages."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b

from season_watch.model.item import Entry
from season_watch.model.source import NO_WISH, FeedWish
from season_watch.model.subscription import NO_HUB, Hub
from season_watch.parsing.text import one_line

# A feed of this length is an archive: reading it whole would hold up all others.
MAX_ENTRIES = 5_000
_DIGEST_BYTES = 16

MOST_OF_A_TITLE = 500
MOST_OF_AN_OUTLET = 200
MOST_OF_A_GUID = 2_000
"""Characters: several times the longest that were met. A longer title is no headline, and would be a mail's subject."""


class Note(StrEnum):
    """What was odd about a body that could be read all the same."""

    ENCODING = "encoding"
    MALFORMED = "malformed"
    BAD_LINK = "bad-link"
    TRUNCATED = "truncated"
    UNSTABLE_GUID = "unstable-guid"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedSource:
    """A feed or list page: its entries in its own order, `MAX_ENTRIES` at most, and what was odd about it.

    `slices` name the bytes that each of the entries was read from, where the body could be cut; `skipped` are the
    slices that were known before, whose entries are not among these. `hub` is the one that a well-formed feed names.
    `wish` is the feed's own.
    """

    title: str
    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = ()
    slices: tuple[str, ...] = ()
    skipped: frozenset[str] = frozenset()
    hub: Hub = NO_HUB
    wish: FeedWish = NO_WISH


def make_entry(
    *,
    guid: str | None,
    url: str,
    title: str,
    text: str,
    published: datetime | None,
    outlet: str,
    lang: str | None,
    outlet_site: str | None = None,
) -> Entry:
    """An entry with its digest, which a new guid or address for old content does not change; nor does a new time of
    the same day.

    A new day does: a page that was brought up to date may keep its title and the beginning that its feed shows. Feeds
    that date all their entries anew at each look cost one reading of each a day.

    `text` is clean paragraphs already; the short fields are put on one line here, and cut where they are not short.
    """
    guid = one_line(guid or "")[:MOST_OF_A_GUID] or None
    title = one_line(title)[:MOST_OF_A_TITLE]
    return Entry(
        guid=guid,
        url=url,
        title=title,
        text=text,
        published=published,
        outlet=one_line(outlet)[:MOST_OF_AN_OUTLET],
        lang=lang,
        digest=_digest(title, text, published.date().isoformat() if published else ""),
        outlet_site=outlet_site,
    )


def _digest(*fields: str) -> str:
    # No field holds a NUL: all were cleaned.
    return blake2b("\0".join(fields).encode(), digest_size=_DIGEST_BYTES).hexdigest()
