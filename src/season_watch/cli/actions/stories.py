"""Stories: each event of a watch once, with how many report it and who did first."""

from pathlib import Path

from season_watch.cli.actions.boards import chosen
from season_watch.cli.documents import story_document
from season_watch.cli.output import Column, Table, show_json, show_table
from season_watch.cli.phrases import belief_phrase, day, sources_phrase
from season_watch.model.errors import NothingMatched
from season_watch.storage import queries
from season_watch.storage.views import Story

_COLUMNS = (
    Column(title="first"),
    Column(title="watch"),
    Column(title="what", wraps=True),
    Column(title="reported by", wraps=True),
    Column(title="first at", wraps=True),
)


def list_stories(database: Path, name: str | None, *, as_json: bool) -> None:
    """Print the stories of one watch, or of all, the newest of each watch first."""
    with queries.reading(database) as connection:
        watches = chosen(queries.watches(connection), name)
        found = tuple(story for watch in watches for story in queries.stories(connection, watch.name))
    if as_json:
        show_json([story_document(story) for story in found])
    elif found:
        show_table(Table(columns=_COLUMNS, rows=tuple(map(_row, found))))
    if not found:
        raise NothingMatched("Nothing was reported yet: `season-watch sources list` shows what was checked.")


def _row(story: Story) -> tuple[str, ...]:
    first = story.belief.first
    return (day(first.published), story.watch, belief_phrase(story.belief), sources_phrase(story), first.outlet)
