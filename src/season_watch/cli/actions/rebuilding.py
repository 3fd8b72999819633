"""Boards made anew from all that was claimed, and what differs."""

from collections.abc import Iterator
from pathlib import Path

from season_watch.cli.actions.writing import write
from season_watch.cli.documents import Document, belief_document
from season_watch.cli.output import Line, show_json, show_lines
from season_watch.cli.phrases import belief_phrase, counted, day
from season_watch.model.board import Belief
from season_watch.storage.views import Rebuilt


def rebuild(database: Path, names: tuple[str, ...], *, keep: bool, as_json: bool) -> None:
    """Rebuild the boards of some watches, or of all, and print what differs. NothingMatched for an unknown one."""
    rebuilt = write(database, lambda store: store.rebuild(names, keep=keep))
    if as_json:
        show_json([_document(one) for one in rebuilt])
    else:
        show_lines(tuple(line for one in rebuilt for line in difference_lines(one)))


def _document(one: Rebuilt) -> Document:
    return {
        "watch": one.after.watch,
        "differs": one.differs,
        "lost": [belief_document(belief) for belief in one.lost],
        "gained": [belief_document(belief) for belief in one.gained],
    }


def difference_lines(one: Rebuilt) -> Iterator[Line]:
    """How a board differs from the stored one, a belief a line."""
    yield Line(text=f"{one.after.watch}: {_summary(one)}", style="bold" if one.differs else "")
    yield from (Line(text=f"- {_phrase(belief)}", indent=2) for belief in one.lost)
    yield from (Line(text=f"+ {_phrase(belief)}", indent=2) for belief in one.gained)


def _summary(one: Rebuilt) -> str:
    if not one.differs:
        return f"nothing differs in {counted(len(one.after.beliefs), 'belief', 'beliefs')}"
    return "this differs" if one.lost or one.gained else "the order of the beliefs differs"


def _phrase(belief: Belief) -> str:
    witnesses = counted(len(belief.witnesses), "witness", "witnesses")
    return f"{belief_phrase(belief)}, {belief.standing} since {day(belief.since)}, {witnesses}"
