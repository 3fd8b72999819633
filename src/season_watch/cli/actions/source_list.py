"""The sources, how each is doing, and what went wrong, in one line each."""

from collections.abc import Iterator
from pathlib import Path

from season_watch.cli.documents import source_document
from season_watch.cli.output import Column, Table, show_json, show_table
from season_watch.cli.phrases import minute, trouble_phrase
from season_watch.model.errors import NothingMatched
from season_watch.storage import queries
from season_watch.storage.views import SourceStatus

_PAUSED = "paused"

_COLUMNS = (
    Column(title="source", wraps=True),
    Column(title="state", paint={"ok": "green", "error": "red", _PAUSED: "yellow"}),
    Column(title="checked"),
    Column(title="next"),
    Column(title="note", wraps=True),
)


def list_sources(database: Path, *, as_json: bool) -> None:
    """Print every source that is not archived, by name."""
    with queries.reading(database) as connection:
        found = queries.sources(connection)
    if as_json:
        show_json([source_document(status) for status in found])
    elif found:
        show_table(Table(columns=_COLUMNS, rows=tuple(map(_row, found))))
    if not found:
        raise NothingMatched("There is no source yet: add one to the configuration, or by `season-watch sources add`.")


def _row(status: SourceStatus) -> tuple[str, ...]:
    return (
        status.source.name,
        status.state,
        minute(status.last_checked_at),
        _PAUSED if status.paused else minute(status.next_check_at),
        "; ".join(filter(None, _remarks(status))),
    )


def _remarks(status: SourceStatus) -> Iterator[str | None]:
    """What is wrong or strange about a source, and why it is checked when it is."""
    yield status.error or trouble_phrase(status.trouble) or status.note
    yield None if status.paused else status.next_check_reason
