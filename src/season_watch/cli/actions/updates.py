"""The tracked updates: list them, show one."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from season_watch.cli.actions.context import in_context
from season_watch.cli.documents import (
    Document,
    delivery_document,
    shown_recipient,
    story_document,
    update_document,
)
from season_watch.cli.output import BLANK, Column, Line, Table, show_json, show_lines, show_table
from season_watch.cli.phrases import day, minute, sources_phrase, update_phrase
from season_watch.model.claim import Certainty, Facet
from season_watch.model.delivery import Delivery
from season_watch.model.errors import NothingMatched
from season_watch.model.watch import WatchName
from season_watch.pipeline.plan import Sighting
from season_watch.pipeline.wording import headline
from season_watch.storage import queries
from season_watch.storage.queries import UpdateFilter
from season_watch.storage.views import KeptItem, NumberedUpdate, Story

_COLUMNS = (
    Column(title="#"),
    Column(title="when"),
    Column(title="watch"),
    Column(title="what", wraps=True),
    Column(title="outlet", wraps=True),
)


def list_updates(
    database: Path,
    *,
    watch: str | None,
    facet: Facet | None,
    certainty: Certainty | None,
    since: datetime | None,
    limit: int | None,
    as_json: bool,
) -> None:
    """Print the updates that were asked for, newest first."""
    wanted = UpdateFilter(
        watch=WatchName(watch) if watch else None,
        facet=facet,
        certainty=certainty,
        since=since.astimezone() if since else None,
        limit=limit,
    )
    with queries.reading(database) as connection:
        found = queries.updates(connection, wanted)
    if as_json:
        show_json([update_document(one) for one in found])
    elif found:
        show_table(Table(columns=_COLUMNS, rows=tuple(map(_row, found))))
    if not found:
        raise NothingMatched(_nothing(wanted))


def _row(numbered: NumberedUpdate) -> tuple[str, ...]:
    update = numbered.update
    return (str(numbered.number), day(update.at), update.watch, update_phrase(update), update.witness.outlet)


def _nothing(wanted: UpdateFilter) -> str:
    if wanted == UpdateFilter(limit=wanted.limit):
        return "Nothing has happened yet: `season-watch sources list` shows what was checked."
    return "No update matches: leave an option out to see more."


def show_update(database: Path, number: int, *, as_json: bool) -> None:
    """Print all that is known of one update."""
    with queries.reading(database) as connection:
        found = queries.update(connection, number)
        if found is None:
            raise NothingMatched(f"There is no update {number}: `season-watch list` shows them.")
        item = queries.item(connection, found.update.witness.item)
        story = queries.story_of(connection, found.update)
        sent = tuple(one for one in queries.deliveries(connection) if one.update == found.update.key)
    if as_json:
        show_json(_document(found, item, story, sent))
    else:
        show_lines(tuple(_lines(found, item, story, sent)))


def _document(
    found: NumberedUpdate, item: KeptItem | None, story: Story | None, sent: tuple[Delivery, ...]
) -> Document:
    return {
        **update_document(found),
        "story": story_document(story) if story else None,
        "seen_in": [{"source": one.source, "url": one.url, "at": one.at.isoformat()} for one in _sightings(item)],
        "deliveries": [delivery_document(delivery) for delivery in sent],
    }


def _lines(
    found: NumberedUpdate, item: KeptItem | None, story: Story | None, sent: tuple[Delivery, ...]
) -> Iterator[Line]:
    update, witness = found.update, found.update.witness
    yield Line(text=f"{update_phrase(update)}  (#{found.number}, {update.watch})", style="bold")
    yield Line(text=f"{minute(update.at)}: {update.change}, {update.reason}")
    if story:
        first = story.belief.first
        yield Line(text=f"reported by {sources_phrase(story)}, first at {first.outlet} on {day(first.published)}")
    if update.before:
        yield Line(text=f"before: {update.before.certainty}, {headline(update.before)}")
    yield BLANK
    quoted = in_context(item.item, witness.evidence).marked() if item else f"«{witness.evidence.quote}»"
    yield Line(text=quoted, indent=2)
    yield Line(text=f"{witness.title}", indent=2)
    yield Line(text=f"{witness.outlet}, {minute(witness.published)}", indent=2)
    yield Line(text=witness.url, indent=2)
    yield from (Line(text=f"seen in {one.source}, {minute(one.at)}", indent=2) for one in _sightings(item))
    yield BLANK
    yield from map(_told, sent)
    if not sent:
        yield Line(text="Nobody was told: no rule sends it to a channel.")


def _sightings(item: KeptItem | None) -> tuple[Sighting, ...]:
    return item.sightings if item else ()


def _told(delivery: Delivery) -> Line:
    why = f" ({delivery.reason})" if delivery.reason else ""
    to = shown_recipient(delivery.recipient)
    return Line(text=f"{delivery.state}: {delivery.channel} to {to}, {minute(delivery.created_at)}{why}")
