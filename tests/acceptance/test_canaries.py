"""Secrets are sown wherever the owner may put one, and whatever goes wrong, none comes up where it can be seen."""

import base64
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest

from season_watch.config.loading import load
from season_watch.model.errors import ConfigError
from season_watch.storage.queries import reading
from tests.acceptance.feeds import Published, rss, wrap_report
from tests.acceptance.waiting import wait_until
from tests.servers.certificate import CERTIFICATE, server_tls
from tests.servers.hub import Hub
from tests.servers.scripted_http import Reply as Page
from tests.servers.scripted_http import ScriptedServer
from tests.servers.smtp import smtp_server
from tests.servers.webhooks import Reply, webhook_receiver
from tests.unit.cli.command import Told, environment, season_watch

pytestmark = pytest.mark.slow

PASSWORD = "canary-of-the-mail-password"
LOGIN = base64.b64encode(f"\0watcher\0{PASSWORD}".encode()).decode()
SIGNING = "whsec_" + base64.b64encode(b"canary of the webhook's signature").decode()
HOOK, PING, FEED, SERVICE = (f"canary-of-the-{what}-address" for what in ("webhook", "ping", "feed", "service"))

SECRETS = (PASSWORD, LOGIN, SIGNING, SIGNING.removeprefix("whsec_"), HOOK, PING, FEED, SERVICE)

KEPT = (HOOK, FEED, SERVICE)
"""Addresses are kept with what they lead to: whom to tell, and where a source is."""

SHOWN = {(where, FEED) for where in ("sources list --json", "sources test feed", "sources test blind")}
"""A source's address is shown as the owner wrote it, where the address is what was asked for."""

REPORT = Published(
    title="Velvet Orchard season 2 wraps filming",
    text=wrap_report("Velvet Orchard"),
    link="https://outlet.example/wraps",
    at=datetime.now(UTC),
)

READING = (
    ("list",),
    ("status",),
    ("stories",),
    ("show", "1"),
    ("explain", REPORT.link),
    ("sources", "list"),
    ("alerts", "list"),
    ("rules", "explain", "1"),
    ("silences", "list"),
    ("corrections", "list"),
)
"""Commands that read the database; each has `--json`."""

WORKING = (
    ("check",),
    ("poll",),
    ("healthcheck",),
    ("rebuild",),
    ("version",),
    ("alerts", "test", "mail"),
    ("alerts", "test", "hook"),
    ("alerts", "test", "phone"),
    ("alerts", "retry", "--all"),
    ("sources", "test", "blind"),
    ("sources", "test", "feed"),
    ("sources", "pause", "blind"),
    ("rules", "try", "season-watch.toml"),
)
"""Commands that ask others, or change something."""

SHORT = (("status",), ("sources", "list"), ("alerts", "list"), ("alerts", "test", "hook"), ("check",))
"""What a build says; `make torture` says all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A folder with a configuration, and an environment with secrets."""

    folder: Path
    secrets: dict[str, str]

    @property
    def database(self) -> Path:
        return self.folder / "season-watch.db"

    def say(self, *words: str) -> Told:
        return season_watch("-vv", "--debug", *words, at=self.folder, env=self.secrets)

    @contextmanager
    def daemon(self) -> Iterator[Path]:
        """A daemon that logs all there is to log, to the file that is given."""
        command = [sys.executable, "-m", "season_watch", "-vv", "--debug", "run", "--backfill"]
        out = self.folder / "log"
        env = {**environment(self.folder), **self.secrets}
        with (
            out.open("ab") as log,
            subprocess.Popen(command, cwd=self.folder, env=env, stdout=log, stderr=log) as process,
        ):
            try:
                yield out
            finally:
                process.send_signal(signal.SIGTERM)
                assert process.wait(20) == 0


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Servers that refuse in many ways, in words that repeat what they were told."""
    with ExitStack() as stack:
        web = stack.enter_context(ScriptedServer())
        mailbox = stack.enter_context(smtp_server(tls=server_tls(), login=("watcher", PASSWORD)))
        hook = stack.enter_context(webhook_receiver())
        hub = Hub(web)
        mailbox.answers.extend([("AUTH", f"535 5.7.8 no such login: watcher {PASSWORD} {LOGIN}")] * 4)
        hook.replies.append(Reply(status=500, body=f"cannot post to {HOOK}, signed by {SIGNING}".encode()))
        hook.replies.extend([Reply(status=302, headers=(("Location", f"/{HOOK}?{PASSWORD}"),))] * 10)
        link = (("Link", f'<{hub.url}>; rel="hub", </feed?key={FEED}>; rel="self"'),)
        web.answer("/feed", Page(body=rss((REPORT,)), headers=link))
        web.answer(
            "/blind", Page(status=500, body=FEED.encode()), Page(status=302, headers=(("Location", f"/x?{FEED}"),))
        )
        web.answer("/ping", Page(status=500, body=PING.encode()), Page(status=302, headers=(("Location", f"/{PING}"),)))
        yield _house(tmp_path, web, mailbox.port, f"{hook.url}/{HOOK}")


def _house(folder: Path, web: ScriptedServer, mail_port: int, hook: str) -> House:
    (folder / "signing").write_text(SIGNING, "utf-8")
    text = CONFIGURATION.format(mail=mail_port, callback=_free_port()) + (PHONE if find_spec("apprise") else "")
    (folder / "season-watch.toml").write_text(text, "utf-8")
    secrets = {
        "SMTP_PASSWORD": PASSWORD,
        "HOOK_URL": hook,
        "PING_URL": web.url(f"/ping?{PING}"),
        "FEED_URL": web.url(f"/feed?key={FEED}"),
        "BLIND_URL": web.url(f"/blind?key={FEED}"),
        "SERVICE_URL": f"json://127.0.0.1:9/{SERVICE}",
        "SSL_CERT_FILE": str(CERTIFICATE),
    }
    return House(folder=folder, secrets=secrets)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.mark.parametrize(
    "commands",
    [
        pytest.param(SHORT, id="short"),
        pytest.param((*READING, *WORKING), id="full", marks=(pytest.mark.torture, pytest.mark.timeout(300))),
    ],
)
def test_no_fault_brings_a_secret_up(house: House, commands: tuple[tuple[str, ...], ...]) -> None:
    with house.daemon() as log:
        for fault in ("login-refused", "http-500: the webhook", "not all is well", "blind"):
            wait_until(lambda fault=fault: fault in log.read_text("utf-8"))  # type: ignore[misc]
        told = {"the log": log.read_text("utf-8")} | {" ".join(words): _all_of(house.say(*words)) for words in commands}
    told |= {
        f"{' '.join(words)} --json": _all_of(house.say(*words, "--json")) for words in READING if words in commands
    }
    told["the log"] = log.read_text("utf-8")
    seen = {
        (where, secret) for where, text in told.items() for secret in (*SECRETS, *_of_hubs(house)) if secret in text
    }
    assert seen <= SHOWN
    kept = b"".join(path.read_bytes() for path in house.folder.glob("season-watch.db*"))
    assert {secret for secret in SECRETS if secret.encode() in kept} <= set(KEPT)


MAIL = '[[channel]]\nname = "mail"\nkind = "email"\nhost = "mx"\nfrom = "a@b.example"\nto = ["c@d.example"]\n'
POST = '[[channel]]\nname = "hook"\nkind = "webhook"\n'
SOURCE = '[[source]]\nname = "wire"\n'
WORD = "canary"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f'{MAIL}passwrd = "{WORD}"', id="a key misspelt"),
        pytest.param(f'{MAIL}password = ["{WORD}"]', id="a password that is a list"),
        pytest.param(f'{MAIL}password = "{WORD}', id="a password without its end"),
        pytest.param(f'{MAIL}password = "{WORD}\\n"', id="a password of two lines"),
        pytest.param(f'{MAIL}password = "{WORD}"\npassword = "{WORD}"', id="a password twice"),
        pytest.param(f'{MAIL}password = "{WORD}"\npassword_file = "/nowhere"', id="a password and a file of it"),
        pytest.param(f'{POST}url = "https://a.example/"\nsecret = "{WORD}"', id="a secret that is none"),
        pytest.param(
            f'{POST}url = "https://a.example/"\nsecrets = ["whsec_{WORD}"]', id="a list of secrets that are none"
        ),
        pytest.param(f'{POST}url = "https://me:{WORD}@a.example/"', id="a webhook with a login"),
        pytest.param(f'{SOURCE}url = "https://me:{WORD}@a.example/"', id="a source with a login"),
        pytest.param(f'{SOURCE}url = "ftp://me:{WORD}@a.example/"', id="a source that is no web address"),
        pytest.param(f'[ping]\nurl = "ftp://a.example/{WORD}"', id="a ping that is no web address"),
        pytest.param(f'[ping]\nurl = "https://a.example/{WORD}"\nevery = "soon"', id="a ping without a pace"),
    ],
)
def test_a_secret_in_the_wrong_place_is_not_repeated(tmp_path: Path, text: str) -> None:
    watch = '[[watch]]\nname = "velvet"\ntitle = "Velvet Orchard"\nseason = 2\n'
    file = tmp_path / "season-watch.toml"
    file.write_text(f"{watch}{text}\n", "utf-8")
    with pytest.raises(ConfigError) as raised:
        load(file, {"HOME": str(tmp_path)})
    assert WORD not in "".join(traceback.format_exception(raised.value))


def _all_of(told: Told) -> str:
    return told.out + told.err


def _of_hubs(house: House) -> Iterable[str]:
    """What only the program and a hub know."""
    with reading(house.database) as connection:
        return [row[0] for row in connection.execute("SELECT secret FROM subscriptions WHERE secret IS NOT NULL")]


CONFIGURATION = """
[storage]
path = "season-watch.db"

[network]
contact = "https://tests.example"
allow = ["127.0.0.0/8"]
timeout = "5s"

[log]
level = "debug"

[ping]
url = "${{PING_URL}}"
every = "1s"

[websub]
callback = "http://127.0.0.1:{callback}/hubs/"
listen = "127.0.0.1:{callback}"

[[watch]]
name = "velvet"
title = "Velvet Orchard"
season = 2

[[source]]
name = "feed"
url = "${{FEED_URL}}"
every = "1s"
watches = ["velvet"]

[[source]]
name = "blind"
url = "${{BLIND_URL}}"
every = "1s"

[[channel]]
name = "mail"
kind = "email"
host = "127.0.0.1"
port = {mail}
from = "watch@home.example"
to = ["ann@home.example"]
username = "watcher"
password = "${{SMTP_PASSWORD}}"

[[channel]]
name = "hook"
kind = "webhook"
url = "${{HOOK_URL}}"
secret_file = "signing"
"""

PHONE = """
[[channel]]
name = "phone"
kind = "apprise"
url = "${SERVICE_URL}"
"""
