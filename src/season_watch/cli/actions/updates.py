"""The tracked updates: list them, show one."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from season_watch.cli.actions.context import in_context
from season_watch.cli.documents import (
    Document,
    correction_document,
    delivery_document,
    shown_recipient,
    story_document,
    update_document,
)
from season_watch.cli.output import BLANK, Column, Line, Table, show_json, show_lines, show_table
from season_watch.cli.phrases import corrected_phrase, day, first_phrase, minute, sources_phrase, update_phrase
from season_watch.model.claim import Certainty, Facet
from season_watch.model.delivery import Delivery
from season_watch.model.errors import NothingMatched
from season_watch.model.watch import WatchName
from season_watch.pipeline.plan import Sighting
from season_watch.pipeline.wording import DENYING, headline
from season_watch.storage import queries
from season_watch.storage.correction_queries import corrections
from season_watch.storage.queries import UpdateFilter
from season_watch.storage.views import KeptItem, NumberedCorrection, NumberedUpdate, Story

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
    return (str(numbered.number), day(update.at), update.watch, update_phrase(numbered), update.witness.outlet)


def _nothing(wanted: UpdateFilter) -> str:
    if wanted == UpdateFilter(limit=wanted.limit):
        return "Nothing has happened yet: `season-watch sources list` shows what was checked."
    return "No update matches: leave an option out to see more."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """An update with what belongs to it; `corrections` are those that rule it out."""

    found: NumberedUpdate
    item: KeptItem | None
    story: Story | None
    corrections: tuple[NumberedCorrection, ...]
    sent: tuple[Delivery, ...]

    @property
    def sightings(self) -> tuple[Sighting, ...]:
        return self.item.sightings if self.item else ()


def show_update(database: Path, number: int, *, as_json: bool) -> None:
    """Print all that is known of one update."""
    with queries.reading(database) as connection:
        shown = _shown(connection, number)
    if as_json:
        show_json(_document(shown))
    else:
        show_lines(tuple(_lines(shown)))


def _shown(connection: sqlite3.Connection, number: int) -> _Shown:
    found = queries.update(connection, number)
    if found is None:
        raise NothingMatched(f"There is no update {number}: `season-watch list` shows them.")
    update, item = found.update, queries.item(connection, found.update.witness.item)
    ruling = (
        one
        for one in corrections(connection)
        if item and one.correction.rules_out(update.fact, item.item, update.watch)
    )
    return _Shown(
        found=found,
        item=item,
        story=queries.story_of(connection, update),
        corrections=tuple(ruling),
        sent=tuple(one for one in queries.deliveries(connection) if one.update == update.key),
    )


def _document(shown: _Shown) -> Document:
    return {
        **update_document(shown.found),
        "corrections": [correction_document(one) for one in shown.corrections],
        "story": story_document(shown.story) if shown.story else None,
        "seen_in": [{"source": one.source, "url": one.url, "at": one.at.isoformat()} for one in shown.sightings],
        "deliveries": [delivery_document(delivery) for delivery in shown.sent],
    }


def _lines(shown: _Shown) -> Iterator[Line]:
    found, item, story = shown.found, shown.item, shown.story
    update, witness = found.update, found.update.witness
    yield Line(text=f"{update_phrase(found)}  (#{found.number}, {update.watch})", style="bold")
    yield from (Line(text=corrected_phrase(one), style="bold") for one in shown.corrections)
    yield Line(text=f"{minute(update.at)}: {update.reason}")
    if story and update.change not in DENYING:
        yield Line(text=f"reported by {sources_phrase(story)}, {first_phrase(story.belief)}")
    if update.before:
        yield Line(text=f"before: {update.before.certainty}, {headline(update.before, found.before_said)}")
    yield BLANK
    quoted = in_context(item.item, witness.evidence).marked() if item else f"«{witness.evidence.quote}»"
    yield Line(text=quoted, indent=2)
    yield Line(text=f"{witness.title}", indent=2)
    yield Line(text=f"{witness.outlet}, {minute(witness.published)}", indent=2)
    yield Line(text=witness.url, indent=2)
    yield from (Line(text=f"seen in {one.source}, {minute(one.at)}", indent=2) for one in shown.sightings)
    yield BLANK
    yield from map(_told, shown.sent)
    if not shown.sent:
        yield Line(text="Nobody was told: no rule sends it to a channel.")


def _told(delivery: Delivery) -> Line:
    why = f" ({delivery.reason})" if delivery.reason else ""
    to = shown_recipient(delivery.recipient)
    return Line(text=f"{delivery.state}: {delivery.channel} to {to}, {minute(delivery.created_at)}{why}")
