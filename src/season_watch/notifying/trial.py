"""Tries a channel without sending anything: a login at a mail server, a look at where a webhook leads."""

import asyncio
import ssl
from contextlib import closing
from shutil import which
from urllib.parse import urlsplit

from season_watch.model.delivery import NotSent, SendResult, Sent
from season_watch.notifying.accounts import CommandAccount, EmailAccount
from season_watch.notifying.email import mailbox
from season_watch.notifying.program import SEARCHED
from season_watch.notifying.smtp import EXPECTED, client_for, failure_of, no_sender
from season_watch.outbound.addresses import Allowed, refusal
from season_watch.outbound.guard import SystemResolver, UnknownHostError

_PORTS = {"http": 80, "https": 443}


async def try_mail_server(account: EmailAccount, tls: ssl.SSLContext) -> SendResult:
    """Connect, secure the connection and log in as for a mail, then leave. `Sent` means that all of it went well."""
    sender = mailbox(account.sender)
    if sender is None:
        return no_sender(account)
    client = client_for(account, sender, tls)
    try:
        async with asyncio.timeout(account.seconds):
            await client.connect()
            await client.quit()
    except EXPECTED as error:
        return failure_of(error)
    finally:
        client.close()
    return Sent()


def try_program(account: CommandAccount) -> SendResult:
    """Whether there is such a program and this user may start it; it is not started."""
    if which(account.argv[0], path=SEARCHED) is None:
        return NotSent(reason=f"not-found: there is no program {account.argv[0]} that can be started", retryable=True)
    return Sent()


async def try_webhook(url: str, allow: tuple[Allowed, ...]) -> SendResult:
    """Whether the address has a host that may be reached; nothing is asked of it. The reason names the host alone."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    with closing(SystemResolver()) as resolve:
        try:
            found = await resolve(host.encode("idna").decode(), port)
        except (UnknownHostError, UnicodeError):
            return NotSent(reason=f"dns: the name {host} was not found", retryable=True)
    reasons = tuple(refusal(address, allow, port) for address in found)
    if all(reasons):
        return NotSent(reason=f"blocked-address: {host} is not to be reached: {reasons[0]}", retryable=False)
    return Sent()
