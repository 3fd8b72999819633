"""The index of texts, where many share what they are found by."""

from season_watch.model.claim import Reading
from season_watch.model.item import ItemId
from season_watch.pipeline.plan import Anchored, ItemChange, Known, Plan, Wanted
from season_watch.storage.store import SqliteStore
from season_watch.stories.copies import CANDIDATES
from tests.unit.storage.databases import NOW
from tests.vocabulary import WATCH, item

EVERYWHERE = frozenset(range(8))
"""Anchors of what stands below every article."""


async def keep(store: SqliteStore, name: str, anchors: frozenset[int], published: str = "2025-02-01") -> None:
    readings = (Reading(watch=WATCH.name, about=True),)
    change = ItemChange(item=item(name, published), readings=readings, anchors=anchors)
    await store.write(Wanted(), lambda _: Plan(at=NOW, items=(change,)))


async def found(store: SqliteStore, anchors: frozenset[int]) -> list[ItemId]:
    told: list[Known] = []

    def look(known: Known) -> Plan:
        told.append(known)
        return Plan(at=NOW)

    text = Anchored(anchors=anchors, watches=frozenset({WATCH.name}), published=NOW)
    await store.write(Wanted(texts=(text,)), look)
    return [item.id for item in told[0].items]


async def test_what_few_items_share_says_more_than_what_all_do(store: SqliteStore) -> None:
    await keep(store, "original", frozenset({101, 102}), "2025-01-01")
    for number in range(100):
        await keep(store, f"other-{number}", EVERYWHERE)
    assert "original" in await found(store, EVERYWHERE | {101, 102})


async def test_however_many_share_a_text_few_are_compared(store: SqliteStore) -> None:
    for number in range(100):
        await keep(store, f"other-{number}", EVERYWHERE)
    assert len(await found(store, EVERYWHERE)) == CANDIDATES
