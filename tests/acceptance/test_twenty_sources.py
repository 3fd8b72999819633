"""One event is news once, though twenty sources bring it at the same moment."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest

from season_watch.model.delivery import DeliveryState
from season_watch.model.source import Health
from season_watch.model.watch import Watch, WatchName
from season_watch.storage.queries import UpdateFilter, counts, deliveries, reading, sources, updates
from tests.acceptance.calendar_daemon import calendar_daemon
from tests.acceptance.configuring import Configuration, Feed
from tests.acceptance.feeds import Published, feed_reply, wrap_report
from tests.servers.scripted_http import Reply, ScriptedServer
from tests.servers.smtp import smtp_server
from tests.servers.webhooks import webhook_receiver

SOURCES = 20
SECONDS_TO_MEET = 20.0
WATCH = Watch(name=WatchName("velvet"), title="Velvet Orchard", season=2)
START = datetime(2026, 3, 2, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)

OWN_WORDS = (
    "Velvet Orchard season 2 has finished filming, its makers said. ",
    "Cameras have stopped rolling on Velvet Orchard season 2. ",
    "Production on Velvet Orchard season 2 has wrapped. ",
    "It's a wrap for Velvet Orchard season 2, Netflix announced. ",
)
"""Every other source says it in words of its own; the others print the same agency's report."""


@pytest.fixture
def hosts() -> Iterator[tuple[ScriptedServer, ...]]:
    """Twenty hosts, each on a loopback address of its own: one host is asked for one thing at a time."""
    with ExitStack() as stack:
        yield tuple(stack.enter_context(ScriptedServer(host=f"127.0.1.{number}")) for number in range(1, SOURCES + 1))


async def test_twenty_sources_at_one_moment_make_one_update_one_mail_and_one_post(
    hosts: tuple[ScriptedServer, ...], tmp_path: Path
) -> None:
    meeting = Barrier(SOURCES)
    for number, host in enumerate(hosts):
        host.answer("/feed", lambda _, number=number: _answer_together(meeting, number))  # type: ignore[misc]
    with smtp_server() as mailbox, webhook_receiver() as hook:
        configuration = Configuration(
            folder=tmp_path,
            watches=(WATCH,),
            feeds=tuple(Feed(name=f"wire-{number}", url=host.url("/feed")) for number, host in enumerate(hosts)),
            mail_port=mailbox.port,
            hook=hook.url,
        )
        async with calendar_daemon(configuration.write(), START) as calendar:
            await calendar.move_to(START + HOUR)
    with reading(configuration.database) as connection:
        news = updates(connection, UpdateFilter())
        assert [(one.update.fact.facet, one.update.fact.state) for one in news] == [("filming", "wrapped")]
        assert {one.state for one in deliveries(connection)} == {DeliveryState.SENT}
        assert counts(connection).items == 1 + len(OWN_WORDS), "the agency's report is kept once"
        assert {one.health for one in sources(connection)} == {Health.OK}
    assert (len(mailbox.received), len(hook.posted)) == (1, 1)


def _answer_together(meeting: Barrier, number: int) -> Reply:
    """Nobody answers before all are asked."""
    meeting.wait(SECONDS_TO_MEET)
    lead = OWN_WORDS[number // 2 % len(OWN_WORDS)] if number % 2 else ""
    entry = Published(
        title="Velvet Orchard season 2 wraps filming",
        text=lead + wrap_report(WATCH.title),
        link=f"https://outlet-{number}.example/velvet-orchard-2",
        at=START + HOUR / 2,
    )
    return feed_reply((entry,))
