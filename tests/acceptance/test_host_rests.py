"""A host that asks to be left alone is, by all that reads it, also by a daemon that starts after it asked."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from season_watch.daemon.ticks import READ_LEASE
from season_watch.model.source import Health
from season_watch.model.watch import Watch, WatchName
from season_watch.storage.instants import to_text
from season_watch.storage.queries import reading, sources
from season_watch.storage.views import SourceStatus
from tests.acceptance.calendar_daemon import calendar_daemon
from tests.acceptance.configuring import Configuration, Feed
from tests.acceptance.feeds import Published, feed_reply, wrap_report
from tests.servers.scripted_http import Reply, ScriptedServer

WATCH = Watch(name=WatchName("velvet"), title="Velvet Orchard", season=2)
START = datetime(2026, 3, 2, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
REST = 3 * HOUR
REFUSAL = Reply(status=429, headers=(("Retry-After", str(int(REST.total_seconds()))),))

PATIENCE = 20.0
RESTLESS = """
    SELECT (SELECT count(*) FROM sources WHERE next_check_at <= :now OR next_check_at = :claimed)
         + (SELECT count(*) FROM items WHERE next_read_at <= :now OR (next_read_at = :leased AND tries = 0))
"""
"""What is due or under way: what is done leaves a time with jitter, or of its host. A daemon finishes what is under way
before it ends, such as the second try at an article."""


@pytest.fixture
def busy() -> Iterator[ScriptedServer]:
    """A host with two feeds and an article."""
    with ScriptedServer(host="127.0.1.1") as host:
        host.answer("/first", feed_reply(()))
        host.answer("/second", feed_reply(()))
        article = f"<html><body><article><p>{wrap_report(WATCH.title)}</p></article></body></html>"
        host.answer("/article", Reply(headers=(("Content-Type", "text/html"),), body=article.encode()))
        yield host


@pytest.fixture
def elsewhere(busy: ScriptedServer) -> Iterator[ScriptedServer]:
    """Another host, whose feed leads to that article."""
    teaser = Published(title="Velvet Orchard season 2 wraps", text="More inside.", link=busy.url("/article"), at=START)
    with ScriptedServer(host="127.0.1.2") as host:
        host.answer("/feed", feed_reply((teaser,)))
        yield host


@pytest.fixture
def configuration(tmp_path: Path, busy: ScriptedServer, elsewhere: ScriptedServer) -> Configuration:
    addresses = {"first": busy.url("/first"), "second": busy.url("/second"), "elsewhere": elsewhere.url("/feed")}
    feeds = tuple(Feed(name=name, url=url) for name, url in addresses.items())
    written = Configuration(folder=tmp_path, watches=(WATCH,), feeds=feeds)
    written.write()
    return written


async def live(configuration: Configuration, now: datetime) -> None:
    """A daemon starts, does all that is due, and ends."""
    leases = {"now": to_text(now), "claimed": to_text(now + HOUR), "leased": to_text(now + READ_LEASE)}
    async with calendar_daemon(configuration.path, now), asyncio.timeout(PATIENCE):
        while True:
            await asyncio.sleep(0.02)
            with reading(configuration.database) as connection:
                if not connection.execute(RESTLESS, leases).fetchone()[0]:
                    return


def statuses(configuration: Configuration) -> dict[str, SourceStatus]:
    with reading(configuration.database) as connection:
        return {status.source.name: status for status in sources(connection)}


async def test_a_busy_host_is_left_alone_by_all_its_sources_and_pages_and_over_a_restart(
    configuration: Configuration, busy: ScriptedServer, elsewhere: ScriptedServer
) -> None:
    busy.answer("/first", REFUSAL)
    busy.answer("/second", REFUSAL)
    await live(configuration, START)
    assert len(busy.requests) == 1, "whichever of its feeds came first was told for both"

    asked_elsewhere = len(elsewhere.requests)
    await live(configuration, START + 2 * HOUR)
    assert len(busy.requests) == 1
    assert len(elsewhere.requests) > asked_elsewhere

    put_off = {name: status for name, status in statuses(configuration).items() if status.health is Health.NEW}
    assert [status.next_check_reason for status in put_off.values()] == ["its host asks to be left alone"]
    assert all(status.next_check_at >= START + REST for status in put_off.values())

    busy.answer("/first", feed_reply(()))
    busy.answer("/second", feed_reply(()))
    await live(configuration, START + REST + 2 * HOUR)
    assert {"/first", "/second", "/article"} <= set(busy.paths()[1:])
    assert {status.health for status in statuses(configuration).values()} == {Health.OK}


async def test_a_site_is_asked_for_its_robots_txt_once_however_often_the_daemon_starts(
    configuration: Configuration, busy: ScriptedServer, elsewhere: ScriptedServer
) -> None:
    busy.answer("/article", Reply(status=500))
    for hours in range(3):
        await live(configuration, START + hours * HOUR)
    assert busy.paths().count("/article") > 1
    assert busy.paths().count("/robots.txt") == 1
