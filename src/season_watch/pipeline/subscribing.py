"""Subscribe: ask hubs to tell of news, note how long they will, and have a source checked when they do.

What a hub sends with its word is never read: the ordinary check fetches the feed itself.
"""

from asyncio import gather
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from season_watch.model.subscription import Subscription
from season_watch.pipeline.ports import Clock, HubClient, Subscriptions
from season_watch.policy.subscriptions import asked, denied, failed, verified

AT_ONCE = 5
"""Hubs that are asked together: most feeds share a few."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A hub that was asked, and why it will not tell; None where it may."""

    subscription: Subscription
    refusal: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscribing:
    """The use case, with the ports it needs.

    Each subscription is told of at an address of its own below `callback`, the public one. `token` makes a text that
    nobody can guess.
    """

    store: Subscriptions
    hub: HubClient
    clock: Clock
    token: Callable[[], str]
    callback: str

    async def ask_due(self) -> tuple[Asked, ...]:
        """Ask the hubs whose turn it is. That they were asked is kept first: they may confirm before they answer."""
        due = await self.store.claim_subscriptions(self.clock(), AT_ONCE, self._asked)
        return tuple(await gather(*map(self._ask, due)))

    async def verify(self, token: str, topic: str, lease: timedelta) -> Subscription | None:
        """A hub confirms: what it holds now; None where it was not asked for this topic, or long ago."""
        change = partial(verified, topic=topic, lease=lease, now=self.clock())
        return await self.store.change_subscription(self._at(token), change)

    async def deny(self, token: str, topic: str) -> Subscription | None:
        """A hub will not tell, or no more: what it denies; None where it was not asked for this topic."""
        change = partial(denied, topic=topic, now=self.clock())
        return await self.store.change_subscription(self._at(token), change)

    async def secret(self, token: str) -> str | None:
        """What signs the word of the hub that tells there; None where none should."""
        subscription = await self.store.subscription_at(self._at(token))
        return None if subscription is None else subscription.secret

    async def hear(self, token: str) -> None:
        """A hub told of news, and signed it."""
        await self.store.hear(self._at(token), self.clock())

    def _at(self, token: str) -> str:
        return f"{self.callback}/{token}"

    def _asked(self, subscription: Subscription) -> Subscription:
        return asked(subscription, callback=self._at(self.token()), secret=self.token(), now=self.clock())

    async def _ask(self, subscription: Subscription) -> Asked:
        refusal = await self.hub.ask(subscription)
        if refusal is not None and subscription.callback is not None:
            await self.store.change_subscription(subscription.callback, partial(failed, now=self.clock()))
        return Asked(subscription=subscription, refusal=refusal)
