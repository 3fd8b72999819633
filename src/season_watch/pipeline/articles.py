"""Read an item whose feed text is thin: fetch its page → extract and read in the child → known → plan → apply."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from season_watch.model.claim import Reading
from season_watch.model.item import Item, TextState
from season_watch.model.source import SourceKind
from season_watch.model.watch import Watch
from season_watch.pipeline.plan import Known, Plan, Wanted
from season_watch.pipeline.planning import Ledger, with_text
from season_watch.pipeline.ports import Clock, Fetched, Fetcher, FetchRequest, Isolation, ReadFailed, Store
from season_watch.pipeline.reading import ArticleBody, ArticleRead, read_article, read_headline
from season_watch.policy.schedule import next_read


@dataclass(frozen=True, slots=True, kw_only=True)
class Articles:
    """The use case, with the ports it needs."""

    store: Store
    fetcher: Fetcher
    isolation: Isolation
    clock: Clock

    async def read_item(self, item: Item) -> Plan:
        """Read the page of a claimed item and keep what it says; returns the plan as applied."""
        watches = await self.store.watches()
        result = await self.fetcher.fetch(FetchRequest(url=item.url, kind=SourceKind.PAGE))
        if isinstance(result, Fetched):
            job = _job(item, result, watches)
            read = await self.isolation.run(read_article, job)
            if not isinstance(read, ReadFailed):
                return await self.store.write(
                    _wanted(item, read), partial(_plan_article, item=item, read=read, now=self.clock())
                )
        return await self._do_without(item, watches)

    async def _do_without(self, item: Item, watches: tuple[Watch, ...]) -> Plan:
        """Try again later; after enough tries keep the text there was, or read the headline alone."""
        now, tries = self.clock(), item.tries + 1
        later = next_read(now, tries)
        if later is not None:
            return await self._keep(replace(item, tries=tries, next_read_at=later))
        if item.fingerprint is not None:
            return await self._keep(replace(item, tries=tries, next_read_at=None, text_state=TextState.FULL))
        return await self._read_headline(replace(item, tries=tries, next_read_at=None), watches)

    async def _keep(self, item: Item) -> Plan:
        return await self.store.write(Wanted(), partial(_plan_readings, item=item, readings=None, now=self.clock()))

    async def _read_headline(self, item: Item, watches: tuple[Watch, ...]) -> Plan:
        alone, now = replace(item, text_state=TextState.HEADLINE_ONLY), self.clock()
        read = await self.isolation.run(read_headline, _job(item, None, watches))
        readings = () if isinstance(read, ReadFailed) else read
        boards = frozenset(reading.watch for reading in readings)
        return await self.store.write(
            Wanted(watches=boards), partial(_plan_readings, item=alone, readings=readings, now=now)
        )


def _job(item: Item, fetched: Fetched | None, watches: tuple[Watch, ...]) -> ArticleBody:
    return ArticleBody(
        body=fetched.body if fetched else b"",
        url=fetched.url if fetched else item.url,
        content_type=fetched.content_type if fetched else "",
        item=item,
        watches=watches,
    )


def _wanted(item: Item, read: ArticleRead) -> Wanted:
    print_ = _full(item, read).fingerprint
    return Wanted(
        ids=frozenset({item.id}),
        fingerprints=frozenset({print_} if print_ else ()),
        watches=frozenset(reading.watch for reading in read.readings),
    )


def _full(item: Item, read: ArticleRead) -> Item:
    return with_text(item, title=item.title, text=read.text)


def _plan_article(known: Known, *, item: Item, read: ArticleRead, now: datetime) -> Plan:
    """An article that says word for word what another item says is a copy: kept, and no witness of its own."""
    ledger = Ledger(known, now)
    full = _full(ledger.find(item.id, None, None) or item, read)
    twin = ledger.twin(full)
    ledger.put(replace(full, duplicate_of=twin.id) if twin else full, read.readings)
    return ledger.plan()


def _plan_readings(known: Known, *, item: Item, readings: tuple[Reading, ...] | None, now: datetime) -> Plan:
    ledger = Ledger(known, now)
    ledger.put(item, readings)
    return ledger.plan()
