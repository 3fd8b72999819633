"""A board made anew from what was weighed is the stored board, byte for byte."""

import asyncio
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from season_watch.model.claim import Claim, Reading
from season_watch.model.errors import NothingMatched
from season_watch.model.item import Entry, ReadEntry, TextState
from season_watch.model.source import Source, SourceName, Trust
from season_watch.model.watch import WatchName
from season_watch.pipeline.plan import Known, Plan, Wanted
from season_watch.pipeline.planning import Carrier, Ledger, plan_entries, wanted, with_text
from season_watch.storage.schema import migrate
from season_watch.storage.store import SqliteStore
from season_watch.stories.canonical import item_id
from season_watch.stories.copies import anchors_of
from tests.unit.storage.databases import DECLARED, NOW
from tests.vocabulary import WATCH, claim

WORDS = [f"word{n}" for n in range(60)]
TEXTS = (
    " ".join(WORDS),
    " ".join(["Exclusive", *WORDS[:55]]),
    " ".join(reversed(WORDS)),
    " ".join(["So many words", *WORDS[30:], *WORDS[:30]]),
)
"""The second is a copy of the first in other dress. The last alone holds the words of the claims, which another version
leaves out."""

CLAIMS = (
    "filming.started",
    "filming.wrapped",
    "?filming.wrapped",
    "filming.not_started",
    "trailer.teaser",
    "trailer.none",
    "release.date=2025-10-31",
    "?release.date=2025-12-12",
    "release.window=2026",
    "~release.window=2025",
    "release.delayed=2026-03",
    "renewal.cancelled",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that comes in: an entry, or (`reads`) the page of an item that waits for it, or only its headline."""

    reads: str | None
    source: str
    trust: Trust
    address: int
    title: str
    text: str
    thin: bool
    days_late: int
    claims: tuple[Claim, ...]

    @property
    def url(self) -> str:
        return f"https://outlet{self.address}.example/story"

    @property
    def readings(self) -> tuple[Reading, ...]:
        return (Reading(watch=WATCH.name, about=True, claims=self.claims),)


steps = st.builds(
    Step,
    reads=st.sampled_from([None, None, None, "page", "headline"]),
    source=st.sampled_from(["wire", "trade"]),
    trust=st.sampled_from(Trust),
    address=st.integers(1, 3),
    title=st.sampled_from(["A title of one kind", "Another title"]),
    text=st.sampled_from(TEXTS),
    thin=st.booleans(),
    days_late=st.integers(-1, 40),
    claims=st.lists(st.sampled_from(CLAIMS), max_size=3, unique=True).map(lambda told: tuple(map(claim, told))),
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which nothing has happened, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "watch.db"
    migrate(path)
    return path


async def live(store: SqliteStore, history: Iterable[Step]) -> None:
    """Take a history in, a day a step."""
    await store.reconcile(DECLARED, NOW)
    for number, step in enumerate(history):
        now = NOW + timedelta(days=number)
        carrier = Carrier(source=Source(name=SourceName(step.source), url=step.url, trust=step.trust))
        if step.reads is None:
            published = now - timedelta(days=step.days_late) if step.days_late >= 0 else None
            one = read_entry(step, published=published)
            decide = partial(plan_entries, carrier=carrier, entries=(one,), now=now)
            await store.write(wanted(carrier, (one,), now), decide)
        else:
            asked = Wanted(ids=frozenset({item_id(step.url)}), watches=frozenset({WATCH.name}))
            await store.write(asked, partial(read_page, step=step, now=now))


def read_entry(step: Step, **more: object) -> ReadEntry:
    values: dict[str, object] = {
        "guid": None,
        "url": step.url,
        "title": step.title,
        "text": step.text,
        "outlet": f"Outlet {step.address}",
        "lang": "en",
        "digest": step.text,
    }
    entry = Entry(**(values | more))  # type: ignore[arg-type]
    anchors = frozenset[int]() if step.thin else anchors_of(step.title, step.text)
    return ReadEntry(entry=entry, thin=step.thin, readings=step.readings, anchors=anchors)


def read_page(known: Known, *, step: Step, now: object) -> Plan:
    """As articles are read: the text fills in, or the headline is all there is."""
    ledger = Ledger(known, now)  # type: ignore[arg-type]
    item = ledger.find(item_id(step.url))
    if item is not None and item.text_state is TextState.AWAITING:
        headline = replace(item, text_state=TextState.HEADLINE_ONLY)
        page = with_text(item, title=item.title, text=step.text, changed_at=item.published, backfill=False)
        ledger.put(headline if step.reads == "headline" else page, step.readings)
    return ledger.plan()


Beliefs = list[tuple[object, ...]]


def beliefs(database: Path) -> Beliefs:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT * FROM beliefs ORDER BY watch, position").fetchall()


def forget(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DELETE FROM beliefs")


@settings(max_examples=40, deadline=None)
@given(history=st.lists(steps, max_size=12))
def test_a_board_made_anew_is_the_stored_one_byte_for_byte(empty: Path, history: list[Step]) -> None:
    with TemporaryDirectory() as folder:
        database = Path(shutil.copy(empty, folder))
        stored, made_anew = asyncio.run(lose_and_rebuild(database, history))
        assert made_anew == stored


async def lose_and_rebuild(database: Path, history: list[Step]) -> tuple[Beliefs, Beliefs]:
    """The beliefs as they were stored, and as they are made anew once they were lost."""
    store = SqliteStore(database)
    try:
        await live(store, history)
        stored = beliefs(database)
        (same,) = await store.rebuild((), keep=True)
        assert not same.differs

        forget(database)
        (lost,) = await store.rebuild((), keep=False)
        assert lost.differs == bool(stored)
        assert beliefs(database) == []

        await store.rebuild((WATCH.name,), keep=True)
        return stored, beliefs(database)
    finally:
        await store.close()


async def test_a_board_of_which_a_page_took_something_back_is_made_anew_as_such(empty: Path, tmp_path: Path) -> None:
    database = Path(shutil.copy(empty, tmp_path))
    says = Step(
        reads=None,
        source="wire",
        trust=Trust.PRESS,
        address=1,
        title="A title of one kind",
        text=TEXTS[3],
        thin=False,
        days_late=0,
        claims=(claim("filming.wrapped"),),
    )
    stored, made_anew = await lose_and_rebuild(database, [says, replace(says, text=TEXTS[2], claims=())])
    assert made_anew == stored

    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT standing FROM beliefs").fetchall() == [("retracted",)]
        assert connection.execute("SELECT change FROM updates ORDER BY id").fetchall() == [("opened",), ("retracted",)]


async def test_an_unknown_watch_is_named(store: SqliteStore) -> None:
    with pytest.raises(NothingMatched, match=f"no watch called other: there is {WATCH.name}"):
        await store.rebuild((WatchName("other"),), keep=True)
