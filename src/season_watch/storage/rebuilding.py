"""Boards made anew from what they were made of, and from what the owner ruled out of that."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, bindparam, select

from season_watch.model.errors import NothingMatched
from season_watch.model.watch import WatchName
from season_watch.model.weighing import Weighing
from season_watch.policy.folding import fold
from season_watch.storage.applying import keep_board
from season_watch.storage.known import board, corrections
from season_watch.storage.mapping import from_row
from season_watch.storage.tables import WATCHES, WEIGHINGS
from season_watch.storage.views import Rebuilt

_WATCHES = select(WATCHES.c.name).order_by(WATCHES.c.name)
_WEIGHINGS = select(WEIGHINGS).where(WEIGHINGS.c.watch == bindparam("of_watch")).order_by(WEIGHINGS.c.number)


def watch_names(connection: Connection) -> tuple[WatchName, ...]:
    """Every watch that ever was, archived ones too: their boards are kept."""
    return tuple(WatchName(name) for name in connection.execute(_WATCHES).scalars())


def rebuild(connection: Connection, watch: WatchName, *, keep: bool) -> Rebuilt:
    """Make a board anew. Where it differs and `keep` is set, it takes the stored one's place; nothing else changes."""
    before = board(connection, watch)
    after = fold(watch, _weighings(connection, watch), corrections(connection))
    if keep and after != before:
        keep_board(connection, after)
    return Rebuilt(before=before, after=after)


def chosen(known: Sequence[WatchName], names: Sequence[str]) -> tuple[WatchName, ...]:
    """The watches of these names, or all where none is named; NothingMatched for one that is unknown."""
    for name in names:
        if name not in known:
            raise NothingMatched(f"There is no watch called {name}: there is {', '.join(known) or 'none yet'}.")
    return tuple(watch for watch in known if not names or watch in names)


def _weighings(connection: Connection, watch: WatchName) -> Iterator[Weighing]:
    rows = connection.execute(_WEIGHINGS, {"of_watch": watch}).mappings()
    return (from_row(Weighing, row) for row in rows)
