"""Read an item whose feed text is thin: fetch its page → extract and read in the child → known → plan → apply."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from season_watch.model.claim import Reading
from season_watch.model.item import Item, TextState
from season_watch.model.source import SourceKind
from season_watch.model.watch import Watch
from season_watch.pipeline.originals import sought
from season_watch.pipeline.plan import ItemChange, Known, Plan, Wanted
from season_watch.pipeline.planning import Ledger, with_text
from season_watch.pipeline.ports import Clock, Fetched, Fetcher, FetchFailed, FetchRequest, Isolation, ReadFailed, Store
from season_watch.pipeline.reading import ArticleBody, ArticleRead, read_article, read_headline
from season_watch.policy.schedule import next_read
from season_watch.stories.fingerprint import fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Articles:
    """The use case, with the ports it needs. `backfill`: also send what was published before its source was added."""

    store: Store
    fetcher: Fetcher
    isolation: Isolation
    clock: Clock
    backfill: bool = False

    async def read_item(self, item: Item) -> Plan:
        """Read the page of a leased item and keep what it says; returns the plan as applied.

        If its source changed the item meanwhile, what was read is out of date: nothing is kept, and it is read again.
        """
        watches = await self.store.watches()
        result = await self.fetcher.fetch(FetchRequest(url=item.url, kind=SourceKind.PAGE))
        if isinstance(result, Fetched):
            read = await self.isolation.run(read_article, self._job(item, result, watches))
            if not isinstance(read, ReadFailed):
                return await self._take(item, read)
        wish = result.retry_after if isinstance(result, FetchFailed) else None
        return await self._do_without(item, watches, wish)

    async def _take(self, item: Item, read: ArticleRead) -> Plan:
        decide = partial(_plan_article, item=item, read=read, now=self.clock(), backfill=self.backfill)
        return await self.store.write(_wanted(item, read), decide)

    async def crashed(self, item: Item) -> Plan:
        """Count a try that a bug ended. After the last one nothing more is read: the bug may be in that."""
        return await self._keep(item, _tried(item, self.clock()))

    async def _do_without(self, item: Item, watches: tuple[Watch, ...], wish: timedelta | None) -> Plan:
        """Try again later; after enough tries keep the text there was, or read the headline alone."""
        tried = _tried(item, self.clock(), wish)
        if tried.text_state is not TextState.HEADLINE_ONLY:
            return await self._keep(item, tried)
        read = await self.isolation.run(read_headline, self._job(item, None, watches))
        return await self._keep(item, tried, () if isinstance(read, ReadFailed) else read)

    async def _keep(self, leased: Item, item: Item, readings: tuple[Reading, ...] | None = None) -> Plan:
        wanted = Wanted(ids=frozenset({item.id}), watches=frozenset(reading.watch for reading in readings or ()))
        kept = ItemChange(item=item, readings=readings)
        decide = partial(_plan_without, leased=leased, kept=kept, now=self.clock(), backfill=self.backfill)
        return await self.store.write(wanted, decide)

    def _job(self, item: Item, fetched: Fetched | None, watches: tuple[Watch, ...]) -> ArticleBody:
        return ArticleBody(
            body=fetched.body if fetched else b"",
            url=fetched.url if fetched else item.url,
            content_type=fetched.content_type if fetched else "",
            item=item,
            watches=watches,
            now=self.clock(),
        )


def _tried(item: Item, now: datetime, wish: timedelta | None = None) -> Item:
    """An item after one more try in vain. `wish` is how long its server asks to be left alone."""
    tries = item.tries + 1
    later = next_read(now, tries, retry_after=wish)
    if later is not None:
        return replace(item, tries=tries, next_read_at=later)
    at_hand = TextState.HEADLINE_ONLY if item.fingerprint is None else TextState.FULL
    return replace(item, tries=tries, next_read_at=None, text_state=at_hand)


def _wanted(item: Item, read: ArticleRead) -> Wanted:
    print_ = fingerprint(item.title, read.text)
    return Wanted(
        ids=frozenset({item.id, read.named}),
        fingerprints=frozenset({print_} if print_ else ()),
        texts=sought(read.anchors, read.readings, read.published),
        watches=frozenset(reading.watch for reading in read.readings),
    )


def _plan_article(known: Known, *, item: Item, read: ArticleRead, now: datetime, backfill: bool) -> Plan:
    ledger = Ledger(known, now, backfill=backfill)
    if not _stands(ledger, item):
        return ledger.plan()
    dated = _dated(item, read, None if backfill else dict(known.added).get(item.source))
    full = with_text(dated, title=item.title, text=read.text, changed_at=read.published, backfill=dated.backfill)
    ledger.put(replace(full, lang=read.lang), read.readings, anchors=read.anchors, named=read.named)
    return ledger.plan()


def _dated(item: Item, read: ArticleRead, silent_before: datetime | None) -> Item:
    """An item whose entry stated no date, with that of its page: it tells whether the item is old."""
    if not item.is_undated or read.published == item.published:
        return item
    is_old = silent_before is not None and read.published < silent_before
    return replace(item, published=read.published, backfill=is_old)


def _plan_without(known: Known, *, leased: Item, kept: ItemChange, now: datetime, backfill: bool) -> Plan:
    ledger = Ledger(known, now, backfill=backfill)
    if _stands(ledger, leased):
        ledger.put(kept.item, kept.readings)
    return ledger.plan()


def _stands(ledger: Ledger, leased: Item) -> bool:
    """Whether an item is still as it was leased: nothing came in between."""
    return ledger.find(leased.id) == leased
