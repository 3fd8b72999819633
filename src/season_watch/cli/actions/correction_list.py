"""Corrections, listed."""

from pathlib import Path

from season_watch.cli.documents import correction_document
from season_watch.cli.output import Column, Table, show_json, show_table
from season_watch.cli.phrases import correction_phrase, day
from season_watch.model.errors import NothingMatched
from season_watch.storage import queries
from season_watch.storage.correction_queries import corrections

_COLUMNS = (Column(title="#"), Column(title="when"), Column(title="what", wraps=True))


def list_corrections(database: Path, *, as_json: bool) -> None:
    """Print all corrections, oldest first. NothingMatched where there are none."""
    with queries.reading(database) as connection:
        kept = corrections(connection)
    if as_json:
        show_json([correction_document(one) for one in kept])
    elif kept:
        rows = tuple((str(one.number), day(one.correction.at), correction_phrase(one)) for one in kept)
        show_table(Table(columns=_COLUMNS, rows=rows))
    if not kept:
        raise NothingMatched("Nothing is rejected or muted: `season-watch reject` and `season-watch mute` do that.")
