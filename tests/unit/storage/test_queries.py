import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from season_watch.model.board import Board
from season_watch.model.claim import Certainty, Evidence, Facet, NearMiss, Reading
from season_watch.model.delivery import DeliveryState
from season_watch.model.errors import StorageError
from season_watch.model.item import Item, ItemId, TextState
from season_watch.model.source import Health
from season_watch.model.watch import WatchName
from season_watch.model.weighing import Weighing
from season_watch.pipeline.plan import ItemChange, Plan, Wanted
from season_watch.storage import queries
from season_watch.storage.mapping import from_row
from season_watch.storage.queries import UpdateFilter
from season_watch.storage.store import SqliteStore
from season_watch.storage.views import Counts
from tests.unit.storage.databases import HOUR, NOW, TRADE, WIRE, board, delivery, outcome, sighting, update, witness
from tests.vocabulary import WATCH, claim, item

STORY = item("story")
READ = Reading(
    watch=WATCH.name,
    about=True,
    claims=(claim("release.date=2025-10-31"), claim("?filming.wrapped")),
    near_misses=(NearMiss(rule="r", evidence=Evidence(quote="maybe", start=1, end=6), reason="a question"),),
)
FIRST = update("first", STORY)
SECOND = replace(update("second", STORY, "?filming.wrapped"), at=NOW + HOUR)


async def keep(store: SqliteStore, **parts: object) -> None:
    await store.write(Wanted(), lambda _known: Plan(at=NOW, **parts))  # type: ignore[arg-type]


@pytest.fixture
async def filled(store: SqliteStore, database: Path) -> Path:
    """A database with one item, what was read from it, two updates and three deliveries."""
    await keep(
        store,
        outcome=outcome(),
        items=(ItemChange(item=STORY, readings=(READ,)),),
        sightings=(sighting(STORY), sighting(STORY, url="https://wire.example/1?utm_source=rss", at=NOW + HOUR)),
        boards=(board(STORY, "release.date=2025-10-31", "?filming.wrapped"),),
        updates=(FIRST, SECOND),
        deliveries=tuple(
            delivery(name, state=DeliveryState(state))
            for name, state in (("a", "sent"), ("b", "dead"), ("c", "pending"))
        ),
    )
    return database


@pytest.mark.parametrize(
    ("wanted", "keys"),
    [
        pytest.param(UpdateFilter(), ["second", "first"], id="all, newest first"),
        pytest.param(UpdateFilter(limit=1), ["second"], id="the newest"),
        pytest.param(UpdateFilter(watch=WATCH.name, facet=Facet.RELEASE), ["first"], id="of a facet"),
        pytest.param(UpdateFilter(certainty=Certainty.RUMOURED), ["second"], id="of a certainty"),
        pytest.param(UpdateFilter(since=NOW + HOUR), ["second"], id="since an hour, that hour included"),
        pytest.param(UpdateFilter(watch=WatchName("other")), [], id="of another watch"),
    ],
)
async def test_updates_are_listed_as_asked_for(filled: Path, wanted: UpdateFilter, keys: list[str]) -> None:
    with queries.reading(filled) as connection:
        assert [one.update.key for one in queries.updates(connection, wanted)] == keys


async def test_an_update_is_found_by_its_number(filled: Path) -> None:
    with queries.reading(filled) as connection:
        newest, _ = queries.updates(connection, UpdateFilter())
        assert newest.update == SECOND
        assert queries.update(connection, newest.number) == newest
        assert queries.update(connection, 99) is None
        assert queries.update_of_key(connection, newest.update.key) == newest
        assert queries.update_of_key(connection, "unheard-of") is None


async def test_an_update_tells_when_what_it_came_after_was_said(store: SqliteStore, database: Path) -> None:
    early, late = item("early", "2026-01-10"), item("late", "2026-03-05")
    await keep(
        store,
        outcome=outcome(),
        items=(ItemChange(item=early), ItemChange(item=late)),
        boards=(board(early, "?filming.wrapped=2026-02"),),
        updates=(update("moved", late, "filming.wrapped=2026-02"),),
    )
    with queries.reading(database) as connection:
        (found,) = queries.updates(connection, UpdateFilter())
    assert found.before_said == early.published


async def test_boards_are_those_of_the_active_watches(filled: Path) -> None:
    with queries.reading(filled) as connection:
        assert queries.boards(connection) == (board(STORY, "release.date=2025-10-31", "?filming.wrapped"),)
        assert queries.board(connection, WatchName("other")) == Board(watch=WatchName("other"))
        assert queries.watches(connection) == (WATCH,)


async def test_sources_are_listed_with_how_their_checks_go(store: SqliteStore, database: Path) -> None:
    failed = outcome(health=Health.FAILING, failures=3, error="timeout: nothing came", note="0 items")
    await keep(store, outcome=failed)
    with queries.reading(database) as connection:
        trade, wire = queries.sources(connection)
    assert (trade.health, trade.last_checked_at, trade.next_check_at) == (Health.NEW, None, NOW)
    assert (wire.source, wire.health, wire.failures, wire.error) == (WIRE, Health.FAILING, 3, failed.error)
    assert (wire.last_checked_at, wire.next_check_at, wire.note) == (NOW, NOW + HOUR, "0 items")
    assert (trade.next_check_reason, wire.next_check_reason) == (None, "as usual")


async def test_deliveries_are_listed_newest_first_or_by_state(filled: Path) -> None:
    with queries.reading(filled) as connection:
        assert [one.id for one in queries.deliveries(connection)] == ["c", "b", "a"]
        assert [one.id for one in queries.deliveries(connection, limit=1)] == ["c"]
        assert queries.deliveries(connection, DeliveryState.DEAD) == (delivery("b", state=DeliveryState.DEAD),)


async def test_what_was_weighed_before_an_item_comes_in_its_order(store: SqliteStore, database: Path) -> None:
    later, copy = item("later", first_seen_at=NOW + HOUR), item("copy", first_seen_at=NOW, duplicate_of=STORY.id)
    mute = item("mute", first_seen_at=NOW + HOUR)
    for of in (STORY, copy, later, mute):
        claims = () if of is mute else READ.claims
        taken = Weighing(watch=WATCH.name, item=of, claims=claims, at=of.first_seen_at)
        await keep(store, items=(ItemChange(item=of, readings=(READ,)),), weighings=(taken,) if claims else ())
    with queries.reading(database) as connection:
        before = queries.weighings_before(connection, later, WATCH.name)
        assert [(one.item.id, one.claims) for one in before] == [("story", READ.claims), ("copy", READ.claims)]
        assert queries.weighings_before(connection, STORY, WATCH.name) == ()
        assert queries.weighings_before(connection, later, WatchName("other")) == ()
        assert queries.weighings_before(connection, mute, WATCH.name) == before, "by its time, as it claims nothing"


@pytest.mark.parametrize(
    "key",
    [
        pytest.param(STORY.id, id="its id"),
        pytest.param(STORY.url, id="its address"),
        pytest.param("https://wire.example/1?utm_source=rss", id="an address at which a source carried it"),
    ],
)
async def test_an_item_is_found_with_all_that_was_read_from_it(filled: Path, key: str) -> None:
    with queries.reading(filled) as connection:
        found = queries.item(connection, key)
    assert found is not None
    assert (found.item, found.readings) == (STORY, (READ,))
    assert [one.at for one in found.sightings] == [NOW, NOW + HOUR]


async def test_an_unknown_item_is_not_found(filled: Path) -> None:
    with queries.reading(filled) as connection:
        assert queries.item(connection, "nobody's") is None


@pytest.mark.parametrize("version", [1, 2], ids=["the same version read again", "a new version"])
async def test_what_is_read_from_an_item_again_replaces_what_was_read(
    store: SqliteStore, filled: Path, version: int
) -> None:
    again = Reading(watch=WATCH.name, about=False, claims=(claim("renewal.renewed"),))
    await keep(store, items=(ItemChange(item=replace(STORY, version=version), readings=(again,)),))
    with queries.reading(filled) as connection:
        found = queries.item(connection, STORY.id)
        assert found is not None
        assert found.readings == (again,)


async def test_what_an_item_said_before_it_changed_is_kept_with_its_claims(store: SqliteStore, filled: Path) -> None:
    await keep(store, items=(ItemChange(item=replace(STORY, version=2, title="Another")),))
    with queries.reading(filled) as connection:
        (before,) = connection.execute("SELECT * FROM item_versions").fetchall()
        claims = connection.execute("SELECT version, facet FROM claims ORDER BY position").fetchall()
    assert from_row(Item, before) == STORY
    assert [tuple(row) for row in claims] == [(1, "release"), (1, "filming")]


async def test_everything_is_counted(filled: Path) -> None:
    with queries.reading(filled) as connection:
        assert queries.counts(connection) == Counts(items=1, versions=1, updates=2, sent=1, pending=1, dead=1)


async def test_the_backlog_is_what_a_clock_still_waits_for(store: SqliteStore, database: Path) -> None:
    thin = item("thin", text_state=TextState.AWAITING, next_read_at=NOW)
    later = delivery("later", next_attempt_at=NOW + HOUR)
    await keep(store, outcome=outcome(), items=(ItemChange(item=thin),), deliveries=(delivery("now"), later))
    with queries.reading(database) as connection:
        assert queries.backlog(connection, NOW) == 3, "the source that was not checked, the article, one delivery"
    tried = replace(thin, tries=1)
    await keep(store, outcome=outcome(TRADE.name), items=(ItemChange(item=tried),))
    with queries.reading(database) as connection:
        assert queries.backlog(connection, NOW) == 1


async def test_an_empty_database_counts_nothing(database: Path) -> None:
    with queries.reading(database) as connection:
        assert queries.counts(connection) == Counts(items=0, versions=0, updates=0, sent=0, pending=0, dead=0)


def test_a_missing_database_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="no database"), queries.reading(tmp_path / "w.db"):
        pytest.fail("there is nothing to read")


def test_the_reading_side_cannot_write(database: Path) -> None:
    with pytest.raises(StorageError, match="can't be written"), queries.reading(database) as connection:
        connection.execute("DELETE FROM watches")


def test_the_reading_side_imports_neither_sqlmodel_nor_what_it_brings() -> None:
    slow = {"sqlmodel", "sqlalchemy", "alembic", "pydantic", "asyncio"}
    code = "import sys, season_watch.storage.queries; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert slow.isdisjoint(loaded)


async def test_a_story_is_an_event_with_who_reports_it_and_their_copies(store: SqliteStore, database: Path) -> None:
    first, second = item("first", "2025-01-02"), item("second", "2025-01-01")
    copies = [item(name, duplicate_of=first.id) for name in ("copy", "another")]
    told = board(first, "filming.wrapped", "~release.window=2026")
    wrapped, guess = told.beliefs
    wrapped = replace(wrapped, witnesses=(*wrapped.witnesses, witness(second, claim("filming.wrapped"))))
    await keep(
        store,
        items=tuple(ItemChange(item=one) for one in (first, second, *copies)),
        boards=(replace(told, beliefs=(wrapped, guess)),),
    )
    with queries.reading(database) as connection:
        (story,) = queries.stories(connection, WATCH.name)
    assert (story.belief.outlets, story.belief.first.outlet, story.copies) == (
        ("The first", "The second"),
        "The second",
        2,
    )


async def test_the_story_of_an_update_is_the_belief_that_it_told(filled: Path) -> None:
    with queries.reading(filled) as connection:
        update = queries.updates(connection, UpdateFilter())[-1].update
        story = queries.story_of(connection, update)
        gone = replace(update, witness=replace(update.witness, item=ItemId("nobody")))
        assert queries.story_of(connection, gone) is None
    assert story is not None
    assert (story.belief.facet, story.belief.state) == (update.fact.facet, update.fact.state)
