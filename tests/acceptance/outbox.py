"""A real database and the real senders, without a daemon, on a clock that the test moves."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path

from season_watch.model.delivery import Channel, Delivery, Message
from season_watch.notifying.accounts import Account
from season_watch.notifying.sender import AccountSender
from season_watch.outbound.client import HttpClient
from season_watch.outbound.limits import Limits
from season_watch.pipeline.deliver import Deliveries
from season_watch.pipeline.messages import deliveries
from season_watch.storage.queries import deliveries as kept_deliveries
from season_watch.storage.queries import reading
from season_watch.storage.registry import Declared
from season_watch.storage.store import SqliteStore
from tests.fakes.isolation import DirectIsolation
from tests.servers.certificate import trusting_tls

START = datetime(2025, 12, 17, 9, 31, tzinfo=UTC)
LEASE = timedelta(minutes=10)
AT_ONCE = 50


@dataclass(slots=True, kw_only=True)
class Outbox:
    """Messages to one channel. `now` is the time; jitter is none."""

    database: Path
    store: SqliteStore
    channel: Channel
    use_case: Deliveries
    now: datetime = START

    async def queue(self, messages: Iterable[Message]) -> None:
        """Queue messages to all recipients of the channel."""
        told = (deliveries(one, (self.channel,), about=f"message {place}") for place, one in enumerate(messages))
        await self.store.queue(tuple(delivery for some in told for delivery in some))

    async def attempt(self) -> None:
        """Attempt once what is due now."""
        due = self.now
        while leased := await self.store.lease_deliveries(due, AT_ONCE, LEASE):
            for delivery in leased:
                await self.use_case.deliver(delivery)

    def kept(self) -> tuple[Delivery, ...]:
        """All deliveries, oldest first."""
        with reading(self.database) as connection:
            return kept_deliveries(connection)[::-1]


@asynccontextmanager
async def outbox(database: Path, channel: Channel, account: Account) -> AsyncIterator[Outbox]:
    """An outbox in a database of this version, whose only channel is this one, sent to by this account."""
    store = SqliteStore(database)
    await store.reconcile(Declared(channels=(channel,)), START)
    limits = Limits(contact="https://tests.example", allow=(ip_network("127.0.0.0/8"),))
    async with HttpClient(limits) as client:
        accounts, isolation = {channel.name: account}, DirectIsolation()
        sender = AccountSender(accounts, tls=trusting_tls(), client=client, isolation=isolation)
        use_case = Deliveries(store=store, sender=sender, clock=lambda: made.now, jitter=lambda: 0.0)
        made = Outbox(database=database, store=store, channel=channel, use_case=use_case)
        try:
            yield made
        finally:
            await store.close()
