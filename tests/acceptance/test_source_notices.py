"""The daemon says by mail and by webhook when it can't see a source as it should, and when it can again: once each."""

import json
import ssl
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from season_watch.model.watch import Watch, WatchName
from tests.acceptance.configuring import Configuration, Feed
from tests.acceptance.daemon_process import daemon_process
from tests.acceptance.feeds import Published, rss
from tests.servers.issuing import certificate
from tests.servers.scripted_http import Reply, ScriptedServer
from tests.servers.smtp import SmtpServer, smtp_server
from tests.servers.webhooks import WebhookReceiver, webhook_receiver

pytestmark = pytest.mark.slow

WATCH = Watch(name=WatchName("velvet"), title="Velvet Orchard", season=2)
NOW = datetime.now(UTC)
DAY = timedelta(days=1)
PATIENCE = 90.0
GONE_AT_ONCE = {"gone": "notice.source_gone"}
STARTS = {
    "blind": "notice.source_blind",
    "login": "notice.source_blind",
    "empty": "notice.source_empty",
    "silent": "notice.source_silent",
    "ending": "notice.certificate_ending",
}
"""By source: what is said when its trouble starts."""

ENDS = dict.fromkeys(STARTS, "notice.source_seeing") | {"ending": "notice.certificate_renewed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was said of each source, and what `status` showed meanwhile and afterwards."""

    mailed: tuple[str, ...]
    posted: Counter[tuple[str, str]]
    status_in_trouble: dict[str, str]
    status_afterwards: dict[str, str]
    asked_of_gone: int


def feed(*dates: datetime) -> Reply:
    """A feed with an entry of each date; each answer ends its connection, so that each check shakes hands."""
    entries = (
        Published(title=f"Day {date:%d}", text="Nothing happened.", link=f"https://o.example/{date:%Y%m%d}", at=date)
        for date in dates
    )
    return Reply(body=rss(entries), headers=(("Connection", "close"),))


BEFORE = {
    "blind": Reply(status=500),
    "login": Reply(body=b"<!doctype html><title>Sign in</title><form><input type='password'></form>"),
    "empty": feed(),
    "silent": feed(*(NOW - (700 + day) * DAY for day in range(6))),
    "gone": Reply(status=410),
}
AFTER = feed(*(NOW - day * DAY for day in range(6)))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    folder = tmp_path_factory.mktemp("voice")
    short = certificate(folder, "short", NOW - 86 * DAY, NOW + 4 * DAY)
    long = certificate(folder, "long", NOW - DAY, NOW + 89 * DAY)
    shown = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    shown.load_cert_chain(short)
    trusted = folder / "trusted.pem"
    trusted.write_text(short.read_text() + long.read_text())
    with (
        ScriptedServer() as web,
        ScriptedServer(tls=shown) as secure,
        smtp_server() as mailbox,
        webhook_receiver() as hook,
    ):
        secure.answer("/ending", AFTER)
        for name, reply in BEFORE.items():
            web.answer(f"/{name}", reply)
        configuration = configured(folder, web, secure, mailbox, hook)
        with daemon_process(configuration.write(), trusted=trusted):
            both_heard(mailbox, hook, len(STARTS | GONE_AT_ONCE))
            in_trouble = troubles(configuration.path)
            shown.load_cert_chain(long)
            for name in BEFORE:
                web.answer(f"/{name}", AFTER)
            both_heard(mailbox, hook, len(STARTS | GONE_AT_ONCE) + len(ENDS))
            yield Told(
                mailed=tuple(one.message["Subject"] for one in mailbox.received),
                posted=Counter(posted(one.body) for one in hook.posted),
                status_in_trouble=in_trouble,
                status_afterwards=troubles(configuration.path),
                asked_of_gone=web.paths().count("/gone"),
            )


def configured(
    folder: Path, web: ScriptedServer, secure: ScriptedServer, mailbox: SmtpServer, hook: WebhookReceiver
) -> Configuration:
    places = {name: web.url(f"/{name}") for name in BEFORE} | {"ending": secure.url("/ending")}
    return Configuration(
        folder=folder,
        watches=(WATCH,),
        feeds=tuple(Feed(name=name, url=url, every="1s") for name, url in places.items()),
        mail_port=mailbox.port,
        hook=hook.url,
    )


def both_heard(mailbox: SmtpServer, hook: WebhookReceiver, count: int) -> None:
    mailbox.wait_for(count, PATIENCE)
    hook.wait_for(count, PATIENCE)


def troubles(configuration: Path) -> dict[str, str]:
    """What `status` shows of troubled sources: kind and cause, by source."""
    command = [sys.executable, "-m", "season_watch", "-c", str(configuration), "status", "--json"]
    (board,) = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return {one["source"]: f"{one['kind']}: {one['why']}" for one in board["troubles"]}


def posted(body: bytes) -> tuple[str, str]:
    """Of which source a post is, and of what kind."""
    said = json.loads(body)
    return said["data"]["notice"]["source"], said["type"]


@pytest.mark.parametrize("source", [*STARTS, *GONE_AT_ONCE])
def test_trouble_is_told_once_when_it_starts_and_once_when_it_is_over(told: Told, source: str) -> None:
    kinds = {kind: count for (name, kind), count in told.posted.items() if name == source}
    ends = {ENDS[source]: 1} if source in ENDS else {}
    assert kinds == {(STARTS | GONE_AT_ONCE)[source]: 1} | ends
    assert sum(source in subject for subject in told.mailed) == len(kinds)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("blind", "unreadable: http-500: "),
        ("login", "unreadable: not-a-feed: "),
        ("empty", "empty: nothing listed 3 times in a row"),
        ("silent", "silent: nothing new for so long that it is strange since "),
        ("ending", "certificate: the certificate of its server ends on "),
        ("gone", "gone: http-410: "),
    ],
)
def test_status_says_which_sources_are_in_trouble_and_why(told: Told, source: str, shown: str) -> None:
    assert told.status_in_trouble[source].startswith(shown)


def test_status_forgets_what_is_over_and_keeps_what_rests_until_it_is_resumed(told: Told) -> None:
    assert list(told.status_afterwards) == ["gone"]
    assert told.asked_of_gone == 2
