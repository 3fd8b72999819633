"""From what is known and what was read to a plan: which items are new, what they change, and who is told.

Pure: `now` and jitter are arguments. A `Ledger` is the working copy of what is known while one plan is made, so that
the second of two entries in one body already knows the first.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain

from season_watch.model.board import Board, Update
from season_watch.model.claim import Reading
from season_watch.model.delivery import Delivery, Message
from season_watch.model.item import Entry, Item, ItemId, ReadEntry, TextState
from season_watch.model.source import Source, SourceName
from season_watch.model.watch import WatchName
from season_watch.model.weighing import Weighing
from season_watch.pipeline.messages import deliveries, suppressed, under_silence, update_message
from season_watch.pipeline.originals import Originals, is_headed, says, sought
from season_watch.pipeline.plan import Anchored, ItemChange, Known, Plan, Sighting, Wanted
from season_watch.pipeline.releasing import timed
from season_watch.policy.folding import take
from season_watch.policy.retraction import unsaid
from season_watch.policy.routing import Route, routed, silenced
from season_watch.policy.trust import RANK
from season_watch.stories.canonical import canonical_url, item_id
from season_watch.stories.fingerprint import fingerprint
from season_watch.stories.headline import SAME_WITHIN, headline_of

BEFORE_ADDED = "published before its source was added"
BEFORE_WATCHED = "published before it was watched"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """The source that carried entries.

    What was published before `silent_before` is put on the board and not sent. So is what has no date in the source's
    `first` body with entries: nobody can tell that it is new. `listed` are the items of all entries in the body.
    """

    source: Source
    silent_before: datetime | None = None
    first: bool = False
    listed: frozenset[ItemId] = frozenset()

    def is_old(self, published: datetime | None) -> bool:
        """Whether what was published then (None: nobody knows) is put on the board and not sent."""
        if self.silent_before is None:
            return False
        return self.first if published is None else published < self.silent_before


def wanted(carrier: Carrier, entries: Iterable[ReadEntry], now: datetime) -> Wanted:
    """What must be known to plan for entries."""
    listed = tuple(entries)
    prints = (_fingerprint(one) for one in listed)
    headlines = (_headline(one.entry) for one in listed if one.entry.outlet_site is not None)
    texts = (_sought(carrier, one, now) for one in listed if not one.thin)
    return Wanted(
        source=carrier.source.name,
        ids=frozenset(item_id(one.entry.url) for one in listed),
        guids=frozenset(one.entry.guid for one in listed if one.entry.guid),
        fingerprints=frozenset(filter(None, prints)),
        headlines=frozenset(filter(None, headlines)),
        texts=tuple(chain.from_iterable(texts)),
        watches=frozenset(reading.watch for one in listed for reading in one.readings),
    )


def _sought(carrier: Carrier, one: ReadEntry, now: datetime) -> tuple[Anchored, ...]:
    return sought(one.anchors, one.readings, one.entry.published or now, carrier.source.watches)


def plan_entries(known: Known, carrier: Carrier, entries: Iterable[ReadEntry], now: datetime) -> Plan:
    """Plan for the entries of one source, in their order."""
    ledger = Ledger(known, now, backfill=carrier.silent_before is None)
    for one in entries:
        _take(ledger, carrier, one)
    return ledger.plan()


class Ledger:
    """What is known while a plan is made, and what the plan will write."""

    def __init__(self, known: Known, now: datetime, *, backfill: bool = False) -> None:
        """`backfill`: what was published before its watch came is sent too."""
        self.now = now
        self._known = known
        self._silent_before = {} if backfill else dict(known.silent_before)
        self._items = {item.id: item for item in known.items}
        self._by_guid = dict(known.sighted)
        self._by_print = _by_print(known.items)
        self._originals = Originals()
        for item in known.items:
            self._originals.put(item)
        self._boards = {board.watch: board for board in known.boards}
        self._changed_boards: set[WatchName] = set()
        self._changes: dict[ItemId, ItemChange] = {}
        self._sightings: list[Sighting] = []
        self._weighings: list[Weighing] = []
        self._updates: list[Update] = []
        self._deliveries: list[Delivery] = []

    def find(self, item: ItemId | None) -> Item | None:
        """An item as it stands now."""
        return self._items.get(item) if item else None

    def find_guid(self, guid: str | None) -> Item | None:
        """The newest item that the source carried under a guid."""
        return self.find(self._by_guid.get(guid)) if guid else None

    def find_text(self, print_: str | None) -> Item | None:
        """The item that said a full text first."""
        return self.find(self._by_print.get(print_)) if print_ else None

    def find_headline(self, entry: Entry) -> Item | None:
        """The item that an entry repeats by title, outlet and day; None for one whose own address is known."""
        if entry.outlet_site is None:
            return None
        headline = _headline(entry)
        near = (item for item in self._items.values() if headline is not None and item.headline == headline)
        at = entry.published or self.now
        return next((item for item in near if abs(item.published - at) <= SAME_WITHIN), None)

    def sight(self, sighting: Sighting) -> None:
        """Note that a source carried an item."""
        self._sightings.append(sighting)
        if sighting.guid:
            self._by_guid[sighting.guid] = sighting.item

    def put(
        self,
        item: Item,
        readings: tuple[Reading, ...] | None = None,
        *,
        anchors: frozenset[int] = frozenset(),
        named: ItemId | None = None,
    ) -> None:
        """Keep an item as it stands now, and weigh what was read from it, if it was read now.

        One that says what another item says, in other dress at most, is a copy: kept, and no witness of its own. So is
        one whose page names another item as itself, under the same headline: `named`.
        """
        before = self.find(item.id)
        item = self._compared(item, anchors, self._named(item, named))
        self._items[item.id] = item
        self._originals.put(item, anchors)
        self._changes[item.id] = self._merged(item, readings, anchors)
        for reading in readings or ():
            self._weigh(item, reading, before)

    def _merged(self, item: Item, readings: tuple[Reading, ...] | None, anchors: frozenset[int]) -> ItemChange:
        """What the plan writes of an item, with what it read of it before, if nothing is read now."""
        change = ItemChange(item=item, readings=readings, anchors=anchors)
        before = self._changes.get(item.id)
        if before is None or readings is not None:
            return change
        return replace(change, readings=before.readings, anchors=anchors or before.anchors)

    def _named(self, item: Item, named: ItemId | None) -> Item | None:
        """The item that a page names. Some sites name one and the same page in all of theirs."""
        other = self.find(named)
        return other if other is not None and other.id != item.id and is_headed(other, item.title) else None

    def _compared(self, item: Item, anchors: frozenset[int], named: Item | None) -> Item:
        """An item that tells, where its text is new, whether that is another's."""
        before = self.find(item.id)
        if before is not None and before.fingerprint == item.fingerprint:
            return item
        if before is not None and self._by_print.get(before.fingerprint) == item.id:
            del self._by_print[before.fingerprint]
        twin = self.find_text(item.fingerprint) or named
        if twin is None and item.fingerprint is not None:
            self._by_print[item.fingerprint] = item.id
        original = (twin.duplicate_of or twin.id) if twin else self._originals.of(item, anchors)
        return replace(item, duplicate_of=original if original != item.id else None)

    def was_dropped(self, source: SourceName) -> bool:
        """Whether a source of a known item is no longer checked."""
        return source in self._known.archived

    def came_later(self, reading: Reading, item: Item) -> bool:
        """Whether a reading is of a watch that came after an item, and that the item was not read for."""
        came = self._silent_before.get(reading.watch)
        return came is not None and came > item.first_seen_at

    def _weigh(self, item: Item, reading: Reading, before: Item | None) -> None:
        """Nothing claimed, and nothing left out, leaves every board as it is."""
        board = self._boards.get(reading.watch, Board(watch=reading.watch))
        left_out = _left_out(board, before, item)
        if not reading.claims and not left_out:
            return
        weighing = Weighing(
            watch=reading.watch, item=replace(item, text=""), claims=reading.claims, at=self.now, unsaid=left_out
        )
        self._weighings.append(weighing)
        weighed = take(board, weighing, self._known.corrections)
        if weighed.board != board:
            self._boards[reading.watch] = weighed.board
            self._changed_boards.add(reading.watch)
        for update in weighed.updates:
            self._updates.append(update)
            self._deliveries.extend(self._deliveries_of(update, weighed.board, item))

    def _deliveries_of(self, update: Update, board: Board, item: Item) -> tuple[Delivery, ...]:
        watch = next((watch for watch in self._known.watches if watch.name == update.watch), None)
        if watch is None:
            return ()
        message = update_message(update, watch, board)
        is_old = item.published < self._silent_before.get(watch.name, item.published)
        why_not = BEFORE_ADDED if item.backfill else BEFORE_WATCHED if is_old else None
        routes = routed(update, self._known.rules, self._known.channels)
        return tuple(chain.from_iterable(self._to(route, update, message, why_not) for route in routes))

    def _to(self, route: Route, update: Update, message: Message, why_not: str | None) -> tuple[Delivery, ...]:
        """What goes to a channel: suppressed where it is old or silenced, else when the rule has it leave."""
        pending = deliveries(message, (route.channel,), about=update.key, update=update)
        if why_not is not None:
            return suppressed(pending, why_not)
        silence = silenced(update, route.channel, self._known.silences, self.now)
        if silence is None:
            return timed(pending, route.timing)
        return tuple(under_silence(silence, one) for one in pending)

    def plan(self) -> Plan:
        """All that was decided."""
        return Plan(
            at=self.now,
            items=tuple(self._changes.values()),
            sightings=tuple(self._sightings),
            weighings=tuple(self._weighings),
            boards=tuple(self._boards[name] for name in sorted(self._changed_boards)),
            updates=tuple(self._updates),
            deliveries=tuple(self._deliveries),
        )


def _left_out(board: Board, before: Item | None, item: Item) -> tuple[str, ...]:
    """The words by which an item claimed something, and that its new version, read whole, left out."""
    if before is None or item.version == before.version or item.text_state is not TextState.FULL:
        return ()
    return unsaid(board, f"{before.title}\n{before.text}", f"{item.title}\n{item.text}", item)


def _by_print(items: Iterable[Item]) -> dict[str | None, ItemId]:
    """The oldest item of each fingerprint, originals before copies."""
    oldest: dict[str | None, ItemId] = {}
    for item in sorted(items, key=lambda item: item.duplicate_of is not None):
        oldest.setdefault(item.fingerprint, item.id)
    return oldest


def _take(ledger: Ledger, carrier: Carrier, one: ReadEntry) -> None:
    """Keep an entry: as a new item, as a new version of one, or as one more sighting."""
    entry, known = one.entry, _match(ledger, carrier, one)
    repeated = ledger.find_headline(entry) if known is None else None
    if repeated is not None:
        ledger.sight(_sighting(repeated.id, carrier, entry, ledger.now))
        return
    if known is None:
        item = _new_item(carrier, one, ledger.now)
        ledger.put(item, _read_now(one), anchors=one.anchors)
        ledger.sight(_sighting(item.id, carrier, entry, ledger.now))
        return
    ledger.sight(_sighting(known.id, carrier, entry, ledger.now))
    changed = _next_version(ledger, known, carrier, one)
    if changed is not None:
        ledger.put(changed, _read_now(one), anchors=one.anchors)


def _match(ledger: Ledger, carrier: Carrier, one: ReadEntry) -> Item | None:
    """The item that an entry is of: that of its address, else one the source moved elsewhere, else one that says the
    same.

    A guid tells what moved only of the source's own items, and of none that the body lists at its old address too; some
    feeds give one guid to all they carry, so what moved must say who it is.
    """
    at_address = ledger.find(item_id(one.entry.url))
    if at_address is not None:
        return at_address
    moved = ledger.find_guid(one.entry.guid)
    if moved is not None and _has_moved(moved, carrier, one.entry):
        return moved
    return ledger.find_text(_fingerprint(one))


def _has_moved(item: Item, carrier: Carrier, entry: Entry) -> bool:
    is_its_own = item.source == carrier.source.name and item.id not in carrier.listed
    return is_its_own and says(item, entry.title, entry.text)


def _read_now(one: ReadEntry) -> tuple[Reading, ...] | None:
    return one.readings if one.readings or not one.thin else None


def _next_version(ledger: Ledger, known: Item, carrier: Carrier, one: ReadEntry) -> Item | None:
    """The item's next version, where the entry brings one.

    A full text fills in for one that is awaited, whoever carries it; otherwise only who answers for the item changes
    it. A thin entry that changed means that its page must be read again.
    """
    entry, now = one.entry, ledger.now
    item = _answered_for(ledger, known, carrier, one)
    if item is None:
        filled = with_text(known, title=entry.title, text=entry.text, changed_at=now, backfill=known.backfill)
        return None if one.thin or known.text_state is TextState.FULL else filled
    anew = entry.published if entry.published is not None and known.published < entry.published else None
    if one.thin:
        return _awaited_anew(item, entry, now, changed_at=anew or now, backfill=carrier.is_old(anew))
    is_same = (item, TextState.FULL, item.title, item.text) == (known, known.text_state, entry.title, entry.text)
    if is_same and not any(ledger.came_later(reading, known) for reading in one.readings):
        return None
    return with_text(item, title=entry.title, text=entry.text, changed_at=anew or now, backfill=carrier.is_old(anew))


def _answered_for(ledger: Ledger, known: Item, carrier: Carrier, one: ReadEntry) -> Item | None:
    """A known item as its next version has it, with the trust of who brings that; None where the carrier may not.

    The item's own source may, and at the item's own address one that is trusted more, or any once the own source is no
    longer checked: these make it theirs. Elsewhere the same words of one that is trusted more lend the item that trust.
    """
    source, stated = carrier.source, one.entry.published
    trusted_more = RANK[source.trust] < RANK[known.trust]
    if source.name == known.source:
        return replace(known, trust=source.trust)
    if known.id == item_id(one.entry.url) and (trusted_more or ledger.was_dropped(known.source)):
        return replace(known, source=source.name, trust=source.trust, backfill=carrier.is_old(stated))
    return replace(known, trust=source.trust, backfill=carrier.is_old(stated)) if trusted_more else None


def _awaited_anew(known: Item, entry: Entry, now: datetime, *, changed_at: datetime, backfill: bool) -> Item:
    """An item whose page is read again: that alone tells whether it changed, unless its headline is all there was."""
    awaited = replace(known, title=entry.title, text_state=TextState.AWAITING, tries=0, next_read_at=now)
    if known.text_state is TextState.HEADLINE_ONLY and known.title != entry.title:
        return replace(awaited, published=changed_at, backfill=backfill)
    return awaited if known.fingerprint is None else replace(awaited, backfill=backfill)


def with_text(item: Item, *, title: str, text: str, changed_at: datetime, backfill: bool) -> Item:
    """An item with its full text at hand. A text other than it had is a version more, published at `changed_at`."""
    print_ = fingerprint(title, text)
    at_hand = replace(item, title=title, text=text, text_state=TextState.FULL, fingerprint=print_, next_read_at=None)
    if item.fingerprint is None or item.fingerprint == print_:
        return at_hand
    return replace(at_hand, version=item.version + 1, published=changed_at, backfill=backfill)


def _new_item(carrier: Carrier, one: ReadEntry, now: datetime) -> Item:
    entry, state = one.entry, _text_state(one)
    return Item(
        id=item_id(entry.url),
        url=canonical_url(entry.url),
        guid=entry.guid,
        source=carrier.source.name,
        trust=carrier.source.trust,
        outlet=entry.outlet,
        lang=entry.lang,
        title=entry.title,
        text=entry.text,
        published=entry.published or now,
        first_seen_at=now,
        text_state=state,
        fingerprint=_fingerprint(one),
        headline=_headline(entry),
        next_read_at=now if state is TextState.AWAITING else None,
        backfill=carrier.is_old(entry.published),
    )


def _text_state(one: ReadEntry) -> TextState:
    """A thin text waits for its article, unless no program can get there."""
    if not one.thin:
        return TextState.FULL
    return TextState.AWAITING if one.entry.outlet_site is None else TextState.HEADLINE_ONLY


def _headline(entry: Entry) -> str | None:
    return headline_of(entry.title, entry.outlet_site or entry.url)


def _fingerprint(one: ReadEntry) -> str | None:
    return None if one.thin else fingerprint(one.entry.title, one.entry.text)


def _sighting(item: ItemId, carrier: Carrier, entry: Entry, now: datetime) -> Sighting:
    return Sighting(
        item=item,
        source=carrier.source.name,
        guid=entry.guid,
        url=canonical_url(entry.url),
        outlet=entry.outlet,
        at=now,
    )
