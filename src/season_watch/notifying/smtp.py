"""Hands a mail to a mail server, and says in one line why it was not taken."""

import asyncio
import socket
import ssl
from contextlib import suppress
from email.headerregistry import Address

import aiosmtplib

from season_watch.model.delivery import Delivery, NotSent, SendResult, Sent
from season_watch.notifying.accounts import EmailAccount, Security
from season_watch.notifying.cleaning import one_line
from season_watch.notifying.email import mailbox, rendered
from season_watch.notifying.wording import BUILT_IN, Wording
from season_watch.outbound.tls_faults import tls_failure

GOODBYE_SECONDS = 2.0
"""How long a server may take over QUIT. The mail is its own by then, so the answer changes nothing."""

REASON_CHARS = 200
"""As much of a server's words as a table shows."""

PERMANENT_FROM = 500
"""Replies from here on are for good (RFC 5321, 4.2.1), where they are about the mail."""

_OF_THE_MAIL = (aiosmtplib.SMTPSenderRefused, aiosmtplib.SMTPRecipientRefused, aiosmtplib.SMTPDataError)
"""Replies to the mail itself. A server that refuses whoever comes has not heard of the mail yet, and may be mended."""

FAILURES: tuple[tuple[type[Exception], str, bool], ...] = (
    (aiosmtplib.SMTPTimeoutError, "timeout: the mail server took too long to answer", True),
    (aiosmtplib.SMTPNotSupported, "not-supported: the mail server can't take an address beyond ASCII", False),
    (socket.gaierror, "no-such-host: the mail server's name was not found", True),
    (UnicodeError, "no-such-host: the mail server's name is none that could be looked up", True),
    (ConnectionRefusedError, "refused: the mail server's port is closed", True),
    (aiosmtplib.SMTPServerDisconnected, "disconnected: the mail server closed the connection", True),
    (TimeoutError, "timeout: the mail server took too long to answer", True),
    (ConnectionError, "disconnected: the connection to the mail server broke", True),
    (OSError, "unreachable: no connection to the mail server", True),
    (aiosmtplib.SMTPException, "not-offered: the mail server does not offer the security or login asked for", True),
)
"""Exception, reason, retryable; the first row that fits counts. What may mend without a change here is tried again."""

EXPECTED = (aiosmtplib.SMTPException, OSError, UnicodeError)
"""What an attempt may raise without a fault of ours."""


async def send_mail(
    delivery: Delivery, account: EmailAccount, tls: ssl.SSLContext, wording: Wording = BUILT_IN
) -> SendResult:
    """Send one delivery to its one recipient within `account.seconds`; `tls` verifies the server."""
    sender, recipient = mailbox(account.sender), mailbox(delivery.recipient)
    if sender is None:
        return no_sender(account)
    if recipient is None:
        return NotSent(reason=f"bad-address: {one_line(delivery.recipient)!r} is no address", retryable=False)
    mail = rendered(delivery, sender, recipient, unsubscribe=account.unsubscribe, wording=wording)
    try:
        await _hand_over(mail, sender, recipient, account, tls)
    except EXPECTED as error:
        return failure_of(error)
    return Sent()


def no_sender(account: EmailAccount) -> NotSent:
    """What an account means whose sender is no address."""
    return NotSent(reason=f"bad-address: the sender of channel {account.channel!r} is no address", retryable=False)


def failure_of(error: aiosmtplib.SMTPException | OSError | UnicodeError) -> NotSent:
    """What an attempt's exception means. The reason holds no secret: words spoken while logging in are left out.

    A refused login is tried again: the owner mends the password, and the message is as good as before.
    """
    match error:
        case aiosmtplib.SMTPRecipientsRefused():
            return failure_of(error.recipients[0])
        case aiosmtplib.SMTPAuthenticationError():
            reason = f"login-refused: the mail server answered {error.code}; check username and password"
            return NotSent(reason=reason, retryable=True)
        case aiosmtplib.SMTPResponseException():
            return _reply(error)
        case aiosmtplib.SMTPConnectError() if isinstance(error.__cause__, OSError):
            return _listed(error.__cause__)
        case _:
            return _listed(error)


def _reply(error: aiosmtplib.SMTPResponseException) -> NotSent:
    if error.code < 0:
        # What is no reply may be anything, even an echo of our login.
        return NotSent(reason="not-smtp: the mail server's answer is no SMTP reply", retryable=True)
    words = one_line(error.message)[:REASON_CHARS]
    for_good = error.code >= PERMANENT_FROM and isinstance(error, _OF_THE_MAIL)
    return NotSent(reason=f"smtp-{error.code}: {words}", retryable=not for_good)


def _listed(error: Exception) -> NotSent:
    if isinstance(error, ssl.SSLError):
        fault = tls_failure(error)
        return NotSent(reason=f"{fault.reason}: {fault.detail}", retryable=True)
    reason, retryable = next((reason, retryable) for kind, reason, retryable in FAILURES if isinstance(error, kind))
    return NotSent(reason=reason, retryable=retryable)


def client_for(account: EmailAccount, sender: Address, tls: ssl.SSLContext) -> aiosmtplib.SMTP:
    """A client that secures the connection and logs in as the account says, once it is told to connect."""
    return aiosmtplib.SMTP(
        hostname=account.host,
        port=account.port,
        local_hostname=sender.domain,
        timeout=account.seconds,
        use_tls=account.security is Security.TLS,
        start_tls=account.security is Security.STARTTLS,
        tls_context=None if account.security is Security.NONE else tls,
        username=account.username,
        password=account.password,
    )


async def _hand_over(
    mail: bytes, sender: Address, recipient: Address, account: EmailAccount, tls: ssl.SSLContext
) -> None:
    client = client_for(account, sender, tls)
    try:
        async with asyncio.timeout(account.seconds):
            await client.connect()
            await client.sendmail(sender.addr_spec, recipient.addr_spec, mail)
        await _say_goodbye(client)
    finally:
        client.close()


async def _say_goodbye(client: aiosmtplib.SMTP) -> None:
    """The mail is taken: whatever goes wrong from here on must not make it look lost, or it would be sent twice."""
    with suppress(*EXPECTED):
        await client.quit(timeout=GOODBYE_SECONDS)
