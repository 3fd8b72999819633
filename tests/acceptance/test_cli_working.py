"""Commands that do something: init, check, poll, sources, alerts, migrate, beside a daemon and without one."""

import json
import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from season_watch.cli.actions.health import alive_file
from season_watch.storage.lock import hold
from tests.acceptance.configuring import Configuration, Feed
from tests.acceptance.feeds import Published, feed_reply, wrap_report
from tests.servers.scripted_http import Reply, ScriptedServer
from tests.servers.smtp import SmtpServer, smtp_server
from tests.servers.webhooks import Reply as HookReply
from tests.servers.webhooks import WebhookReceiver, webhook_receiver
from tests.unit.cli.command import Told, season_watch
from tests.vocabulary import WATCH


@pytest.fixture
def web() -> Iterator[ScriptedServer]:
    with ScriptedServer() as server:
        entry = Published(
            title=f"{WATCH.title} season 2 wraps filming",
            text=wrap_report(WATCH.title),
            link="https://outlet.example/wraps",
            at=datetime(2025, 7, 23, tzinfo=UTC),
        )
        server.answer("/feed", feed_reply((entry,)))
        server.answer("/broken", Reply(status=500))
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
    return Configuration(
        folder=tmp_path,
        watches=(WATCH,),
        feeds=(Feed(name="good", url=web.url("/feed")), Feed(name="bad", url=web.url("/broken"))),
        mail_port=mailbox.port,
        hook=hook.url,
    )


def told_by(configuration: Configuration, *command: str) -> Told:
    return season_watch(*command, at=configuration.path.parent)


def document(configuration: Configuration, *command: str) -> Any:  # noqa: ANN401 - as the command says
    return json.loads(told_by(configuration, *command, "--json").out)


def test_init_gives_a_start_and_overwrites_nothing(tmp_path: Path) -> None:
    first = season_watch("init", "--directory", "mine", at=tmp_path)
    config, database = tmp_path / "mine/season-watch.toml", tmp_path / ".local/share/season-watch/season-watch.db"
    assert (first.code, first.err) == (0, "")
    assert "Next: edit mine/season-watch.toml" in first.out
    assert stat.S_IMODE(database.stat().st_mode) == 0o600
    config.write_text(config.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    again = season_watch("init", "--directory", "mine", at=tmp_path)
    assert "is there already" in again.out
    assert config.read_text(encoding="utf-8").endswith("# mine\n")
    assert season_watch("-c", str(config), "status", at=tmp_path).code == 3


def test_check_tells_what_answers_and_keeps_and_sends_nothing(
    configuration: Configuration, hook: WebhookReceiver, mailbox: SmtpServer
) -> None:
    configuration.write()
    answers = {answer["name"]: answer for answer in document(configuration, "check")}
    assert (answers["good"]["ok"], answers["good"]["answer"]) == (True, "1 entry, 1 for a watch")
    assert (answers["bad"]["ok"], answers["bad"]["answer"][:8]) == (False, "http-500")
    assert answers["mail"]["ok"]
    assert answers["hook"]["ok"]
    told = told_by(configuration, "check")
    assert told.code == 1
    assert "✓" in told.out
    assert "✗" in told.out
    assert f"There is no database at {configuration.database} yet" in told.out
    assert not hook.posted
    assert not mailbox.received
    assert not configuration.database.exists()


def test_check_says_that_a_mail_server_is_not_there(tmp_path: Path) -> None:
    configuration = Configuration(folder=tmp_path, watches=(WATCH,), mail_port=1)
    configuration.write()
    (answer,) = document(configuration, "check")
    assert (answer["ok"], answer["answer"].partition(":")[0]) == (False, "refused")


def test_check_says_which_selector_is_none(tmp_path: Path) -> None:
    configuration = Configuration(folder=tmp_path, watches=(WATCH,))
    configuration.write()
    page = '[[source]]\nname = "page"\nkind = "page"\nurl = "https://a.example/"\nselectors = { entry = "li[[" }\n'
    configuration.path.write_text(f"{configuration.path.read_text(encoding='utf-8')}\n{page}", encoding="utf-8")
    told = told_by(configuration, "check")
    assert (told.code, told.out) == (2, "")
    assert "is no CSS selector: 'li[['" in told.err


def test_poll_makes_one_pass_and_fails_where_a_source_does(configuration: Configuration, hook: WebhookReceiver) -> None:
    configuration.write()
    told = told_by(configuration, "poll", "--backfill")
    assert told.code == 1
    assert "2 sources checked, 0 articles read, 1 update, 2 messages sent, 0 not." in told.out
    assert "http-500" in told.out
    assert len(hook.posted) == 1
    good = told_by(configuration, "poll", "good")
    assert (good.code, good.err) == (0, "")
    states = {alert["channel"]: alert["state"] for alert in document(configuration, "alerts", "list")}
    assert states == {"mail": "sent", "hook": "sent"}


def test_what_is_older_than_its_source_is_not_sent_by_itself(
    configuration: Configuration, hook: WebhookReceiver
) -> None:
    configuration.write()
    told = told_by(configuration, "poll", "good")
    assert "1 update, 0 messages sent" in told.out
    assert not hook.posted
    assert len(document(configuration, "list")) == 1


def test_beside_a_daemon_poll_only_leaves_its_wish(configuration: Configuration, web: ScriptedServer) -> None:
    configuration.write()
    told_by(configuration, "poll", "good")
    asked = len(web.requests)
    with hold(configuration.database):
        told = told_by(configuration, "poll")
        assert told.code == 0
        assert "it checks 2 sources within seconds" in told.out
        assert told_by(configuration, "migrate").code == 1
        assert told_by(configuration, "sources", "pause", "good").code == 0
    assert len(web.requests) == asked
    due = {source["name"]: source["next_check_at"] for source in document(configuration, "sources", "list")}
    assert max(due.values()) <= datetime.now(UTC).isoformat()


def test_a_source_is_added_paused_and_resumed(configuration: Configuration, web: ScriptedServer) -> None:
    configuration.write()
    told_by(configuration, "migrate")
    told_by(configuration, "poll", "good")
    added = told_by(configuration, "sources", "add", web.url("/feed?2"), "--name", "mine", "--every", "30m")
    assert added.code == 0, added.err
    told_by(configuration, "sources", "pause", "mine")
    mine = next(one for one in document(configuration, "sources", "list") if one["name"] == "mine")
    assert (mine["origin"], mine["paused"], mine["every_seconds"]) == ("user", True, 1800)
    assert told_by(configuration, "sources", "resume", "mine").code == 0
    assert "mine" in told_by(configuration, "poll").out
    twice = told_by(configuration, "sources", "add", web.url("/feed?3"), "--name", "mine")
    assert (twice.code, twice.err.count("\n")) == (1, 1)


def test_a_channel_is_tried_with_a_real_message(
    configuration: Configuration, hook: WebhookReceiver, mailbox: SmtpServer
) -> None:
    configuration.write()
    assert told_by(configuration, "alerts", "test", "hook").out == "✓ hook to 127.0.0.1/…: taken\n"
    assert json.loads(hook.posted[0].body)["type"] == "notice.test"
    assert told_by(configuration, "alerts", "test", "mail").code == 0
    assert "test" in mailbox.received[0].message["Subject"]
    hook.replies.append(HookReply(status=500))
    failed = told_by(configuration, "alerts", "test", "hook")
    assert (failed.code, failed.out.partition(": ")[2][:8]) == (1, "http-500")


def test_a_dead_alert_is_given_all_its_attempts_again(configuration: Configuration, hook: WebhookReceiver) -> None:
    configuration.write()
    hook.replies.append(HookReply(status=410))
    told_by(configuration, "poll", "good", "--backfill")
    (dead,) = document(configuration, "alerts", "list", "--state", "dead")
    assert dead["reason"].startswith("gone")
    assert told_by(configuration, "alerts", "retry", "msg_zz").code == 3
    assert "1 alert is due again" in told_by(configuration, "alerts", "retry", dead["id"][:12]).out
    told_by(configuration, "poll", "good")
    assert len(hook.posted) == 2
    assert told_by(configuration, "alerts", "list", "--state", "dead").code == 3


def test_migrate_says_what_it_did(configuration: Configuration) -> None:
    configuration.write()
    assert "Created the database" in told_by(configuration, "migrate").out
    assert "already" in told_by(configuration, "migrate").out


def test_healthcheck_answers_by_its_exit_code(configuration: Configuration) -> None:
    configuration.write()
    assert told_by(configuration, "healthcheck").code == 1
    alive_file(configuration.database).touch()
    os.utime(alive_file(configuration.database))
    with hold(configuration.database):
        told = told_by(configuration, "healthcheck", "--json")
    assert (told.code, json.loads(told.out)) == (0, {"healthy": True, "fault": None})
