"""What `explain` explains: items from the database or from a file, read anew by today's rules."""

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from season_watch.bootstrap import utc_now
from season_watch.claims.mentions import mentioned
from season_watch.claims.reader import read
from season_watch.cli.actions.item_files import item_of, read_items
from season_watch.cli.options import Options
from season_watch.model.board import Board, Update
from season_watch.model.claim import Reading
from season_watch.model.errors import NothingMatched, ParseError
from season_watch.model.item import Item
from season_watch.model.source import SourceName, Trust
from season_watch.model.watch import Watch
from season_watch.pipeline.replay import ReplayItem
from season_watch.policy.board import weigh
from season_watch.storage import queries
from season_watch.storage.queries import UpdateFilter
from season_watch.stories.canonical import canonical_url, item_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What an item says of a watch, and the updates that it set off, or would."""

    reading: Reading
    updates: tuple[Update, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An item with what is heard of it; `heard` has one entry a watch that it mentions."""

    item: Item
    heard: tuple[Heard, ...]


def cases_of(options: Options, what: str) -> tuple[Case, ...]:
    """The items that an update's number or key, a file, an item's id or its address names, or NothingMatched."""
    path = Path(what)
    if not what.isdecimal() and path.is_file():
        watches = options.settings().watches
        return tuple(_from_file(item, watches) for item in _items_in(path))
    with queries.reading(options.database_file()) as connection:
        return (_from_database(connection, _item(connection, what)),)


def _item(connection: sqlite3.Connection, what: str) -> Item:
    found = queries.item(connection, _key(connection, what)) or queries.item(connection, canonical_url(what))
    if found is None:
        raise NothingMatched(f"{what} is no update, no known item and no file: `season-watch list` shows the updates.")
    return found.item


def _key(connection: sqlite3.Connection, what: str) -> str:
    numbered = queries.update(connection, int(what)) if what.isdecimal() else None
    update = numbered or queries.update_of_key(connection, what)
    return update.update.witness.item if update else what


def _from_database(connection: sqlite3.Connection, item: Item) -> Case:
    of_item = tuple(
        one.update for one in queries.updates(connection, UpdateFilter()) if one.update.witness.item == item.id
    )
    readings = _read(item, queries.watches(connection))
    return Case(
        item=item,
        heard=tuple(
            Heard(reading=reading, updates=tuple(one for one in of_item if one.watch == reading.watch))
            for reading in readings
        ),
    )


def _from_file(given: ReplayItem, watches: tuple[Watch, ...]) -> Case:
    """An item of a file is weighed on an empty board: it shows what would be news if nothing were known."""
    item = _kept(given)
    readings = _read(item, watches)
    return Case(item=item, heard=tuple(Heard(reading=one, updates=_first_news(item, one)) for one in readings))


def _first_news(item: Item, reading: Reading) -> tuple[Update, ...]:
    return weigh(Board(watch=reading.watch), item, reading.claims, at=item.published).updates


def _read(item: Item, watches: tuple[Watch, ...]) -> tuple[Reading, ...]:
    day, vouched = item.published.date(), item.trust is Trust.OFFICIAL
    return tuple(
        read(watch, title=item.title, text=item.text, published=day, lang=item.lang, vouched=vouched)
        for watch in mentioned(watches, item.title, item.text)
    )


def _items_in(path: Path) -> tuple[ReplayItem, ...]:
    """One JSON object, JSON Lines, or a plain text whose first line is the title."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ParseError("not-an-item", f"{path} is not UTF-8: explain takes JSON or plain text.") from error
    if not text.lstrip().startswith("{"):
        return (_plain(path, text),)
    try:
        return (item_of(json.loads(text)),)
    except ValueError:
        return read_items(path)


def _plain(path: Path, text: str) -> ReplayItem:
    title, _, rest = text.partition("\n")
    return ReplayItem(
        id=path.name,
        published=utc_now(),
        outlet=path.name,
        lang=None,
        url=path.absolute().as_uri(),
        title=title.strip(),
        text=rest.strip(),
    )


def _kept(given: ReplayItem) -> Item:
    return Item(
        id=item_id(given.url),
        url=given.url,
        guid=given.id,
        source=SourceName(given.outlet),
        trust=given.trust,
        outlet=given.outlet,
        lang=given.lang,
        title=given.title,
        text=given.text,
        published=given.published,
        first_seen_at=given.published,
    )
