"""Hands a delivery to a service by Apprise, which works in a child of its own: `apprise_child.py` says why."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from contextlib import suppress

from season_watch.model.delivery import Delivery, NotSent, SendResult, Sent
from season_watch.notifying.accounts import AppriseAccount
from season_watch.notifying.chat import chat_body
from season_watch.notifying.cleaning import header_text
from season_watch.notifying.content import content_of
from season_watch.notifying.wording import BUILT_IN, Wording
from season_watch.outbound.addresses import Allowed, NetworkPort

AT_ONCE = 2
"""A child takes 45 MiB while it works."""

ANSWER_BYTES = 4096

_CHILD = "season_watch.notifying.apprise_child"
_INHERITED = ("PATH", "LANG", "LC_ALL", "TZ", "PYTHONPATH", "PYTHONHOME")
"""No proxy, no HOME: neither a way around the guard nor a .netrc is for Apprise to find."""


class Apprise:
    """Sends by accounts whose address only Apprise understands."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def send(self, delivery: Delivery, account: AppriseAccount, wording: Wording = BUILT_IN) -> SendResult:
        """Send one delivery. The reason of a failure holds nothing that Apprise or the service said but a number."""
        title = header_text(wording.subject or delivery.message.subject)
        return await self._ask(account, title=title, body=wording.text or chat_body(content_of(delivery.message)))

    async def look(self, account: AppriseAccount) -> SendResult:
        """Whether Apprise understands the address; nothing is sent."""
        return await self._ask(account)

    async def _ask(self, account: AppriseAccount, **message: str) -> SendResult:
        order = {"url": account.url, "allow": [_written(one) for one in account.allow], **message}
        async with self._turns:
            answer = await _in_child(json.dumps(order).encode(), account.seconds)
        if answer is None:
            return NotSent(reason=f"timeout: the service took longer than {account.seconds:g} s", retryable=True)
        reason = _reason(answer)
        return NotSent(reason=reason, retryable=True) if reason else Sent()


async def _in_child(order: bytes, seconds: float) -> bytes | None:
    """What the child answers; None where that takes too long."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-P", "-W", "ignore", "-m", _CHILD),
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        env=_environment(),
    )
    try:
        async with asyncio.timeout(seconds):
            answer, _ = await child.communicate(order)
    except TimeoutError:
        return None
    finally:
        with suppress(ProcessLookupError):
            child.kill()
        await child.wait()
    return answer[:ANSWER_BYTES]


def _environment() -> dict[str, str]:
    told = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    # The name under which requests looks for what SSL_CERT_FILE and SSL_CERT_DIR say to all else.
    bundle = os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR")
    return {**told, "HOME": os.devnull, **({"REQUESTS_CA_BUNDLE": bundle} if bundle else {})}


def _reason(answer: bytes) -> str | None:
    """Why nothing was sent; None where it was."""
    try:
        document = json.loads(answer)
    except ValueError:
        return "crash: Apprise ended without an answer"
    reason: str | None = document["reason"]
    return reason


def _written(allowed: Allowed) -> tuple[str, int | None]:
    if isinstance(allowed, NetworkPort):
        return str(allowed.network), allowed.port
    return str(allowed), None
