"""Handing a mail over: what a real server does to it, and what is said when it does not take it."""

import asyncio
import inspect
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from threading import Event

import aiosmtplib
import pytest
from aiosmtplib import errors

from season_watch.model.delivery import ChannelName, NotSent, SendResult, Sent
from season_watch.notifying.accounts import EmailAccount, Security
from season_watch.notifying.smtp import FAILURES, failure_of, send_mail
from tests.servers.certificate import server_tls, trusting_tls
from tests.servers.smtp import SmtpServer, smtp_server
from tests.unit.notifying.samples import delivery, update

PASSWORD = "correct horse battery"
LOGIN = ("watcher", PASSWORD)


def _account(server: SmtpServer, security: Security = Security.NONE) -> EmailAccount:
    username, password = server.login or (None, None)
    return EmailAccount(
        channel=ChannelName("mail"),
        host=server.host,
        port=server.port,
        sender="season-watch <watch@home.example>",
        security=security,
        username=username,
        password=password,
        seconds=5,
    )


async def _send(account: EmailAccount, *, to: str = "reader@home.example") -> SendResult:
    return await send_mail(delivery(update(), to=to), account, trusting_tls())


async def test_a_mail_arrives_in_its_envelope() -> None:
    with smtp_server() as server:
        assert await _send(_account(server)) == Sent()
        (mail,) = server.received
    assert (mail.sender, mail.recipients) == ("watch@home.example", ("reader@home.example",))
    assert mail.message["Message-ID"] == "<d-1@home.example>"
    assert mail.message.get_content_type() == "multipart/alternative"


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS], ids=lambda security: security.value)
async def test_a_login_goes_over_a_verified_connection(security: Security) -> None:
    with smtp_server(tls=server_tls(), implicit=security is Security.TLS, login=LOGIN) as server:
        assert await _send(_account(server, security)) == Sent()
        (mail,) = server.received
    assert (mail.encrypted, mail.logged_in) == (True, True)


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS], ids=lambda security: security.value)
async def test_a_certificate_that_nobody_vouches_for_ends_the_attempt(security: Security) -> None:
    with smtp_server(tls=server_tls(), implicit=security is Security.TLS, login=LOGIN) as server:
        result = await send_mail(delivery(update()), _account(server, security), ssl.create_default_context())
        assert server.received == []
    assert isinstance(result, NotSent)
    assert result.reason.startswith("certificate-untrusted: ")
    assert result.retryable


async def test_a_server_without_starttls_gets_no_mail_in_the_clear() -> None:
    with smtp_server() as server:
        result = await _send(_account(server, Security.STARTTLS))
        assert server.received == []
    assert isinstance(result, NotSent)
    assert result.reason.startswith("not-offered:")


async def test_a_wrong_password_may_be_mended_and_is_never_told() -> None:
    with smtp_server(tls=server_tls(), login=LOGIN) as server:
        result = await _send(replace(_account(server, Security.STARTTLS), password="wrong horse"))
    assert result == NotSent(
        reason="login-refused: the mail server answered 535; check username and password", retryable=True
    )


@pytest.mark.parametrize(
    ("stage", "answer", "retryable"),
    [
        pytest.param("MAIL", "451 try later", True, id="the sender is put off"),
        pytest.param("RCPT", "452 4.2.2 mailbox full", True, id="a full mail box"),
        pytest.param("RCPT", "550 5.1.1 no such user", False, id="an unknown recipient"),
        pytest.param("DATA", "421 4.3.2 closing", True, id="a server that closes down"),
        pytest.param("DATA", "554 5.7.1 looks like spam", False, id="a refused text"),
    ],
)
async def test_4xx_is_tried_again_and_5xx_is_not(stage: str, answer: str, retryable: bool) -> None:
    with smtp_server() as server:
        server.answers.append((stage, answer))
        result = await _send(_account(server))
    code, words = answer.split(" ", 1)
    assert result == NotSent(reason=f"smtp-{code}: {words}", retryable=retryable)


@pytest.mark.parametrize("stage", ["MAIL", "RCPT", "DATA"])
async def test_a_connection_that_breaks_is_tried_again(stage: str) -> None:
    with smtp_server() as server:
        server.answers.append((stage, ""))
        result = await _send(_account(server))
    assert isinstance(result, NotSent)
    assert result.reason.startswith("disconnected:")
    assert result.retryable


@pytest.mark.parametrize("answer", ["", "500 what?"], ids=["hangs up", "complains"])
async def test_a_mail_once_taken_is_sent_however_the_goodbye_goes(answer: str) -> None:
    with smtp_server() as server:
        server.answers.append(("QUIT", answer))
        assert await _send(_account(server)) == Sent()
        assert len(server.received) == 1


async def test_one_deadline_covers_the_whole_attempt() -> None:
    with smtp_server() as server:
        server.hold = Event()
        result = await _send(replace(_account(server), seconds=0.3))
    assert result == NotSent(reason="timeout: the mail server took too long to answer", retryable=True)


async def test_a_closed_port_is_tried_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    account = EmailAccount(channel=ChannelName("mail"), host="127.0.0.1", port=port, sender="watch@home.example")
    result = await _send(account)
    assert isinstance(result, NotSent)
    assert result.reason.startswith("refused:")
    assert result.retryable


@pytest.mark.parametrize("host", ["mail..example", f"{'a' * 64}.example"], ids=["an empty part", "a part too long"])
async def test_a_host_that_is_no_name_is_said_to_be_so(host: str) -> None:
    account = EmailAccount(channel=ChannelName("mail"), host=host, port=25, sender="watch@home.example", seconds=5)
    result = await _send(account)
    assert isinstance(result, NotSent)
    assert result.reason.startswith("no-such-host:")


@pytest.mark.parametrize(
    ("sender", "recipient"),
    [
        ("nobody", "reader@home.example"),
        ("watch@home.example", "reader"),
        ("watch@home.example", "reader@home.example\r\nRCPT TO:<evil@x.example>"),
        ("watch@home.example", "a@b.example> SIZE=1"),
    ],
)
async def test_what_is_no_address_goes_nowhere(sender: str, recipient: str) -> None:
    with smtp_server() as server:
        result = await _send(replace(_account(server), sender=sender), to=recipient)
        assert server.received == []
    assert isinstance(result, NotSent)
    assert result.reason.startswith("bad-address:")
    assert not result.retryable
    assert len(result.reason.splitlines()) == 1


Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def _listening(talk: Talk) -> AsyncIterator[SmtpServer]:
    """Something on a port that is no mail server, for one connection."""
    ended = asyncio.Event()

    async def run(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await talk(reader, writer)
        writer.close()
        await writer.wait_closed()
        ended.set()

    server = await asyncio.start_server(run, "127.0.0.1", 0)
    async with server:
        host, port = server.sockets[0].getsockname()
        yield SmtpServer(host=host, port=port, login=LOGIN)
        await ended.wait()


async def _echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"220 hello\r\n")
    assert await reader.readline()
    writer.write(b"250-mail.test\r\n250 AUTH PLAIN LOGIN\r\n")
    while line := await reader.readline():
        writer.write(line)


async def _silence(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()


async def test_a_server_that_echoes_the_login_does_not_bring_it_into_the_reason() -> None:
    async with _listening(_echo) as server:
        result = await _send(_account(server))
    assert isinstance(result, NotSent)
    assert result.reason == "not-smtp: the mail server's answer is no SMTP reply"


async def test_a_port_that_never_speaks_is_left_at_the_deadline() -> None:
    async with _listening(_silence) as server:
        result = await _send(replace(_account(server), seconds=0.2))
    assert result == NotSent(reason="timeout: the mail server took too long to answer", retryable=True)


def _sample(kind: Callable[..., aiosmtplib.SMTPException]) -> aiosmtplib.SMTPException:
    refused = errors.SMTPRecipientRefused(450, "later", "a@b.example")
    arguments = {"code": 450, "recipients": [refused]}
    return kind(*(arguments.get(name, "words") for name in inspect.signature(kind).parameters))


@pytest.mark.parametrize("name", errors.__all__)
def test_every_exception_of_the_library_has_its_meaning(name: str) -> None:
    result = failure_of(_sample(getattr(errors, name)))
    assert result.reason.partition(":")[2]


@pytest.mark.parametrize(
    "error",
    [
        OSError(),
        TimeoutError(),
        ConnectionResetError(),
        BrokenPipeError(),
        socket.gaierror(),
        ssl.SSLError(),
        ssl.SSLEOFError(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_every_failure_of_the_system_is_tried_again(error: OSError) -> None:
    assert failure_of(error).retryable


def test_no_row_of_the_table_hides_a_later_one() -> None:
    kinds = [kind for kind, _, _ in FAILURES]
    hidden = [later for place, later in enumerate(kinds) if any(issubclass(later, kind) for kind in kinds[:place])]
    assert hidden == []
