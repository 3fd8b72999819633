"""A real mail server on loopback, in a thread of its own, that keeps what it is sent and answers as told."""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial
from threading import Condition, Event, Thread
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A mail as it came over the wire, with its envelope."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes
    encrypted: bool
    logged_in: bool

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=policy.default)


@dataclass(slots=True, kw_only=True)
class SmtpServer:
    """What a test sees of the server. `answers` are consumed one at a time: ("RCPT", "450 full") or ("DATA", …).

    A script may answer the connection itself (CONNECT), a command (EHLO, HELO, STARTTLS, AUTH, MAIL, RCPT alone or with
    an address, QUIT), the command DATA (354, as it should say), or the text after it (DATA).
    An empty answer hangs up, and so does the server on each mail that `drops` says so of, once it has it. `hold` makes
    it keep silent until that is set: after DATA, or where `held` says. `names` are those that clients gave with EHLO.
    """

    host: str
    port: int
    login: tuple[str, str] | None
    answers: list[tuple[str, str]] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    hold: Event | None = None
    held: str = "DATA"
    holding: Event = field(default_factory=Event)
    drops: Callable[[Received], bool] = lambda _: False
    _arrival: Condition = field(default_factory=Condition)

    def wait_for(self, count: int, seconds: float = 10) -> tuple[Received, ...]:
        """The mails so far, as soon as there are `count` of them."""
        with self._arrival:
            assert self._arrival.wait_for(lambda: len(self.received) >= count, seconds), (
                f"{len(self.received)} of {count} mails came in {seconds} s"
            )
            return tuple(self.received)

    def _keep(self, received: Received) -> None:
        with self._arrival:
            self.received.append(received)
            self._arrival.notify_all()

    async def _pause(self, command: str) -> None:
        """Keep silent, where that is wanted; `holding` tells of it."""
        if self.hold is not None and self.held == command:
            self.holding.set()
            await asyncio.to_thread(self.hold.wait)

    def _answer(self, command: str) -> str | None:
        for index, (wanted, answer) in enumerate(self.answers):
            if wanted == command:
                del self.answers[index]
                return answer
        return None


class _Handler:
    """aiosmtpd's hooks; their names and signatures are its own."""

    def __init__(self, server: SmtpServer) -> None:
        self._server = server

    async def handle_EHLO(  # noqa: N802
        self, _: SMTP, session: Session, __: Envelope, name: str, replies: list[str]
    ) -> list[str]:
        session.host_name = name
        self._server.names.append(name)
        return replies

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, _: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        await self._server._pause("MAIL")
        return self._scripted(server, "MAIL") or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _: Session, envelope: Envelope, address: str, __: list[str]
    ) -> str:
        refusal = self._scripted(server, f"RCPT {address}") or self._scripted(server, "RCPT")
        if refusal is None or refusal.startswith("25"):
            envelope.rcpt_tos.append(address)
        return refusal or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        refusal = self._scripted(server, "DATA")
        if refusal is not None:
            return refusal
        received = _received(server, session, envelope)
        self._server._keep(received)
        await self._server._pause("DATA")
        if self._server.drops(received):
            _hang_up(server)
        return "250 OK: taken"

    async def handle_QUIT(self, server: SMTP, _: Session, __: Envelope) -> str:  # noqa: N802
        return self._scripted(server, "QUIT") or "221 Bye"

    def _scripted(self, server: SMTP, command: str) -> str | None:
        answer = self._server._answer(command)
        if answer == "":
            _hang_up(server)
        return answer


def _hang_up(server: SMTP) -> None:
    assert isinstance(server.transport, asyncio.WriteTransport)
    server.transport.abort()


_COMMANDS = {"EHLO": "EHLO", "HELO": "HELO", "STARTTLS": "STARTTLS", "AUTH": "AUTH", "DATA": "354"}
"""Commands that may be answered by a script before aiosmtpd sees them, and what these answers are called."""


class _Connection(SMTP):
    """Notes its socket's transport, so that the server leaves none open. A script may come before each command."""

    def __init__(self, handler: _Handler, transports: list[asyncio.BaseTransport], **settings: Any) -> None:  # noqa: ANN401
        super().__init__(handler, **settings)
        self._transports = transports
        self._scripts = handler
        self._greeted = False
        for command, name in _COMMANDS.items():
            self._smtp_methods[command] = partial(self._perform, name, self._smtp_methods[command])

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transports.append(transport)
        super().connection_made(transport)

    async def push(self, status: Any) -> None:  # noqa: ANN401 - the signature is aiosmtpd's
        """Scripts may say what is no ASCII."""
        if not self._greeted:
            self._greeted = True
            greeting = self._scripts._scripted(self, "CONNECT")
            status = status if greeting is None else greeting
        await super().push(status.encode("latin-1") if isinstance(status, str) else status)

    async def _perform(self, name: str, method: Callable[[str | None], Awaitable[None]], argument: str | None) -> None:
        answer = self._scripts._scripted(self, name)
        await (method(argument) if answer is None else self.push(answer))


@contextmanager
def smtp_server(
    *,
    tls: ssl.SSLContext | None = None,
    implicit: bool = False,
    login: tuple[str, str] | None = None,
    size: int | None = None,
) -> Iterator[SmtpServer]:
    """Run a server. With `tls` it insists on STARTTLS, or speaks TLS from the first byte where `implicit`.

    It takes mails of at most `size` bytes.
    """
    listener = socket.create_server(("127.0.0.1", 0))
    seen = SmtpServer(host="127.0.0.1", port=listener.getsockname()[1], login=login)
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, name="smtp-server")
    thread.start()
    transports: list[asyncio.BaseTransport] = []
    connect = partial(_Connection, _Handler(seen), transports, loop=loop, **_settings(seen, tls, implicit, size))
    starting = loop.create_server(connect, sock=listener, ssl=tls if implicit else None)
    server = asyncio.run_coroutine_threadsafe(starting, loop).result(10)
    try:
        yield seen
    finally:
        if seen.hold is not None:
            seen.hold.set()
        asyncio.run_coroutine_threadsafe(_stop(server, transports), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


def _settings(seen: SmtpServer, tls: ssl.SSLContext | None, implicit: bool, size: int | None) -> dict[str, Any]:
    settings: dict[str, Any] = {"enable_SMTPUTF8": False, "hostname": "mail.test"}
    if size is not None:
        settings["data_size_limit"] = size
    if tls is not None and not implicit:
        settings |= {"tls_context": tls, "require_starttls": True}
    if seen.login is not None:
        # aiosmtpd doesn't see TLS that was there from the first byte, and would offer no login over it.
        settings |= {"authenticator": _authenticator(seen.login), "auth_require_tls": not implicit}
    return settings


async def _stop(server: asyncio.AbstractServer, transports: list[asyncio.BaseTransport]) -> None:
    server.close()
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for transport in transports:
        assert isinstance(transport, asyncio.WriteTransport)
        transport.abort()
    await asyncio.sleep(0)  # an aborted transport closes its socket in the loop's next round


def _received(server: SMTP, session: Session, envelope: Envelope) -> Received:
    assert server.transport is not None
    assert isinstance(envelope.content, bytes)
    return Received(
        sender=str(envelope.mail_from),
        recipients=tuple(str(address) for address in envelope.rcpt_tos),
        raw=envelope.content,
        encrypted=server.transport.get_extra_info("sslcontext") is not None,
        logged_in=session.authenticated is True,
    )


def _authenticator(login: tuple[str, str]) -> Callable[..., AuthResult]:
    def check(_: SMTP, __: Session, ___: Envelope, ____: str, data: LoginPassword) -> AuthResult:
        given = (data.login.decode(), data.password.decode())
        return AuthResult(success=given == login, handled=False)

    return check
