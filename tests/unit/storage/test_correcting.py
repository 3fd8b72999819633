"""Corrections in the database: they change boards at once, tell nobody, and can be taken back."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from season_watch.model.claim import Facet
from season_watch.model.correction import Correction
from season_watch.model.errors import NothingMatched
from season_watch.model.item import ItemId
from season_watch.model.source import Trust
from season_watch.storage import correction_queries, queries
from season_watch.storage.store import SqliteStore
from season_watch.stories.canonical import item_id
from tests.unit.storage.databases import NOW
from tests.unit.storage.test_rebuilding import TEXTS, Step, beliefs, live
from tests.vocabulary import WATCH, claim

HOAX = Step(
    reads=None,
    source="wire",
    trust=Trust.PRESS,
    address=1,
    title="The date is out",
    text=TEXTS[0],
    thin=False,
    days_late=0,
    claims=(claim("release.date=2025-10-31"), claim("filming.wrapped")),
)
OTHER = replace(HOAX, address=2, title="They wrapped", text=TEXTS[2], claims=(claim("filming.wrapped"),))
DATED = Correction(at=NOW, item=item_id(HOAX.url), facet=Facet.RELEASE)
MUTED = Correction(at=NOW, outlet="Outlet 1")


@pytest.fixture
async def told(store: SqliteStore) -> SqliteStore:
    await live(store, (HOAX, OTHER))
    return store


def count(database: Path, table: str) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


async def test_a_rejected_claim_leaves_the_board_and_nobody_is_told(told: SqliteStore, database: Path) -> None:
    before = count(database, "updates"), count(database, "deliveries")
    corrected = await told.correct(DATED)
    (board,) = corrected.boards
    assert [belief.facet for belief in board.lost] == [Facet.RELEASE]
    assert board.gained == ()
    assert (count(database, "updates"), count(database, "deliveries")) == before
    (same,) = await told.rebuild((), keep=False)
    assert not same.differs


async def test_a_muted_outlet_is_no_witness_any_more(told: SqliteStore) -> None:
    (board,) = (await told.correct(MUTED)).boards
    assert [[witness.outlet for witness in belief.witnesses] for belief in board.after.beliefs] == [["Outlet 2"]]


@pytest.mark.parametrize("correction", [DATED, MUTED], ids=["rejected", "muted"])
async def test_taken_back_all_is_as_it_was_byte_for_byte(
    told: SqliteStore, database: Path, correction: Correction
) -> None:
    stored = beliefs(database)
    number = (await told.correct(correction)).number
    assert beliefs(database) != stored
    assert (await told.take_back(number)).boards[0].differs
    assert beliefs(database) == stored


async def test_what_is_ruled_out_twice_is_one_correction(told: SqliteStore, database: Path) -> None:
    first = await told.correct(DATED)
    again = await told.correct(replace(DATED, at=NOW + timedelta(days=1)))
    assert (again.number, again.boards[0].differs) == (first.number, False)
    with queries.reading(database) as connection:
        (kept,) = correction_queries.corrections(connection)
    assert (kept.correction, kept.title) == (DATED, HOAX.title)


async def test_a_number_is_never_given_again(told: SqliteStore) -> None:
    first = (await told.correct(DATED)).number
    await told.take_back(first)
    assert (await told.correct(MUTED)).number > first


async def test_an_unknown_number_changes_nothing(told: SqliteStore) -> None:
    with pytest.raises(NothingMatched, match="no correction 7"):
        await told.take_back(7)


async def test_a_watch_has_the_corrections_that_concern_what_was_weighed_of_it(
    told: SqliteStore, database: Path
) -> None:
    for correction in (DATED, MUTED, replace(DATED, facet=None, watch=WATCH.name)):
        await told.correct(correction)
    with queries.reading(database) as connection:
        concerned = correction_queries.corrections_of(connection, WATCH.name)
        assert [one.number for one in concerned] == [1, 2, 3]
        assert correction_queries.outlets(connection) == ("Outlet 1", "Outlet 2")
        assert [one.item.id for one in correction_queries.weighings_of(connection, DATED.item or ItemId(""))] == [
            DATED.item
        ]


def states(database: Path) -> dict[str, str]:
    """What is told and how that stands."""
    with queries.reading(database) as connection:
        return {one.message.subject: one.state for one in queries.deliveries(connection)}


@pytest.mark.parametrize(
    ("correction", "wrapped"),
    [(DATED, "pending"), (MUTED, "suppressed"), (replace(DATED, facet=None), "suppressed")],
    ids=["a claim", "an outlet", "an item"],
)
async def test_what_waits_to_be_sent_is_not_sent_once_it_is_ruled_out(
    told: SqliteStore, database: Path, correction: Correction, wrapped: str
) -> None:
    date, filming = (
        f"[{WATCH.label}] Confirmed: {what}" for what in ("release on 31 October 2025", "filming has wrapped")
    )
    assert states(database) == {date: "pending", filming: "pending"}
    await told.correct(correction)
    assert states(database) == {date: "suppressed", filming: wrapped}


async def test_a_dead_alert_that_is_ruled_out_comes_back_by_no_retry(told: SqliteStore, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE deliveries SET state = 'dead'")
    await told.correct(MUTED)

    assert set(states(database).values()) == {"suppressed"}
    assert await told.retry_dead(None, NOW) == ()
