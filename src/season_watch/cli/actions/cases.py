"""What `explain` explains: items from the database or from a file, read anew by today's rules."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from season_watch.bootstrap import utc_now
from season_watch.claims.mentions import mentioned
from season_watch.claims.reader import book_of, read
from season_watch.claims.tracing import Tracer
from season_watch.cli.actions.item_files import item_of, read_items
from season_watch.cli.options import Options
from season_watch.model.board import Board, Fact
from season_watch.model.claim import Claim, Reading
from season_watch.model.errors import NothingMatched, ParseError
from season_watch.model.item import Item
from season_watch.model.source import SourceName, Trust
from season_watch.model.watch import Watch
from season_watch.model.weighing import Weighing
from season_watch.pipeline.replay import ReplayItem
from season_watch.policy.board import Decision
from season_watch.policy.folding import Corrections, corrected, fold, take
from season_watch.storage import correction_queries, queries
from season_watch.storage.queries import UpdateFilter
from season_watch.storage.views import NumberedUpdate
from season_watch.stories.canonical import canonical_url, item_id

RULED_OUT = "you ruled it out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What an item says of a watch, what the board decides of it, and the updates that it set off when it was kept.

    The near misses of `reading` include what merging left out. `rejected` are the claims that the owner ruled out.
    `tracer` is None where the item's language has no rules; an item of a file has set off nothing.
    """

    watch: Watch
    reading: Reading
    tracer: Tracer | None
    decisions: tuple[Decision, ...]
    updates: tuple[NumberedUpdate, ...] = ()
    rejected: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An item with what is heard of it; `heard` has one entry a watch that it mentions."""

    item: Item
    heard: tuple[Heard, ...]


def cases_of(options: Options, what: str) -> tuple[Case, ...]:
    """The items that an update's number or key, a file, an item's id or its address names, or NothingMatched."""
    path = Path(what)
    if not what.isdecimal() and path.is_file():
        return tuple(_from_file(_items_in(path), options.settings().watches))
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
    """The item weighed again on the board that all makes that was weighed before it, but for what was ruled out."""
    corrections = tuple(one.correction for one in correction_queries.corrections(connection))
    of_item = tuple(one for one in queries.updates(connection, UpdateFilter()) if one.update.witness.item == item.id)
    heard = []
    for watch in _mentioned(item, queries.watches(connection)):
        before = queries.weighings_before(connection, item, watch.name)
        one, _ = _heard(item, watch, fold(watch.name, before, corrections), corrections)
        updates = tuple(found for found in of_item if found.update.watch == watch.name)
        heard.append(replace(one, updates=updates))
    return Case(item=item, heard=tuple(heard))


def _from_file(items: Iterable[ReplayItem], watches: tuple[Watch, ...]) -> Iterator[Case]:
    """Each item of a file is weighed on the board that those above it make; the first, on an empty one."""
    boards = {watch: Board(watch=watch.name) for watch in watches}
    for item in map(_kept, items):
        heard = []
        for watch in _mentioned(item, watches):
            one, boards[watch] = _heard(item, watch, boards[watch])
            heard.append(one)
        yield Case(item=item, heard=tuple(heard))


def _heard(item: Item, watch: Watch, board: Board, corrections: Corrections = ()) -> tuple[Heard, Board]:
    day, vouched, book = item.published.date(), item.trust is Trust.OFFICIAL, book_of(item.lang)
    reading = read(watch, title=item.title, text=item.text, published=day, lang=item.lang, vouched=vouched)
    tracer = (
        Tracer(watch, title=item.title, text=item.text, book=book, published=day, vouched=vouched) if book else None
    )
    weighing = Weighing(watch=watch.name, item=item, claims=reading.claims, at=item.published)
    weighed = take(board, weighing, corrections)
    misses = (*reading.near_misses, *(tracer.left_out() if tracer else ()))
    kept = corrected(weighing, corrections).claims
    rejected = tuple(claim for claim in reading.claims if claim not in kept)
    heard = Heard(
        watch=watch,
        reading=replace(reading, near_misses=misses),
        tracer=tracer,
        decisions=(*weighed.decisions, *map(_ruled_out, rejected)),
        rejected=rejected,
    )
    return heard, weighed.board


def _ruled_out(claim: Claim) -> Decision:
    fact = Fact(facet=claim.facet, state=claim.state, value=claim.value, certainty=claim.certainty)
    return Decision(claim=claim, fact=fact, change=None, reason=RULED_OUT)


def _mentioned(item: Item, watches: tuple[Watch, ...]) -> tuple[Watch, ...]:
    return mentioned(watches, item.title, item.text)


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
