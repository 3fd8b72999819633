"""What it costs to add an item, by how many are stored: `speed.py COUNT`.

All is done as the writer does it, 50 items a transaction: look up what is known, plan, apply. The anchors come with the
entry, from the child that reads. The commit, which waits for the disk, is timed apart. Of the items stored, at most
20,000 are of the watch and the last 90 days; the others are of 50 other watches and years.
"""

import json
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random

from articles import Article
from stock import added, stored

from season_watch.model.claim import Reading
from season_watch.model.item import Entry, ItemId, ReadEntry
from season_watch.model.source import Source, SourceName
from season_watch.model.watch import Watch, WatchName
from season_watch.pipeline.planning import Carrier, plan_entries, wanted
from season_watch.storage.applying import apply
from season_watch.storage.engine import open_engine
from season_watch.storage.known import look_up
from season_watch.storage.registry import Declared, reconcile
from season_watch.storage.schema import migrate
from season_watch.storage.tables import ITEMS
from season_watch.stories.canonical import item_id
from season_watch.stories.copies import anchors_of

NOW = datetime(2026, 3, 1, tzinfo=UTC)
WATCH = Watch(name=WatchName("orchard"), title="The Tin Orchard", season=3)
CARRIER = Carrier(source=Source(name=SourceName("wire"), url="https://wire.example/feed", watches=(WATCH.name,)))
ADDED = 4_000
A_TRANSACTION = 50

FILLER = """
INSERT INTO items ({columns})
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT :count)
SELECT {filled} FROM n JOIN (SELECT * FROM items LIMIT 1)
"""
ANCHORS = """
INSERT OR IGNORE INTO anchors
WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k LIMIT 16)
SELECT 'watch ' || (items.rowid % 50), abs(random()) % 4294967296, 738000 + items.rowid % 1500, id
FROM items, k WHERE source = 'elsewhere' ORDER BY 1, 2
"""


def entry(number: int, article: Article, published: datetime) -> ReadEntry:
    found = Entry(
        guid=None,
        url=_url(number),
        title=article.title,
        text=article.text,
        published=published,
        outlet="An Outlet",
        lang=None,
        digest=str(number),
    )
    return ReadEntry(
        entry=found,
        thin=False,
        readings=(Reading(watch=WATCH.name, about=True),),
        anchors=anchors_of(article.title, article.text),
    )


def _url(number: int) -> str:
    return f"https://outlet{number % 40}.example/{number}"


def _id(number: int) -> ItemId:
    return item_id(_url(number))


def fill(path: Path, stock: list[Article], count: int) -> None:
    """Store the watch's own items by the program, all others by the database."""
    engine = open_engine(path, checkpoints=True)
    with engine.begin() as connection:
        reconcile(connection, Declared(watches=(WATCH,), sources=(CARRIER.source,), channels=(), rules=()), NOW)
    numbered = iter(enumerate(stock))
    while some := list(islice(numbered, 500)):
        with engine.begin() as connection:
            for number, article in some:
                published = NOW - timedelta(days=90) * (number + 1) / len(stock)
                one = entry(number, article, published)
                plan = plan_entries(look_up(connection, wanted(CARRIER, (), NOW)), CARRIER, (one,), published)
                apply(connection, plan)
    engine.dispose()
    others = {"id": "lower(hex(randomblob(8)))", "url": "'https://elsewhere.example/' || i", "source": "'elsewhere'"}
    others |= {"fingerprint": "lower(hex(randomblob(16)))"}
    columns = ITEMS.columns.keys()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -1000000")
        filled = ", ".join(others.get(name, f'"{name}"') for name in columns)
        names = ", ".join(f'"{name}"' for name in columns)
        if count > len(stock):
            connection.execute(FILLER.format(columns=names, filled=filled), {"count": count - len(stock)})
            connection.execute(ANCHORS)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def add_all(path: Path, stock: list[Article]) -> dict[str, float]:
    """Milliseconds an item by the clock and of the processor, a commit, and how many copies were found and mistaken."""
    costs, commits, found, false = list[tuple[float, float]](), list[float](), 0, 0
    engine = open_engine(path, checkpoints=True)
    more: Iterator[tuple[int, tuple[Article, int | None]]] = enumerate(added(stock, ADDED, Random(3)), 10_000_000)
    while some := list(islice(more, A_TRANSACTION)):
        with engine.begin() as connection:
            for number, (article, original) in some:
                one = entry(number, article, NOW)
                began, busy = time.perf_counter(), time.thread_time()
                plan = plan_entries(look_up(connection, wanted(CARRIER, (one,), NOW)), CARRIER, (one,), NOW)
                apply(connection, plan)
                costs.append((1e3 * (time.perf_counter() - began), 1e3 * (time.thread_time() - busy)))
                kept_as = {plan.sightings[0].item, *(change.item.duplicate_of for change in plan.items)}
                found += original is not None and _id(original) in kept_as
                false += original is None and kept_as - {None} != {_id(number)}
            began = time.perf_counter()
        commits.append(1e3 * (time.perf_counter() - began))
    engine.dispose()
    wall, busy = (sorted(times) for times in zip(*costs, strict=True))
    return {
        "median ms": wall[ADDED // 2],
        "p99 ms": wall[ADDED * 99 // 100],
        "median CPU ms": busy[ADDED // 2],
        "p99 CPU ms": busy[ADDED * 99 // 100],
        "commit ms": sorted(commits)[len(commits) // 2],
        "found": found / (ADDED / 2),
        "mistaken": false,
    }


def measure(count: int) -> dict[str, float]:
    stock = list(stored(count, Random(2)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "watch.db"
        migrate(path)
        fill(path, stock, count)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        figures = add_all(path, stock)
        with closing(sqlite3.connect(path)) as connection:
            anchors = connection.execute("SELECT sum(pgsize) FROM dbstat WHERE name = 'anchors'").fetchone()[0]
        whole = path.stat().st_size
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return {"stored": count, **figures, "MiB more": more, "MB of index": anchors / 1e6, "MB of all": whole / 1e6}


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
