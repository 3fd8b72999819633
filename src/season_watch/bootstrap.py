"""The composition root: the only place where adapters are built."""

import random
import secrets
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from season_watch.config.settings import Settings
from season_watch.fetching.fetcher import HttpFetcher
from season_watch.fetching.forgetting import NoMemory
from season_watch.fetching.hubs import HttpHub
from season_watch.isolation.isolation import ChildIsolation
from season_watch.isolation.place import Rehearsal
from season_watch.model.delivery import Channel
from season_watch.notifying.ping import HttpPing
from season_watch.notifying.sender import AccountSender
from season_watch.outbound.client import HttpClient
from season_watch.pipeline.articles import Articles
from season_watch.pipeline.checks import Checks
from season_watch.pipeline.deliver import Deliveries
from season_watch.pipeline.occasions import Occasions
from season_watch.pipeline.ports import Clock
from season_watch.pipeline.reading import read_source
from season_watch.pipeline.rehearsal import SAMPLE
from season_watch.pipeline.subscribing import Subscribing
from season_watch.storage.registry import Declared
from season_watch.storage.store import SqliteStore

READ_FIRST = Rehearsal(function=read_source, argument=SAMPLE)
"""What a child that reads does first, before it is handed a body of others."""


def utc_now() -> datetime:
    """The clock of everything that is not a replay, a demo or a test."""
    return datetime.now(UTC)


class Runtime:
    """The use cases over real adapters. Made by `open_runtime`."""

    def __init__(
        self,
        settings: Settings,
        store: SqliteStore,
        client: HttpClient,
        isolation: ChildIsolation,
        *,
        clock: Clock,
        backfill: bool,
    ) -> None:
        fetcher = HttpFetcher(client, settings.limits, clock, store)
        jitter = random.random
        self.database: Path = settings.database
        self.store = store
        self.clock = clock
        self.channels: tuple[Channel, ...] = ()
        self.pinger: HttpPing | None = None
        self.subscribing = _subscribing(settings, store, client, clock)
        self._client = client
        self._tls = ssl.create_default_context()
        self._isolation = isolation
        self.checks = Checks(
            store=store, fetcher=fetcher, isolation=isolation, clock=clock, jitter=jitter, backfill=backfill
        )
        self.articles = Articles(store=store, fetcher=fetcher, isolation=isolation, clock=clock, backfill=backfill)
        self.occasions = Occasions(store=store, clock=clock, local=datetime.astimezone)
        self.deliveries = Deliveries(store=store, sender=self._sender(settings), clock=clock, jitter=jitter)

    async def adopt(self, settings: Settings) -> None:
        """Take over a configuration's watches, sources, channels and rules; new limits hold from the next start."""
        await self.store.reconcile(declared(settings), self.clock())
        self.channels = settings.channels
        self.pinger = HttpPing(settings.ping, self._client) if settings.ping else None
        self.deliveries = replace(self.deliveries, sender=self._sender(settings))

    def _sender(self, settings: Settings) -> AccountSender:
        return _sender(settings, self._tls, self._client, self._isolation)


def _sender(settings: Settings, tls: ssl.SSLContext, client: HttpClient, isolation: ChildIsolation) -> AccountSender:
    accounts = {account.channel: account for account in settings.accounts}
    return AccountSender(accounts, tls=tls, client=client, isolation=isolation)


def _subscribing(settings: Settings, store: SqliteStore, client: HttpClient, clock: Clock) -> Subscribing | None:
    """What asks hubs to tell of news; None where they would have no address to tell at."""
    if settings.websub is None:
        return None
    return Subscribing(
        store=store, hub=HttpHub(client), clock=clock, token=secrets.token_urlsafe, callback=settings.websub.callback
    )


def declared(settings: Settings) -> Declared:
    """What the database is reconciled with."""
    return Declared(
        watches=settings.watches, sources=settings.sources, channels=settings.channels, rules=settings.rules
    )


@asynccontextmanager
async def open_runtime(settings: Settings, *, clock: Clock = utc_now, backfill: bool = False) -> AsyncIterator[Runtime]:
    """Everything that works on a migrated database, with the configuration adopted; closed at the end."""
    store = SqliteStore(settings.database)
    isolation = ChildIsolation(rehearsal=READ_FIRST)
    try:
        async with HttpClient(settings.limits) as client:
            runtime = Runtime(settings, store, client, isolation, clock=clock, backfill=backfill)
            await runtime.adopt(settings)
            yield runtime
    finally:
        await isolation.close()
        await store.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What reaches the world, without a database: for trying a configuration."""

    fetcher: HttpFetcher
    isolation: ChildIsolation
    sender: AccountSender
    tls: ssl.SSLContext


@asynccontextmanager
async def open_outside(settings: Settings, *, clock: Clock = utc_now) -> AsyncIterator[Outside]:
    """The adapters that fetch, read and send as a runtime's do; closed at the end."""
    tls = ssl.create_default_context()
    async with HttpClient(settings.limits) as client, ChildIsolation(rehearsal=READ_FIRST) as isolation:
        yield Outside(
            fetcher=HttpFetcher(client, settings.limits, clock, NoMemory()),
            isolation=isolation,
            sender=_sender(settings, tls, client, isolation),
            tls=tls,
        )
