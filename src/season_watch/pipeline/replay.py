"""Replay: ready items through the real plan and apply, with the items' own dates as the clock and no network."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from season_watch.model.board import Update
from season_watch.model.claim import Claim, Reading
from season_watch.model.item import Entry, ItemId, ReadEntry
from season_watch.model.source import Source, SourceName, Trust
from season_watch.model.watch import Watch, WatchName
from season_watch.pipeline.plan import Plan
from season_watch.pipeline.planning import Carrier, plan_entries, wanted
from season_watch.pipeline.ports import Store
from season_watch.pipeline.reading import read_text
from season_watch.stories.copies import anchors_of, is_copy, wording


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayItem:
    """One line of a stream. `id` is the stream's own name for the item."""

    id: str
    published: datetime
    outlet: str
    lang: str | None
    url: str
    title: str
    text: str
    trust: Trust = Trust.PRESS


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What one item said of one watch, and the updates it set off. `duplicate_of` is a stream's name for an item."""

    item: str
    watch: WatchName
    about: bool
    duplicate_of: str | None
    claims: tuple[Claim, ...]
    updates: tuple[Update, ...]


async def replay(items: Iterable[ReplayItem], watches: tuple[Watch, ...], store: Store) -> AsyncIterator[Replayed]:
    """Take items in order; one result an item and watch."""
    taken: dict[ItemId, ReplayItem] = {}
    for item in items:
        entry = _entry(item)
        vouched = item.trust is Trust.OFFICIAL
        readings = read_text(item.title, item.text, item.published, item.lang, watches, vouched=vouched)
        carrier = Carrier(source=_source(item, watches))
        one = ReadEntry(entry=entry, thin=False, readings=readings, anchors=anchors_of(item.title, item.text))
        plan = await store.write(
            wanted(carrier, (one,), item.published),
            partial(plan_entries, carrier=carrier, entries=(one,), now=item.published),
        )
        copied = _copied(plan, item, taken)
        for watch in watches:
            yield _replayed(item, watch.name, readings, plan, copied)


def _entry(item: ReplayItem) -> Entry:
    return Entry(
        guid=item.id,
        url=item.url,
        title=item.title,
        text=item.text,
        published=item.published,
        outlet=item.outlet,
        lang=item.lang,
        digest=item.id,
    )


def _source(item: ReplayItem, watches: tuple[Watch, ...]) -> Source:
    """Each outlet counts as a source of its own, which is about all that is watched."""
    about = tuple(watch.name for watch in watches)
    return Source(name=SourceName(item.outlet), url=item.url, trust=item.trust, watches=about)


def _copied(plan: Plan, item: ReplayItem, taken: dict[ItemId, ReplayItem]) -> str | None:
    """The earlier item of the stream whose text this one is: kept as that, as its copy, or as its next version."""
    kept_as = plan.sightings[0].item
    kept = next((change.item for change in plan.items if change.item.id == kept_as), None)
    original = taken.get(kept.duplicate_of or kept_as if kept else kept_as)
    taken.setdefault(kept_as, item)
    if original is None or kept is None or kept.duplicate_of:
        return original.id if original else None
    is_same = is_copy(wording(original.title, original.text), wording(item.title, item.text))
    return original.id if is_same else None


def _replayed(
    item: ReplayItem, watch: WatchName, readings: tuple[Reading, ...], plan: Plan, copied: str | None
) -> Replayed:
    reading = next((one for one in readings if one.watch == watch), Reading(watch=watch, about=False))
    return Replayed(
        item=item.id,
        watch=watch,
        about=reading.about,
        duplicate_of=copied,
        claims=reading.claims,
        updates=tuple(update for update in plan.updates if update.watch == watch),
    )
