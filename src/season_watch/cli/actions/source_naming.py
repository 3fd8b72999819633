"""What sources are called that nobody named, and which are there already."""

import re
from collections.abc import Collection, Iterable
from pathlib import Path

from season_watch.model.source import SourceName
from season_watch.storage import queries
from season_watch.storage.views import SourceStatus

_LONGEST_SLUG = 40
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def known_sources(database: Path) -> tuple[SourceStatus, ...]:
    """The sources that are not archived, by name."""
    with queries.reading(database) as connection:
        return queries.sources(connection)


def source_at(url: str, known: Iterable[SourceStatus]) -> SourceName | None:
    """The source that is read at an address already."""
    return next((one.source.name for one in known if url in {one.source.url, one.moved_to}), None)


def slug(title: str) -> str:
    """`netflix-k-content` of `Netflix K-Content`: what needs no quotes in a shell, in any script."""
    return _BETWEEN_WORDS.sub("-", title.casefold())[:_LONGEST_SLUG].strip("-")


def free_name(name: str, taken: Collection[str]) -> str:
    """The name, or with a number after it the first that nobody has."""
    number, free = 2, name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free
