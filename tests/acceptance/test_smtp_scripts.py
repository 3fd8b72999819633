"""What a mail server may do to a mail for two people: each gets it, or is given up, whatever became of the other."""

import shutil
import socket
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from season_watch.model.delivery import Channel, ChannelKind, ChannelName, DeliveryState
from season_watch.notifying.accounts import EmailAccount, Security
from season_watch.policy.schedule import LONGEST_WISH
from season_watch.storage.schema import migrate
from tests.acceptance.invariants import id_of
from tests.acceptance.outbox import outbox
from tests.servers.certificate import server_tls
from tests.servers.faults import FaultServer
from tests.servers.smtp import SmtpServer, smtp_server
from tests.unit.notifying.samples import update

ANN, BOB = "ann@home.example", "bob@home.example"
MAIL = Channel(name=ChannelName("mail"), kind=ChannelKind.EMAIL, recipients=(ANN, BOB))
PASSWORD = "correct horse battery"
LOGIN = ("watcher", PASSWORD)
MECHANISMS = 2
"""Ways to log in that the server offers; each is tried."""

SUBJECT = "[지금 우리 학교는 S2] Confirmed: filming has wrapped"
"""Servers without 8BITMIME and SMTPUTF8 must pass it on, too."""

PENDING, SENT, DEAD = DeliveryState.PENDING, DeliveryState.SENT, DeliveryState.DEAD

Server = Callable[[], AbstractContextManager[SmtpServer]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What a server answers, and how that leaves the mail to Ann, who comes first, after one attempt.

    A pending one is tried again a day later by a server that has come to itself. `bob` is the state of his.
    `security` is what the account asks for. `copies` is how many Ann gets in the end.
    """

    answers: tuple[tuple[str, str], ...] = ()
    ann: DeliveryState = SENT
    bob: DeliveryState = SENT
    reason: str | None = None
    server: Server = smtp_server
    security: Security = Security.NONE
    copies: int = 1
    drops: bool = False


def later(stage: str, answer: str) -> Script:
    """A refusal that may pass."""
    return Script(answers=((stage, answer),), ann=PENDING, reason=f"smtp-{answer[:3]}: ")


def never(stage: str, answer: str) -> Script:
    """A refusal for good."""
    return Script(answers=((stage, answer),), ann=DEAD, reason=f"smtp-{answer[:3]}: ", copies=0)


def gone(stage: str) -> Script:
    """The server hangs up."""
    return Script(answers=((stage, ""),), ann=PENDING, reason="disconnected: ")


def secured(*answers: tuple[str, str], reason: str, bob: DeliveryState = SENT) -> Script:
    """A server that offers STARTTLS and a login."""
    server = partial(smtp_server, tls=server_tls(), login=LOGIN)
    return Script(answers=answers, ann=PENDING, bob=bob, reason=reason, server=server, security=Security.STARTTLS)


LONG = "\r\n".join(f"550-5.7.1 line {number} of a policy that nobody reads" for number in range(200))
HUGE = "250 " + "x" * 100_000

SCRIPTS: dict[str, Script] = {
    "all is well": Script(),
    "greeted with: too busy": later("CONNECT", "421 4.3.2 too many connections"),
    "greeted with: no service": later("CONNECT", "554 5.3.2 no mail service here"),
    "hung up on at once": gone("CONNECT"),
    "greeted by a web server": Script(
        answers=(("CONNECT", "HTTP/1.1 400 Bad Request"),), ann=PENDING, reason="not-smtp: "
    ),
    "greeted without end": Script(answers=(("CONNECT", "220-" + "x" * 100_000),), ann=PENDING, reason="not-smtp: "),
    "an old server that knows no EHLO": Script(answers=(("EHLO", "502 5.5.1 what?"),)),
    "EHLO put off": later("EHLO", "421 4.7.0 try again later"),
    "EHLO hung up on": gone("EHLO"),
    "sender put off": later("MAIL", "451 4.7.1 greylisted, try again"),
    "sender out of space": later("MAIL", "452 4.3.1 insufficient system storage"),
    "sender refused": never("MAIL", "553 5.1.8 sender's domain does not exist"),
    "sender hung up on": gone("MAIL"),
    "one of two greylisted": later(f"RCPT {ANN}", "450 4.2.0 greylisted"),
    "one of two over quota for now": later(f"RCPT {ANN}", "452 4.2.2 mailbox full"),
    "one of two over quota": never(f"RCPT {ANN}", "552 5.2.2 mailbox full"),
    "one of two unknown": never(f"RCPT {ANN}", "550 5.1.1 no such user here"),
    "one of two has moved": never(f"RCPT {ANN}", "551 5.1.6 user not local, try <ann@new.example>"),
    "one of two is to be relayed": never(f"RCPT {ANN}", "554 5.7.1 relay access denied"),
    "one of two is forwarded": Script(answers=((f"RCPT {ANN}", "251 2.1.5 user not local; will forward"),)),
    "recipient hung up on": gone(f"RCPT {ANN}"),
    "both greylisted": Script(
        answers=(("RCPT", "450 4.2.0 greylisted"),) * 2, ann=PENDING, bob=PENDING, reason="smtp-450: "
    ),
    "both unknown": Script(
        answers=(("RCPT", "550 5.1.1 no such user"),) * 2, ann=DEAD, bob=DEAD, reason="smtp-550: ", copies=0
    ),
    "DATA put off": later("354", "451 4.3.0 mail system is ill"),
    "DATA refused": never("354", "554 5.5.1 no valid recipients"),
    "DATA hung up on": gone("354"),
    "text put off": later("DATA", "421 4.3.2 closing"),
    "text over quota": never("DATA", "552 5.3.4 message too big for the mailbox"),
    "text taken for spam": never("DATA", "554 5.7.1 looks like spam"),
    "text refused in two hundred lines": never("DATA", f"{LONG}\r\n550 5.7.1 that is all"),
    "text hung up on": gone("DATA"),
    "text taken and hung up on": Script(ann=PENDING, reason="disconnected: ", copies=2, drops=True),
    "text refused in bytes beyond ASCII": never("DATA", "550 5.7.1 pas accepté"),
    "text refused with an escape sequence": never("DATA", "550 5.7.1 \x1b[31mred\x1b[0m \x9b1m\x07"),
    "text answered with a line too long": Script(answers=(("DATA", HUGE),), ann=PENDING, reason="not-smtp: ", copies=1),
    "text answered with nonsense": Script(
        answers=(("DATA", "ok, thanks"),), ann=PENDING, reason="not-smtp: ", copies=1
    ),
    "goodbye hung up on": Script(answers=(("QUIT", ""),)),
    "goodbye refused": Script(answers=(("QUIT", "500 5.5.1 what?"),)),
    "mails limited to a few bytes": Script(
        server=partial(smtp_server, size=100), ann=DEAD, bob=DEAD, reason="smtp-552: ", copies=0
    ),
    "STARTTLS not offered": Script(
        security=Security.STARTTLS, ann=PENDING, bob=PENDING, reason="not-offered: ", copies=0
    ),
    "STARTTLS put off": secured(("STARTTLS", "454 4.7.0 no TLS just now"), reason="smtp-454: "),
    "STARTTLS refused": secured(("STARTTLS", "502 5.5.1 no TLS here"), reason="smtp-502: "),
    "STARTTLS hung up on": secured(("STARTTLS", ""), reason="disconnected: "),
    "login refused": secured(*[("AUTH", f"535 5.7.8 wrong: {PASSWORD}")] * MECHANISMS, reason="login-refused: "),
    "login put off": secured(*[("AUTH", "454 4.7.0 no logins just now")] * MECHANISMS, reason="login-refused: "),
    "login hung up on": secured(("AUTH", ""), reason="disconnected: "),
}


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of this version with nothing in it; making it takes longer than all else."""
    path = tmp_path_factory.mktemp("migrated") / "empty.db"
    migrate(path)
    return path


@pytest.fixture
def database(migrated: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(migrated, tmp_path / "season-watch.db"))


@pytest.mark.parametrize("name", SCRIPTS)
async def test_each_recipient_is_in_the_right_state_and_a_mail_has_one_id(name: str, database: Path) -> None:
    script = SCRIPTS[name]
    with script.server() as server:
        server.answers.extend(script.answers)
        if script.drops:
            server.drops = lambda mail: len(server.received) == 1
        async with outbox(database, MAIL, _account(server, script.security)) as sending:
            await sending.queue((update(subject=SUBJECT),))
            await sending.attempt()
            ann, bob = sending.kept()
            assert (ann.state, bob.state) == (script.ann, script.bob), (ann.reason, bob.reason)
            _expect_reason(ann.reason, script)
            sending.now += LONGEST_WISH
            await sending.attempt()
            later_states = [one.state for one in sending.kept()]
        _expect_one_mail_each(server, script)
    if script.security is Security.NONE or server.login:
        assert later_states == [DEAD if before is DEAD else SENT for before in (script.ann, script.bob)]


async def test_a_server_that_drips_is_left_at_the_deadline(database: Path) -> None:
    with FaultServer({"drip": (_drip, "timeout")}, host="127.0.0.1") as server:
        port = urlsplit(server.url("drip")).port
        assert port is not None
        account = EmailAccount(
            channel=MAIL.name, host="127.0.0.1", port=port, sender="a@b.example", security=Security.NONE, seconds=0.3
        )
        async with outbox(database, MAIL, account) as sending:
            await sending.queue((update(),))
            await sending.attempt()
            reasons = {one.reason for one in sending.kept()}
    assert reasons == {"timeout: the mail server took too long to answer"}


def _drip(connection: socket.socket) -> None:
    """A greeting that never ends; who has had enough hangs up."""
    while True:
        connection.sendall(b"2")
        time.sleep(0.05)


def _account(server: SmtpServer, security: Security) -> EmailAccount:
    username, password = server.login or (None, None)
    return EmailAccount(
        channel=MAIL.name,
        host=server.host,
        port=server.port,
        sender="season-watch <watch@home.example>",
        security=security,
        username=username,
        password=password,
        seconds=5,
    )


def _expect_reason(reason: str | None, script: Script) -> None:
    """One clean line that holds no secret."""
    assert (reason or "").startswith(script.reason or "")
    assert (reason is None) == (script.reason is None)
    assert reason is None or (reason.isprintable() and PASSWORD not in reason)


def _expect_one_mail_each(server: SmtpServer, script: Script) -> None:
    """All copies of a mail are the same, and have an id that no other mail has."""
    copies = {who: [mail for mail in server.received if mail.recipients == (who,)] for who in (ANN, BOB)}
    assert len(copies[ANN]) == script.copies
    for mails in copies.values():
        assert len({mail.raw for mail in mails}) <= 1
    ids = [{id_of(mail) for mail in mails} for mails in copies.values()]
    assert ids[0].isdisjoint(ids[1])
