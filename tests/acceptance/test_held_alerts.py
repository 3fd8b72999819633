"""A night with kill -9 in it: what quiet hours hold leaves in the morning, as one message that never changes."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from season_watch.model.delivery import Delivery, DeliveryState
from season_watch.model.watch import Watch, WatchName
from season_watch.storage.queries import deliveries, reading
from tests.acceptance.calendar_process import calendar_process
from tests.acceptance.configuring import Configuration, Feed
from tests.acceptance.feeds import Published, feed_reply, wrap_report
from tests.acceptance.invariants import Receipts, expect_sound
from tests.acceptance.waiting import wait_until
from tests.servers.scripted_http import ScriptedServer
from tests.servers.smtp import SmtpServer, smtp_server
from tests.servers.webhooks import Reply, WebhookReceiver, webhook_receiver
from tests.unit.cli.command import season_watch

pytestmark = pytest.mark.slow

SHOWS = ("Velvet Orchard", "Copper Lighthouse", "Paper Harbour")
EVENING = datetime(2026, 3, 28, 21, 30, tzinfo=UTC)
"""Half past ten in Berlin, on the night in which its clocks go forward."""

MORNING = datetime(2026, 3, 29, 5, tzinfo=UTC)
"""Seven o'clock there."""

QUIET = '\n[[rule]]\nchannels = ["mail", "hook"]\nzone = "Europe/Berlin"\nquiet = "22:00-07:00"\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """A configuration with quiet hours, and who is told in the morning."""

    configuration: Configuration
    web: ScriptedServer
    mailbox: SmtpServer
    hook: WebhookReceiver

    def publish(self, at: datetime) -> None:
        for name, title in zip(("velvet", "copper", "paper"), SHOWS, strict=True):
            entry = Published(
                title=f"{title} season 2 wraps filming",
                text=wrap_report(title),
                link=f"https://outlet.example/{name}",
                at=at,
            )
            self.web.answer(f"/{name}", feed_reply((entry,)))

    def deliveries(self, state: DeliveryState) -> tuple[Delivery, ...]:
        with reading(self.configuration.database) as connection:
            return deliveries(connection, state)


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Night]:
    with ScriptedServer() as web, smtp_server() as mailbox, webhook_receiver() as hook:
        watches = tuple(Watch(name=WatchName(title.split()[0].lower()), title=title, season=2) for title in SHOWS)
        configuration = Configuration(
            folder=tmp_path,
            watches=watches,
            feeds=tuple(Feed(name=watch.name, url=web.url(f"/{watch.name}")) for watch in watches),
            mail_port=mailbox.port,
            hook=hook.url,
        )
        path = configuration.write()
        path.write_text(path.read_text("utf-8") + QUIET, "utf-8")
        yield Night(configuration=configuration, web=web, mailbox=mailbox, hook=hook)


def test_what_quiet_hours_hold_survives_a_kill_and_is_one_message_that_never_changes(night: Night) -> None:
    night.publish(EVENING + timedelta(minutes=30))
    path = night.configuration.path
    with calendar_process(path, EVENING) as daemon:
        daemon.move_to(EVENING + timedelta(hours=1))
        wait_until(lambda: len(night.deliveries(DeliveryState.PENDING)) == 6)
        daemon.kill()
    assert {one.reason for one in night.deliveries(DeliveryState.PENDING)} == {
        "held until 2026-03-29 07:00 (Europe/Berlin): quiet hours"
    }
    assert (night.hook.posted, night.mailbox.received) == ([], [])

    gate = Event()
    night.hook.replies.append(Reply(hold=gate))
    with calendar_process(path, MORNING - timedelta(minutes=1)) as daemon:
        daemon.move_to(MORNING)
        night.hook.wait_for(1, 30)
        daemon.kill()
        gate.set()
    with calendar_process(path, MORNING + timedelta(minutes=1)):
        wait_until(lambda: len(night.deliveries(DeliveryState.SENT)) == 2)

    expect_sound(night.configuration.database)
    receipts = Receipts(mails=tuple(night.mailbox.received), posts=tuple(night.hook.posted))
    received, sent = receipts.by_id(), {one.id for one in night.deliveries(DeliveryState.SENT)}
    assert received.keys() == sent
    assert all(attempt == attempts[0] for attempts in received.values() for attempt in attempts)
    told = night.deliveries(DeliveryState.SUPPRESSED)
    assert {one.digested_in for one in told} == sent
    assert len(told) == 6
    explained = season_watch("rules", "explain", "1", at=night.configuration.folder).out
    assert re.search(
        r"mail to you@home\.example: told in one message with 2 others \(msg_\w{8}\), sent, 2026", explained
    )
    posted = json.loads(night.hook.posted[0].body)
    assert (posted["type"], posted["data"]["digest"]["count"]) == ("updates.digest", 3)
    assert "3 updates" in night.mailbox.received[0].message["Subject"]
