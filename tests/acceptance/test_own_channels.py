"""Channels and words of the owner's own, as the commands show them."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.acceptance.configuring import Configuration, Feed
from tests.acceptance.feeds import Published, feed_reply, wrap_report
from tests.servers.scripted_http import ScriptedServer
from tests.servers.smtp import SmtpServer, smtp_server
from tests.unit.cli.command import Told, season_watch
from tests.unit.notifying.samples import schema_validator
from tests.vocabulary import WATCH

pytestmark = pytest.mark.slow

WITHOUT_END = "{{ 'x' * 9 ** 12 }}"


@pytest.fixture
def mailbox() -> Iterator[SmtpServer]:
    with smtp_server() as server:
        yield server


@pytest.fixture
def configuration(tmp_path: Path, mailbox: SmtpServer) -> Iterator[Configuration]:
    with ScriptedServer() as web:
        entry = Published(
            title=f"{WATCH.title} season 2 wraps filming",
            text=wrap_report(WATCH.title),
            link="https://outlet.example/wraps",
            at=datetime(2025, 7, 23, tzinfo=UTC),
        )
        web.answer("/feed", feed_reply((entry,)))
        feeds = (Feed(name="good", url=web.url("/feed")),)
        yield Configuration(folder=tmp_path, watches=(WATCH,), feeds=feeds, mail_port=mailbox.port)


def told_by(configuration: Configuration, *command: str) -> Told:
    return season_watch(*command, at=configuration.folder)


def write_with(configuration: Configuration, text: str) -> None:
    """The configuration with more at its end, where the mail channel stands."""
    configuration.write()
    with configuration.path.open("a", encoding="utf-8") as file:
        file.write("\n" + text)


def subjects(mailbox: SmtpServer) -> list[str]:
    return [one.message["Subject"] for one in mailbox.received]


def bodies(mailbox: SmtpServer) -> list[str]:
    """The plain text of each mail."""
    parts = [next(one.message.iter_parts()) for one in mailbox.received]
    return [part.get_content() for part in parts if isinstance(part, EmailMessage)]


def test_a_program_and_standard_output_get_what_a_mail_says(configuration: Configuration, tmp_path: Path) -> None:
    got = tmp_path / "got"
    own = f'[[channel]]\nname = "own"\nkind = "command"\nargv = ["tee", "-a", {json.dumps(str(got))}]\n'
    out = '[[channel]]\nname = "out"\nkind = "stdout"\nformat = "json"\n'
    write_with(configuration, own + out)

    checked = told_by(configuration, "check")
    assert ("tee can be started" in checked.out, checked.code) == (True, 0)
    assert told_by(configuration, "alerts", "test", "own").out == "✓ own to command: taken\n"
    polled = told_by(configuration, "poll", "--backfill")

    given = [json.loads(line) for line in got.read_text("utf-8").splitlines()]
    written = [json.loads(line) for line in polled.out.splitlines() if line.startswith("{")]
    assert [one["type"] for one in given] == ["notice.test", "update.confirmed"]
    assert [one["data"] for one in written] == [given[1]["data"]]
    assert written[0]["id"] != given[1]["id"]
    for document in (*given, *written):
        schema_validator().validate(document)


def test_a_file_that_others_may_write_to_starts_no_program(configuration: Configuration) -> None:
    write_with(configuration, '[[channel]]\nname = "own"\nkind = "command"\nargv = ["touch", "started"]\n')
    configuration.path.chmod(0o666)
    told = told_by(configuration, "alerts", "test", "own")
    assert told.code == 2
    assert "must not be a command channel while others may write to" in told.err
    assert not (configuration.folder / "started").exists()


def test_mails_are_in_the_owner_s_words_until_these_fail(configuration: Configuration, mailbox: SmtpServer) -> None:
    mine = configuration.folder / "mine"
    mine.mkdir()
    (mine / "subject.txt").write_text("Hear: {{ update.headline }}", "utf-8")
    write_with(configuration, 'templates = "mine"\n')
    assert told_by(configuration, "alerts", "test", "mail").out == "✓ mail to you@home.example: taken\n"

    (mine / "text.txt").write_text("{{ evidence.qoute }}", "utf-8")
    tried = told_by(configuration, "alerts", "test", "mail")
    assert (tried.code, tried.out.partition("your words: ")[2]) == (
        1,
        "text.txt:1: UndefinedError: 'dict object' has no attribute 'qoute'\n",
    )
    (mine / "text.txt").write_text("{{ oops", "utf-8")
    refused = told_by(configuration, "check")
    assert (refused.code, f"{mine}/text.txt:1: " in refused.err) == (2, True)
    assert subjects(mailbox) == [
        "Hear: filming has wrapped",
        "[A test of season-watch S1] Confirmed: filming has wrapped",
    ]


def test_a_template_without_end_loses_nothing_and_is_told_once(
    configuration: Configuration, mailbox: SmtpServer
) -> None:
    mine = configuration.folder / "mine"
    mine.mkdir()
    (mine / "text.txt").write_text(WITHOUT_END, "utf-8")
    write_with(configuration, 'templates = "mine"\n')
    assert told_by(configuration, "poll", "--backfill").code == 0
    assert told_by(configuration, "poll").code == 0

    assert subjects(mailbox) == [
        "[All of Us Are Dead S2] Confirmed: filming has wrapped",
        "[season-watch] a template of mail failed",
    ]
    assert "Now: " in bodies(mailbox)[0]
    assert "it took too much time or memory and was stopped" in " ".join(bodies(mailbox)[1].split())
