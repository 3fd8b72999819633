"""Add a source for an address that was typed: a feed, a site's front page, an article, a list."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from season_watch.cli.actions.source_discovery import (
    discover,
    nature_sentence,
    nothing_there,
    offer_phrase,
    selectors_of,
    web_address,
)
from season_watch.cli.actions.source_naming import free_name, known_sources, slug, source_at
from season_watch.cli.actions.writing import write
from season_watch.cli.options import Options
from season_watch.cli.output import Line, say, show_lines
from season_watch.cli.phrases import command
from season_watch.config.kinds import TEXT, Kind
from season_watch.config.tables import SOURCE
from season_watch.model.discovery import FoundBy
from season_watch.model.errors import ConfigError, NothingMatched, StorageError
from season_watch.model.source import Origin, Selectors, Source, SourceKind, SourceName, Trust, trusts_of, usual_trust
from season_watch.model.watch import WatchName
from season_watch.parsing.addresses import host
from season_watch.pipeline.discovery import Discovered, Offer
from season_watch.storage import queries
from season_watch.storage.views import SourceStatus

_SPAN = next(key.kind for key in SOURCE.keys if key.name == "every")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSource:
    """A source as it was typed. `every` is a span such as `30m`.

    A feed by its `kind`, and a page whose `entry` selector is given, are taken at their word. Else what stands at the
    address decides; a page by its kind is read as a list though there be feeds.
    """

    url: str
    name: str | None
    kind: SourceKind | None
    entry: str | None
    trust: Trust | None
    every: str
    watches: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a source is, and how it is read. `name` is what it may be called."""

    url: str
    kind: SourceKind
    selectors: Selectors | None
    name: str


def add_source(options: Options, wanted: NewSource) -> None:
    """Add the best source that an address leads to, due at once, and say what was done.

    ConfigError for values that a configuration could not hold either, UnreadableError and NothingMatched where the
    address leads to none, StorageError for a source that is there already.
    """
    database = options.database_file()
    known = known_sources(database)
    _check_new(wanted, known)
    _check_watches(options, database, wanted.watches)
    every = _read(_SPAN, wanted.every, "--every")
    is_told = wanted.entry is not None or wanted.kind is SourceKind.FEED
    place = _as_typed(wanted) if is_told else _looked_up(options, wanted)
    _refuse_twice(place.url, known)
    source = Source(
        name=SourceName(wanted.name or free_name(place.name, {one.source.name for one in known})),
        url=place.url,
        kind=place.kind,
        trust=_trust(wanted.trust, place.kind),
        every=every,
        watches=tuple(map(WatchName, wanted.watches)),
        selectors=place.selectors,
        origin=Origin.USER,
    )
    write(database, lambda store: store.add_source(source, datetime.now(UTC)))
    _tell(source)


def _trust(wanted: Trust | None, kind: SourceKind) -> Trust:
    if wanted not in {None, *trusts_of(kind)}:
        raise ConfigError(f"--trust must be {usual_trust(kind)}, or left out: {kind} always is.")
    return wanted or usual_trust(kind)


def _as_typed(wanted: NewSource) -> _Place:
    url = web_address(wanted.url)
    kind, selectors = SourceKind.FEED, None
    if wanted.entry is not None:
        kind, selectors = SourceKind.PAGE, Selectors(entry=_read(TEXT, wanted.entry, "--entry"))
    return _Place(url=url, kind=kind, selectors=selectors, name=host(url))


def _looked_up(options: Options, wanted: NewSource) -> _Place:
    found = discover(options.settings(), wanted.url)
    best = next((offer for offer in found.offers if wanted.kind in {None, offer.kind}), None)
    if best is None:
        raise NothingMatched(nothing_there(found))
    _tell_choice(found, best)
    return _Place(url=best.url, kind=best.kind, selectors=best.selectors, name=_name_for(best))


def _tell_choice(found: Discovered, best: Offer) -> None:
    lines = [Line(text=nature_sentence(found))]
    if best.found_by is not FoundBy.ADDRESS:
        lines.append(Line(text=f"Chosen: {offer_phrase(best)}."))
        lines.append(Line(text=best.url, indent=2))
    lines += [Line(text=f"{name}: {selector}", indent=2) for name, selector in selectors_of(best).items() if selector]
    others = len(found.offers) - 1
    if others:
        lines.append(Line(text=f"There is more to choose from: {command('sources', 'discover', found.url)}."))
    show_lines(lines)


def _tell(source: Source) -> None:
    about = f", for {', '.join(source.watches)}" if source.watches else ""
    say(
        f"Added {source.name} ({source.kind}, {source.trust}{about}): a running daemon checks it within seconds; else "
        f"{command('poll', source.name)} does."
    )
    say(f"Undo: {command('sources', 'remove', source.name)}.")


def _name_for(best: Offer) -> str:
    """The host of an outlet; of one feed among many of a site's, its own title."""
    return (slug(best.title) if best.found_by is FoundBy.SITE else "") or host(best.url)


def _check_new(wanted: NewSource, known: tuple[SourceStatus, ...]) -> None:
    """Complain before anything is asked of the network."""
    if wanted.entry is not None:
        _check_entry(wanted.entry, wanted.kind)
    if wanted.name is not None:
        _read(TEXT, wanted.name, "--name")
        if any(one.source.name == wanted.name for one in known):
            raise StorageError(f"There is a source called {wanted.name} already: choose another name.")
    _refuse_twice(web_address(wanted.url), known)


def _check_entry(selector: str, kind: SourceKind | None) -> None:
    from season_watch.parsing.selecting import selector_fault

    if kind not in {None, SourceKind.PAGE}:
        raise ConfigError(f"--entry is the CSS selector of a page's entries: a {kind} takes none.")
    reason = selector_fault(_read(TEXT, selector, "--entry"))
    if reason is not None:
        raise ConfigError(f"--entry is no CSS selector: {selector!r}: {reason}")


def _refuse_twice(url: str, known: tuple[SourceStatus, ...]) -> None:
    there = source_at(url, known)
    if there is not None:
        raise StorageError(f"{url} is read already: it is the source {there}.")


def _read(kind: Kind, value: str, name: str) -> Any:  # noqa: ANN401 - as the kind reads
    try:
        return kind.read(value)
    except ValueError as error:
        raise ConfigError(f"{name} must be {kind.wanted}, not {value!r}.") from error


def _check_watches(options: Options, database: Path, names: tuple[str, ...]) -> None:
    """A watch is known to the database, or to the configuration that the next run or poll takes over."""
    with queries.reading(database) as connection:
        known = {watch.name for watch in queries.watches(connection)}
    if not known.issuperset(names):
        known |= {watch.name for watch in options.settings().watches}
    for name in names:
        if name not in known:
            raise ConfigError(f"There is no watch called {name}: there is {', '.join(sorted(known)) or 'none yet'}.")
