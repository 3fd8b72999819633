"""The `Sender` port: each delivery by its channel's account, each expected failure a value."""

import ssl
from collections.abc import Mapping
from datetime import datetime

from season_watch.model.delivery import Channel, ChannelName, Delivery, NotSent, SendResult, Sent
from season_watch.notifying.accounts import (
    Account,
    AppriseAccount,
    CommandAccount,
    EmailAccount,
    StdoutAccount,
    WebhookAccount,
)
from season_watch.notifying.apprise import Apprise
from season_watch.notifying.lines import Lines
from season_watch.notifying.program import run_program
from season_watch.notifying.smtp import send_mail
from season_watch.notifying.webhook import post
from season_watch.notifying.wording import Wording, Wordings
from season_watch.outbound.client import HttpClient
from season_watch.pipeline.ports import Isolation

_NO_ACCOUNT = NotSent(reason="no-account: there is no such channel in the configuration", retryable=True)
"""Tried again: the configuration is reloaded while the program runs."""


class AccountSender:
    """Sends by the accounts of the configuration. `tls` verifies mail servers; `client` posts webhooks.

    The owner's templates are rendered in `isolation`.
    """

    def __init__(
        self, accounts: Mapping[ChannelName, Account], *, tls: ssl.SSLContext, client: HttpClient, isolation: Isolation
    ) -> None:
        self._accounts = accounts
        self._tls = tls
        self._client = client
        self._wordings = Wordings(isolation)
        self._apprise = Apprise()
        self._lines = Lines()

    async def send(self, delivery: Delivery, channel: Channel, now: datetime) -> SendResult:
        """Hand one message to one recipient."""
        match self._accounts.get(channel.name):
            case None:
                return _NO_ACCOUNT
            case EmailAccount() as account:
                wording = await self._wordings.of(delivery.message, channel.name, account.templates)
                return _worded(await send_mail(delivery, account, self._tls, wording), wording)
            case WebhookAccount() as account:
                return await post(delivery, account, now, self._client)
            case AppriseAccount() as account:
                wording = await self._wordings.of(delivery.message, channel.name, account.templates)
                return _worded(await self._apprise.send(delivery, account, wording), wording)
            case CommandAccount() as account:
                return await run_program(delivery, account)
            case StdoutAccount() as account:
                return await self._lines.write(delivery, account)


def _worded(result: SendResult, wording: Wording) -> SendResult:
    return Sent(fault=wording.fault) if isinstance(result, Sent) else result
