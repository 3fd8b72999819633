"""The daemon tells of itself: a channel that takes nothing, a disk that is full, and to a watchman that all is well."""

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from season_watch.model.watch import Watch, WatchName
from tests.acceptance.configuring import Configuration, Feed
from tests.acceptance.daemon_process import DaemonProcess, daemon_process
from tests.acceptance.feeds import Published, feed_reply, wrap_report
from tests.acceptance.waiting import wait_until
from tests.servers.scripted_http import Reply as Page
from tests.servers.scripted_http import ScriptedServer
from tests.servers.smtp import SmtpServer, smtp_server
from tests.servers.webhooks import Reply, WebhookReceiver, webhook_receiver

pytestmark = pytest.mark.slow

SHOWS = ("Velvet Orchard", "Copper Lighthouse", "Paper Harbour")
WATCHES = tuple(Watch(name=WatchName(title.split()[0].lower()), title=title, season=2) for title in SHOWS)
PATIENCE = 90.0

WEATHER = Published(title="Rain", text="It rains.", link="https://outlet.example/rain", at=datetime.now(UTC))
NO_ROOM = 20_000
"""Bytes that a file of the daemon may have once its disk is full: less than its database has, more than its log."""


@dataclass(slots=True, kw_only=True)
class House:
    """A daemon with all that it talks to. Each show's news is out once it is published."""

    web: ScriptedServer
    mailbox: SmtpServer
    hook: WebhookReceiver
    daemon: DaemonProcess

    def publish(self, watch: Watch) -> None:
        publish(self.web, watch)

    def say(self, *words: str) -> str:
        """What a command says beside the daemon."""
        configuration = str(self.daemon.log_file.with_suffix(".toml"))
        command = [sys.executable, "-m", "season_watch", "-c", configuration, *words]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    @property
    def pings(self) -> int:
        return self.web.paths().count("/ping")

    def posted(self) -> list[str]:
        return [json.loads(one.body)["type"] for one in self.hook.posted]

    def mailed(self, words: str) -> int:
        """How many mails have these words in their subject."""
        return sum(words in one.message["Subject"] for one in tuple(self.mailbox.received))

    def limit_files_to(self, size: int) -> None:
        hard = resource.prlimit(self.daemon.pid, resource.RLIMIT_FSIZE)[1]
        resource.prlimit(self.daemon.pid, resource.RLIMIT_FSIZE, (size, hard))


def publish(web: ScriptedServer, watch: Watch) -> None:
    entry = Published(
        title=f"{watch.title} season 2 wraps filming",
        text=wrap_report(watch.title),
        link=f"https://outlet.example/{watch.name}",
        at=datetime.now(UTC),
    )
    web.answer(f"/{watch.name}", feed_reply((entry,)))


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with ScriptedServer() as web, smtp_server() as mailbox, webhook_receiver() as hook:
        for watch in WATCHES:
            web.answer(f"/{watch.name}", feed_reply((WEATHER,)))
        web.answer("/ping", Page(body=b"OK"))
        configuration = Configuration(
            folder=tmp_path,
            watches=WATCHES,
            feeds=tuple(Feed(name=watch.name, url=web.url(f"/{watch.name}"), every="1s") for watch in WATCHES),
            mail_port=mailbox.port,
            hook=hook.url,
            ping=web.url("/ping"),
        )
        with daemon_process(configuration.write(), "--backfill") as daemon:
            yield House(web=web, mailbox=mailbox, hook=hook, daemon=daemon)


def test_a_channel_that_wants_no_more_is_told_by_the_other_and_all_hear_when_it_takes_again(house: House) -> None:
    wait_until(lambda: house.pings > 0)
    house.hook.replies.append(Reply(status=410))
    house.publish(WATCHES[0])
    wait_until(lambda: house.mailed("hook is switched off") == 1)
    wait_until(lambda: "a channel takes nothing" in house.daemon.log)
    pings, lines = house.pings, house.daemon.log.count("checked")
    wait_until(lambda: house.daemon.log.count("checked") > lines + 10)
    assert house.pings == pings
    assert "hook to 127.0.0.1/…, since " in house.say("status")
    house.say("alerts", "retry", "--all")
    wait_until(lambda: house.mailed("hook takes messages again") == 1)
    wait_until(lambda: "notice.channel_working" in house.posted())
    wait_until(lambda: house.pings > pings)
    assert "take nothing" not in house.say("status")
    assert house.posted().count("notice.channel_closed") == 0
    assert house.mailed("hook is switched off") == house.mailed("hook takes messages again") == 1


def test_a_full_disk_is_told_while_it_is_full_and_nothing_is_lost_by_it(house: House) -> None:
    house.publish(WATCHES[0])
    wait_until(lambda: house.mailed(SHOWS[0]) == 1)
    wait_until(lambda: house.pings > 0)
    house.limit_files_to(NO_ROOM)
    house.publish(WATCHES[2])
    wait_until(lambda: house.mailed("the database can't be written") == 1)
    wait_until(lambda: house.posted().count("notice.store_failing") == 1)
    pings = house.pings
    assert "filming has wrapped" in house.say("status")
    house.limit_files_to(resource.RLIM_INFINITY)
    wait_until(lambda: house.mailed("the database can be written again") == 1)
    wait_until(lambda: house.posted().count("notice.store_working") == 1)
    wait_until(lambda: house.mailed(SHOWS[2]) == 1)
    wait_until(lambda: house.pings > pings)
    assert house.mailed("the database can't be written") == 1
    assert house.daemon.log.count("the database can't be written") == 1
    assert house.daemon.log.count("the database can be written again") == 1
    assert house.daemon.stop() == 0
