"""The daemon as its owner runs it: what signals do to it, that there is one, and what it takes when idle."""

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest

from season_watch.model.watch import Watch, WatchName
from season_watch.storage import queries
from season_watch.storage.queries import reading
from tests.acceptance import hanging_names
from tests.acceptance.configuring import Configuration, Feed
from tests.acceptance.daemon_process import daemon_process
from tests.acceptance.feeds import Published, feed_reply, wrap_report
from tests.acceptance.waiting import wait_until
from tests.servers.scripted_http import Reply as ScriptedReply
from tests.servers.scripted_http import ScriptedServer
from tests.servers.smtp import SmtpServer, smtp_server
from tests.servers.webhooks import Reply, WebhookReceiver, webhook_receiver

pytestmark = pytest.mark.slow

PATIENCE = 20.0
MEBIBYTE = 1024 * 1024

OWN_RESIDENT = 95 * MEBIBYTE
FAMILY_RESIDENT = 140 * MEBIBYTE
"""What the daemon may hold when it has nothing to do: its own process, and with its children."""

VELVET = Watch(name=WatchName("velvet"), title="Velvet Orchard", season=2)
COPPER = Watch(name=WatchName("copper"), title="Copper Lighthouse", season=2)


@pytest.fixture
def web() -> Iterator[ScriptedServer]:
    with ScriptedServer() as server:
        yield server


@pytest.fixture
def mailbox() -> Iterator[SmtpServer]:
    with smtp_server() as server:
        yield server


@pytest.fixture
def hook() -> Iterator[WebhookReceiver]:
    with webhook_receiver() as receiver:
        yield receiver


@pytest.fixture
def configuration(tmp_path: Path, web: ScriptedServer, mailbox: SmtpServer, hook: WebhookReceiver) -> Configuration:
    """One watch, and one source that says that its filming has wrapped."""
    return Configuration(
        folder=tmp_path,
        watches=(VELVET,),
        feeds=(publish(web, VELVET),),
        mail_port=mailbox.port,
        hook=hook.url,
    )


def publish(web: ScriptedServer, watch: Watch) -> Feed:
    """A feed that says that filming on a show has wrapped."""
    entry = Published(
        title=f"{watch.title} season 2 wraps filming",
        text=wrap_report(watch.title),
        link=f"https://outlet.example/{watch.name}",
        at=datetime.now(UTC),
    )
    web.answer(f"/{watch.name}", feed_reply((entry,)))
    return Feed(name=f"wire-{watch.name}", url=web.url(f"/{watch.name}"))


def publish_thinly(web: ScriptedServer, watch: Watch) -> Feed:
    """The same with a teaser alone in the feed, and the article on a page behind it."""
    title = f"{watch.title} season 2 wraps filming"
    article = f"<main><article><h1>{title}</h1><p>{wrap_report(watch.title)}</p></article></main>"
    link = web.url(f"/{watch.name}.html")
    web.answer(f"/{watch.name}.html", ScriptedReply(body=f"<!doctype html><title>{title}</title>{article}".encode()))
    entry = Published(title=title, text="There is news …", link=link, at=datetime.now(UTC))
    web.answer(f"/{watch.name}", feed_reply((entry,)))
    return Feed(name=f"wire-{watch.name}", url=web.url(f"/{watch.name}"), watches=(watch.name,))


def test_sigterm_lets_a_post_under_way_finish_and_leaves_no_lease(
    configuration: Configuration, hook: WebhookReceiver
) -> None:
    answer_now = Event()
    hook.replies.append(Reply(hold=answer_now))
    with daemon_process(configuration.write(), "--backfill") as daemon:
        hook.wait_for(1)
        daemon.process.send_signal(signal.SIGTERM)
        wait_until(lambda: "stop" in daemon.log or daemon.process.poll() is None)
        answer_now.set()
        assert daemon.process.wait(10) == 0
    assert set(_states(configuration.database)) == {"sent"}


def test_sigterm_ends_within_ten_seconds_though_a_receiver_never_answers(
    configuration: Configuration, hook: WebhookReceiver
) -> None:
    never = Event()
    hook.replies.append(Reply(hold=never))
    with daemon_process(configuration.write(), "--backfill") as daemon:
        hook.wait_for(1)
        assert daemon.stop() == 0
        never.set()
    assert sorted(_states(configuration.database)) == ["pending", "sent"]


def test_sigterm_ends_within_ten_seconds_though_no_name_server_answers(configuration: Configuration) -> None:
    far = replace(configuration, mail_host="mail.example", hook="http://hook.example/")
    with daemon_process(far.write(), "--backfill", module=hanging_names.__name__) as daemon:
        wait_until(lambda: _states(configuration.database) == ["leased", "leased"])
        began = time.monotonic()
        assert daemon.stop() == 0
    print(f"ended {time.monotonic() - began:.1f} s after SIGTERM")
    assert _states(configuration.database) == ["pending", "pending"]


def test_sighup_takes_over_a_new_watch_and_its_source(
    configuration: Configuration, web: ScriptedServer, mailbox: SmtpServer
) -> None:
    with daemon_process(configuration.write(), "--backfill") as daemon:
        mailbox.wait_for(1)
        feeds = (*configuration.feeds, publish(web, COPPER))
        replace(configuration, watches=(VELVET, COPPER), feeds=feeds).write()
        daemon.process.send_signal(signal.SIGHUP)
        received = mailbox.wait_for(2)
        assert "configuration taken over" in daemon.log
    assert [VELVET.title in received[0].message["Subject"], COPPER.title in received[1].message["Subject"]] == [1, 1]


def test_sighup_with_a_wrong_configuration_keeps_the_old_one_and_says_why(configuration: Configuration) -> None:
    path = configuration.write()
    with daemon_process(path) as daemon:
        path.write_text(path.read_text("utf-8").replace("season = 2", "saeson = 2"), "utf-8")
        daemon.process.send_signal(signal.SIGHUP)
        wait_until(lambda: "saeson" in daemon.log)
        assert "configuration not taken over" in daemon.log
        assert daemon.process.poll() is None
    with reading(configuration.database) as connection:
        assert queries.watches(connection) == (VELVET,)


def test_a_second_daemon_on_one_database_is_refused_in_one_sentence(configuration: Configuration) -> None:
    path = configuration.write()
    with daemon_process(path) as first:
        command = [sys.executable, "-m", "season_watch", "-c", str(path), "run"]
        second = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
        assert first.process.poll() is None
    assert second.returncode == 1
    (sentence,) = second.stderr.splitlines()
    assert f"process {first.pid}" in sentence
    assert str(configuration.database) in sentence


def test_a_restart_sends_nothing_twice(
    configuration: Configuration, mailbox: SmtpServer, hook: WebhookReceiver, web: ScriptedServer
) -> None:
    path = configuration.write()
    for expected_requests in (1, 2):
        with daemon_process(path, "--backfill") as daemon:
            web.wait_for(expected_requests)
            mailbox.wait_for(1)
            hook.wait_for(1)
            assert daemon.stop() == 0
        _make_due(configuration.database)
    assert (len(mailbox.received), len(hook.posted)) == (1, 1)


def test_an_idle_daemon_is_small(
    configuration: Configuration, web: ScriptedServer, mailbox: SmtpServer, hook: WebhookReceiver
) -> None:
    feeds = (*configuration.feeds, publish_thinly(web, COPPER))
    path = replace(configuration, watches=(VELVET, COPPER), feeds=feeds).write()
    with daemon_process(path, "--backfill") as daemon:
        mailbox.wait_for(2)
        hook.wait_for(2)
        wait_until(lambda: set(_states(configuration.database)) == {"sent"})
        wait_until(lambda: len(daemon.children) <= 1)  # the spare one stands by for two seconds more
        own = _resident(daemon.pid)
        family = own + sum(map(_resident, daemon.children))
    print(f"idle: {own / MEBIBYTE:.1f} MiB, with its children {family / MEBIBYTE:.1f} MiB")
    assert own <= OWN_RESIDENT
    assert family <= FAMILY_RESIDENT


def _states(database: Path) -> list[str]:
    """The state of each delivery; none where there is no database yet."""
    with reading(database) as connection:
        return [delivery.state.value for delivery in queries.deliveries(connection)]


def _make_due(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE sources SET next_check_at = last_checked_at")


def _resident(pid: int) -> int:
    """VmRSS of a process, in bytes (proc(5))."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024
