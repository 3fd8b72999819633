"""Sources in and out as OPML 2.0, the subscription lists that feed readers exchange."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from season_watch.cli.actions.source_naming import free_name, known_sources
from season_watch.cli.actions.writing import write
from season_watch.cli.escaping import visible
from season_watch.cli.output import Line, show_lines, show_xml
from season_watch.cli.phrases import counted
from season_watch.config.kinds import URL
from season_watch.model.errors import ConfigError, NothingMatched, ParseError
from season_watch.model.source import Origin, Source, SourceKind, SourceName, Trust
from season_watch.model.watch import WatchName
from season_watch.parsing.addresses import host
from season_watch.parsing.opml import Outline, read_opml
from season_watch.storage import queries
from season_watch.storage.views import SourceStatus

_MOST_BYTES = 10 * 1024 * 1024
"""As much as a body from the network may have."""

_LONGEST_NAME = 80
_IS_READ = "is read already: it is the source {}"
_TRUST = "/trust/"
_WATCH = "/watch/"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sorted:
    """The outlines of a file: sources to add, and of the others the address and why not."""

    new: tuple[Source, ...]
    left_out: tuple[tuple[str, str], ...]


def import_sources(database: Path, file: Path) -> None:
    """Add the feeds of an OPML file that are not there yet, all or none, and say which were left out.

    ConfigError for a file that can't be read, NothingMatched for one without a feed.
    """
    outlines = _outlines(file)
    if not outlines:
        raise NothingMatched(f"{file} lists no feed.")
    known = known_sources(database)
    with queries.reading(database) as connection:
        watches = frozenset(watch.name for watch in queries.watches(connection))
    found = _sort(outlines, known, watches)
    write(database, lambda store: store.add_sources(found.new, datetime.now(UTC)))
    show_lines(tuple(_report(found)))


def export_sources(database: Path) -> None:
    """Print the sources as OPML. A list page is a link in it: no other reader could read its address as a feed."""
    found = known_sources(database)
    if not found:
        raise NothingMatched("There is no source yet: add one to the configuration, or by `season-watch sources add`.")
    show_xml(_opml(found, datetime.now(UTC)))


def _outlines(file: Path) -> tuple[Outline, ...]:
    with file.open("rb") as opened:
        body = opened.read(_MOST_BYTES + 1)
    if len(body) > _MOST_BYTES:
        raise ConfigError(f"{file} is larger than {_MOST_BYTES // 1024 // 1024} MB: no list of feeds is.")
    try:
        return read_opml(body)
    except ParseError as error:
        raise ConfigError(f"{file} is no OPML file: {error}") from error


def _sort(outlines: Iterable[Outline], known: Sequence[SourceStatus], watches: frozenset[WatchName]) -> _Sorted:
    taken = {one.source.name for one in known}
    why_not_again = {url: _IS_READ.format(one.source.name) for one in known for url in (one.source.url, one.moved_to)}
    new, left_out = [], []
    for outline in outlines:
        why_not = _unlike_an_address(outline.url) or why_not_again.get(outline.url)
        if why_not:
            left_out.append((outline.url, why_not))
            continue
        source = _source(outline, taken, watches)
        new.append(source)
        taken.add(source.name)
        why_not_again[source.url] = "is in the file twice"
    return _Sorted(new=tuple(new), left_out=tuple(left_out))


def _unlike_an_address(url: str) -> str | None:
    try:
        URL.read(url)
    except ValueError:
        return f"is not {URL.wanted}"
    return None


def _source(outline: Outline, taken: set[SourceName], watches: frozenset[WatchName]) -> Source:
    stated = [each.removeprefix(_TRUST) for each in outline.categories if each.startswith(_TRUST)]
    about = [WatchName(each.removeprefix(_WATCH)) for each in outline.categories if each.startswith(_WATCH)]
    return Source(
        name=SourceName(free_name(visible(outline.name)[:_LONGEST_NAME].strip() or host(outline.url), taken)),
        url=outline.url,
        trust=next((trust for trust in Trust if trust in stated), Trust.PRESS),
        watches=tuple(name for name in dict.fromkeys(about) if name in watches),
        origin=Origin.USER,
    )


def _report(found: _Sorted) -> Iterator[Line]:
    for url, why_not in found.left_out:
        yield Line(text=f"Left out: {url} {why_not}.")
    official = [source.name for source in found.new if source.trust is Trust.OFFICIAL]
    yield Line(text=f"Added {counted(len(found.new), 'source', 'sources')}, left out {len(found.left_out)}.")
    if official:
        yield Line(text=f"Official by the file's word, so that they confirm at once: {', '.join(official)}.")
    if found.new:
        yield Line(text="Undo: `season-watch sources remove NAME`; `season-watch sources list` shows the names.")


def _opml(sources: Iterable[SourceStatus], now: datetime) -> Element:
    root = Element("opml", version="2.0")
    head = SubElement(root, "head")
    SubElement(head, "title").text = "Sources of season-watch"
    SubElement(head, "dateCreated").text = format_datetime(now)
    body = SubElement(root, "body")
    for status in sources:
        SubElement(body, "outline", _attributes(status))
    return root


def _attributes(status: SourceStatus) -> dict[str, str]:
    source, url = status.source, status.moved_to or status.source.url
    is_feed = source.kind is SourceKind.FEED
    where = {"type": "rss", "xmlUrl": url} if is_feed else {"type": "link", "url": url}
    categories = (f"{_TRUST}{source.trust}", *(f"{_WATCH}{name}" for name in source.watches))
    stated = {"text": source.name, **where, "category": ",".join(categories)}
    return {name: visible(value) for name, value in stated.items()}
