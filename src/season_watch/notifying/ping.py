"""Tells a watchman that the program is well: one who misses the ping raises the alarm (such as healthchecks.io)."""

from season_watch.notifying.accounts import PingAccount
from season_watch.outbound.client import HttpClient
from season_watch.outbound.exchange import Answer, Failure, Request

ANSWER_BYTES = 4 * 1024
"""Only the status counts."""


class HttpPing:
    """The `Pinger` port over HTTP: a GET of one address, which is often a secret in itself and never told."""

    def __init__(self, account: PingAccount, client: HttpClient) -> None:
        self.every = account.every
        self._client = client
        self._request = Request(url=account.url, seconds=account.seconds, body_bytes=ANSWER_BYTES, allow=account.allow)

    async def ping(self) -> str | None:
        """Why it was not heard; None where it was. A redirect is not followed."""
        match await self._client.exchange(self._request):
            case Answer(status=status):
                return None if 200 <= status < 300 else f"http-{status}"
            case Failure(reason=reason):
                return reason
