"""What is found out about an address before it becomes a source."""

from dataclasses import dataclass
from enum import StrEnum

from season_watch.model.source import SourceKind


class Nature(StrEnum):
    """What stands at an address. A sitemap is one that lists no news; a show is one of TVmaze's API."""

    FEED = "feed"
    SHOW = "show"
    SITEMAP = "sitemap"
    ARTICLE = "article"
    PAGE = "page"


class FoundBy(StrEnum):
    """How an address came to be known, the best sign of a site's own feed first."""

    ADDRESS = "address"
    SITE = "site"
    LINK_TAG = "link-tag"
    JSON_LD = "json-ld"
    LINK = "link"
    USUAL_PATH = "usual-path"
    SITEMAP = "sitemap"
    LIST = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An address at which a source may be; nobody has looked yet. `title` is what the page calls it."""

    url: str
    found_by: FoundBy
    title: str = ""
    kind: SourceKind = SourceKind.FEED
