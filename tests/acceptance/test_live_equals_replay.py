"""The way through feeds, pages and their extraction ends where replay ends, which gets every text handed whole."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from season_watch.cli.actions.item_files import read_items
from season_watch.demo.history import Story
from season_watch.demo.press import article_page, published_page
from season_watch.demo.sources import Format, Publisher
from season_watch.model.board import Update
from season_watch.model.watch import Watch, WatchName
from season_watch.pipeline.replay import ReplayItem, replay
from season_watch.storage.queries import UpdateFilter, reading, updates
from season_watch.storage.registry import Declared
from season_watch.storage.schema import migrate
from season_watch.storage.store import SqliteStore
from tests.acceptance.calendar_daemon import calendar_daemon
from tests.acceptance.configuring import Configuration, Feed
from tests.servers.nginx import nginx

pytestmark = pytest.mark.slow

STREAMS = Path(__file__).parents[1] / "quality" / "streams"

BETWEEN_CHECKS = timedelta(hours=3)
"""More than the hour between two checks of a source, and its jitter."""


def _first(story: Story) -> bool:
    return len(story.outlet) % 2 == 0


PUBLISHERS = (
    Publisher(name="odd-wire", title="Odd Wire", path="/odd.rss", format=Format.RSS, carries=lambda s: not _first(s)),
    Publisher(name="even-wire", title="Even Wire", path="/even.atom", format=Format.ATOM, carries=_first),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """A file of items, and the watch it is about."""

    path: Path
    watch: Watch
    items: tuple[ReplayItem, ...]


@pytest.fixture(params=["all-of-us-are-dead-s2", "euphoria-s3", "fallout-s2", "one-piece-s2"])
def stream(request: pytest.FixtureRequest) -> Stream:
    path = STREAMS / f"{request.param}.jsonl"
    with path.open(encoding="utf-8") as lines:
        first = json.loads(next(lines))
    watch = Watch(
        name=WatchName(request.param), title=first["show"], season=first["season"], aliases=tuple(first["aliases"])
    )
    return Stream(path=path, watch=watch, items=read_items(path))


async def test_the_live_way_makes_the_updates_that_replay_makes(stream: Stream, tmp_path: Path) -> None:
    live = tuple(map(_told, await _live(stream, tmp_path)))
    assert live == tuple(map(_told, await _replayed(stream, tmp_path / "replay.db")))
    assert [told[1:5] for told in live] == list(_printed_by_replay(stream, tmp_path))
    assert live


def _told(update: Update) -> tuple[str | None, ...]:
    """All of an update but when it was learnt: the daemon's clock is past the item's own date."""
    fact = update.fact
    quote = update.witness.evidence.quote
    return update.watch, fact.facet, fact.state, fact.value, fact.certainty, update.change, quote


async def _live(stream: Stream, folder: Path) -> tuple[Update, ...]:
    """The updates of the daemon, to which nginx serves one item after the other."""
    pages = folder / "pages"
    pages.mkdir()
    with nginx(pages, folder / "nginx") as base:
        configuration = _configuration(stream, folder, base)
        stories = tuple(map(_story, stream.items))
        _publish(pages, (), base)
        async with calendar_daemon(configuration.write(), stories[0].published - BETWEEN_CHECKS) as calendar:
            for number, story in enumerate(stories, 1):
                _publish(pages, stories[:number], base)
                await calendar.move_to(max(story.published, calendar.now) + BETWEEN_CHECKS)
    with reading(configuration.database) as connection:
        return tuple(numbered.update for numbered in reversed(updates(connection, UpdateFilter())))


def _configuration(stream: Stream, folder: Path, base: str) -> Configuration:
    feeds = (
        Feed(name=publisher.name, url=base + publisher.path, watches=(stream.watch.name,)) for publisher in PUBLISHERS
    )
    return Configuration(folder=folder, watches=(stream.watch,), feeds=tuple(feeds))


def _story(item: ReplayItem) -> Story:
    """An item as the press of the demo takes it; each outlet has its own folder on the one server."""
    address = urlsplit(item.url)
    return Story(
        id=item.id,
        published=item.published,
        outlet=item.outlet,
        lang=item.lang or "en",
        path=f"/{address.netloc}/{address.path.strip('/')}",
        title=item.title,
        text=item.text,
    )


def _publish(pages: Path, out: tuple[Story, ...], base: str) -> None:
    """Write the newest story's page, and all feeds. nginx makes its validators of a file's size and time."""
    for story in out[-1:]:
        page = pages / story.path[1:]
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_bytes(article_page(story))
    for publisher in PUBLISHERS:
        feed = pages / publisher.path[1:]
        new = feed.with_suffix(".new")
        new.write_bytes(published_page(publisher, out, base))
        os.utime(new, (len(out), len(out)))
        new.replace(feed)


async def _replayed(stream: Stream, database: Path) -> tuple[Update, ...]:
    migrate(database)
    store = SqliteStore(database)
    try:
        await store.reconcile(Declared(watches=(stream.watch,)), stream.items[0].published)
        return tuple([update async for one in replay(stream.items, (stream.watch,), store) for update in one.updates])
    finally:
        await store.close()


def _printed_by_replay(stream: Stream, folder: Path) -> Iterator[tuple[str | None, ...]]:
    """What the command prints, as the replay contract says."""
    configuration = folder / "watch-only.toml"
    Configuration(folder=folder, watches=(stream.watch,)).write().rename(configuration)
    command = [sys.executable, "-m", "season_watch", "-c", str(configuration), "replay", str(stream.path), "--json"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    for line in printed.splitlines():
        for update in json.loads(line)["updates"]:
            yield update["facet"], update["state"], update["value"], update["certainty"]
