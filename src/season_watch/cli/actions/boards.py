"""The board: what is believed of each watch, how surely, since when, and what proves it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from season_watch.cli.documents import board_document, shown_recipient
from season_watch.cli.output import BLANK, Line, show_json, show_lines
from season_watch.cli.phrases import belief_phrase, correction_phrase, day, minute, outlets_phrase, trouble_phrase
from season_watch.model.board import Belief, Board, Standing
from season_watch.model.claim import Facet
from season_watch.model.errors import NothingMatched
from season_watch.model.reach import Reach
from season_watch.model.watch import Watch
from season_watch.pipeline.wording import belief_headline
from season_watch.policy.cells import passed, proof_of, standing
from season_watch.policy.reach import is_down
from season_watch.storage import queries
from season_watch.storage.correction_queries import corrections_of
from season_watch.storage.views import NumberedCorrection, SourceStatus

_FACETS = tuple(facet for facet in Facet if facet is not Facet.CAST)
"""The board believes nothing of casts: claims about them are kept with their items."""


def show_boards(database: Path, name: str | None, *, as_json: bool) -> None:
    """Print the board of one watch, or of all, as it stands today."""
    now = datetime.now(UTC)
    with queries.reading(database) as connection:
        watches = chosen(queries.watches(connection), name)
        boards = tuple((watch, queries.board(connection, watch.name)) for watch in watches)
        corrected = {watch.name: corrections_of(connection, watch.name) for watch in watches}
        troubled = tuple(status for status in queries.sources(connection) if status.trouble)
        down = tuple(reach for reach in queries.refusing(connection) if is_down(reach, now))
    if as_json:
        documents = (
            board_document(watch, board, _of(watch, troubled), corrected[watch.name], down, now.date())
            for watch, board in boards
        )
        show_json(list(documents))
    else:
        blocks = (
            (
                *board_lines(watch, board, now.date()),
                *_correction_lines(corrected[watch.name]),
                *_trouble_lines(_of(watch, troubled)),
            )
            for watch, board in boards
        )
        show_lines((*(line for block in blocks for line in block), *_down_lines(down))[:-1])


def _down_lines(down: tuple[Reach, ...]) -> Iterator[Line]:
    """The channels by which nothing is told any more."""
    if down:
        yield Line(text="Channels that take nothing", style="bold")
        for reach in down:
            who = f"{reach.channel} to {shown_recipient(reach.recipient)}"
            yield Line(text=f"{who}, since {minute(reach.refusing_since)}: {reach.reason}", indent=2)
        yield BLANK


def _of(watch: Watch, troubled: tuple[SourceStatus, ...]) -> tuple[SourceStatus, ...]:
    """The sources in trouble that might tell something of a watch."""
    return tuple(status for status in troubled if status.source.serves(watch.name))


def _correction_lines(corrections: tuple[NumberedCorrection, ...]) -> Iterator[Line]:
    """What is missing on a board, for its owner ruled it out."""
    if corrections:
        yield Line(text="without what you ruled out", style="bold", indent=2)
        yield from (Line(text=correction_phrase(one), indent=4) for one in corrections)
        yield BLANK


def _trouble_lines(troubled: tuple[SourceStatus, ...]) -> Iterator[Line]:
    """What may be missing on a board, for its sources are not seen as they should be."""
    if troubled:
        yield Line(text="not seen as they should be", style="bold", indent=2)
        for status in troubled:
            yield Line(text=f"{status.source.name} {trouble_phrase(status.trouble)}", indent=4)
        yield BLANK


def chosen(watches: tuple[Watch, ...], name: str | None) -> tuple[Watch, ...]:
    """The watch of a name, or all; NothingMatched where there is none."""
    chosen = tuple(watch for watch in watches if name in (None, watch.name))
    if not watches:
        raise NothingMatched("Nothing is watched yet: `season-watch run` takes over what the configuration watches.")
    if not chosen:
        raise NothingMatched(f"There is no watch called {name}: there is {', '.join(watch.name for watch in watches)}.")
    return chosen


def board_lines(watch: Watch, board: Board, today: date) -> Iterator[Line]:
    """One watch, a block a facet; a blank line at the end."""
    yield Line(text=f"{watch.label} ({watch.name})", style="bold")
    yield BLANK
    if not board.beliefs:
        yield Line(text="Nothing is known yet.", indent=2)
        yield BLANK
    else:
        for facet in _FACETS:
            yield from _facet_lines(board, facet, today)
            yield BLANK


_ENDED = (Standing.CONTRADICTED, Standing.RETRACTED)
"""What was believed and is told as over; what was superseded is old news."""


def _facet_lines(board: Board, facet: Facet, today: date) -> Iterator[Line]:
    yield Line(text=facet, style="bold", indent=2)
    shown = standing(board, facet, today)
    for belief in shown:
        yield from _belief_lines(belief)
    for belief in passed(board, today):
        if belief.facet is facet:
            yield from _ended_lines("Passed", belief)
    for belief in board.beliefs:
        if belief.facet is facet and belief.standing in _ENDED:
            yield from _ended_lines(belief.standing.capitalize(), belief)
    if not shown:
        yield Line(text="nothing known", indent=4, style="dim")


def _belief_lines(belief: Belief) -> Iterator[Line]:
    proof = proof_of(belief)
    yield Line(text=belief_phrase(belief), indent=4)
    yield Line(text=f"since {day(belief.since)}, from {_origin(belief)}", indent=6)
    yield Line(text=f"“{proof.evidence.quote}”", indent=6)
    yield Line(text=proof.url, indent=6, style="dim")


def _ended_lines(end: str, belief: Belief) -> Iterator[Line]:
    yield Line(text=f"{end}: {belief_headline(belief)}", indent=4)
    yield Line(text=f"{belief.certainty} on {day(belief.since)} by {_origin(belief)}", indent=6)


def _origin(belief: Belief) -> str:
    """Who says so, and before all who is quoted."""
    return outlets_phrase((proof_of(belief).outlet, *belief.outlets))
