"""Sources that the user adds, pauses and resumes; all are small writes, allowed beside a running daemon."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from season_watch.cli.actions.writing import write
from season_watch.cli.output import say
from season_watch.config.kinds import TEXT, URL, Kind
from season_watch.config.tables import SOURCE
from season_watch.model.errors import ConfigError
from season_watch.model.source import Origin, Selectors, Source, SourceKind, SourceName, Trust
from season_watch.model.watch import WatchName
from season_watch.storage import queries

_SPAN = next(key.kind for key in SOURCE.keys if key.name == "every")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSource:
    """A source as it was typed. `every` is a span such as `30m`; `entry` the selector that a page needs."""

    url: str
    name: str | None
    kind: SourceKind
    entry: str | None
    trust: Trust
    every: str
    watches: tuple[str, ...]


def add_source(database: Path, wanted: NewSource) -> None:
    """Add a source, due at once. ConfigError for values that a configuration could not hold either."""
    source = _source(wanted)
    _check_watches(database, source.watches)
    write(database, lambda store: store.add_source(source, datetime.now(UTC)))
    say(f"Added {source.name}: a running daemon checks it within seconds; else `season-watch poll {source.name}` does.")


def pause_source(database: Path, name: str) -> None:
    """Let a source rest. NothingMatched where it is unknown."""
    write(database, lambda store: store.pause_source(SourceName(name)))
    say(f"Paused {name}: `season-watch sources resume {name}` ends its rest.")


def resume_source(database: Path, name: str) -> None:
    """Check a source again. NothingMatched where it is unknown."""
    write(database, lambda store: store.resume_source(SourceName(name), datetime.now(UTC)))
    say(f"Resumed {name}: it is due now.")


def _source(wanted: NewSource) -> Source:
    if (wanted.entry is not None) != (wanted.kind is SourceKind.PAGE):
        raise ConfigError("A page needs --entry, a CSS selector of each entry; a feed takes none.")
    url = _read(URL, wanted.url, "URL")
    return Source(
        name=SourceName(_read(TEXT, wanted.name or urlsplit(url).hostname, "--name")),
        url=url,
        kind=wanted.kind,
        trust=wanted.trust,
        every=_read(_SPAN, wanted.every, "--every"),
        watches=tuple(WatchName(name) for name in wanted.watches),
        selectors=Selectors(entry=wanted.entry) if wanted.entry else None,
        origin=Origin.USER,
    )


def _read(kind: Kind, value: str | None, name: str) -> Any:  # noqa: ANN401 - as the kind reads
    try:
        return kind.read(value)
    except ValueError as error:
        raise ConfigError(f"{name} must be {kind.wanted}, not {value!r}.") from error


def _check_watches(database: Path, names: tuple[WatchName, ...]) -> None:
    with queries.reading(database) as connection:
        known = {watch.name for watch in queries.watches(connection)}
    for name in names:
        if name not in known:
            raise ConfigError(f"There is no watch called {name}: there is {', '.join(sorted(known)) or 'none yet'}.")
