"""Hubs over HTTP: the request to tell of a topic (WebSub, "Subscriber Sends Subscription Request")."""

from urllib.parse import urlencode

from season_watch.model.subscription import Subscription
from season_watch.outbound.client import HttpClient
from season_watch.outbound.exchange import Failure, Request
from season_watch.policy.subscriptions import LEASE

ANSWER_BYTES = 4 * 1024
"""Only the status counts."""

SECONDS = 20.0
"""Some hubs confirm before they answer."""

_FORM = (("Content-Type", "application/x-www-form-urlencoded"),)


class HttpHub:
    """The `HubClient` port. A hub is a stranger's address that a feed names: the client's guard judges it as any."""

    def __init__(self, client: HttpClient) -> None:
        self._client = client

    async def ask(self, subscription: Subscription) -> str | None:
        """Ask a hub. The reason of a refusal never quotes what was sent.

        No redirect is followed: the secret is meant for the hub that the feed names, and polling goes on without one.
        """
        form = urlencode(
            {
                "hub.mode": "subscribe",
                "hub.topic": subscription.hub.topic,
                "hub.callback": subscription.callback,
                "hub.lease_seconds": int(LEASE.total_seconds()),
                "hub.secret": subscription.secret,
            }
        )

        answer = await self._client.exchange(
            Request(
                method="POST",
                url=subscription.hub.url,
                headers=_FORM,
                body=form.encode(),
                seconds=SECONDS,
                body_bytes=ANSWER_BYTES,
            )
        )
        if isinstance(answer, Failure):
            return answer.reason
        return None if 200 <= answer.status < 300 else f"http-{answer.status}"
