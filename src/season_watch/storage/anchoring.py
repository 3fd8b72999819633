"""The index of texts: which items of a watch and time may have the text of another one."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, func, select, union_all
from sqlalchemy.dialects.sqlite import insert

from season_watch.model.item import ItemId
from season_watch.pipeline.plan import Anchored, ItemChange
from season_watch.storage.mapping import Row
from season_watch.storage.statements import run_many
from season_watch.storage.tables import ANCHORS
from season_watch.stories.copies import ANCHORS as ANCHORS_A_TEXT
from season_watch.stories.copies import COPIED_WITHIN, SHARED_ANCHORS

FOUND = 3
"""Items that a text is compared with: those that share the most anchors. A copy shares 14 of 16, and all copies lead to
the same original."""

_NEWEST = 64
"""Items of one anchor that are looked at, so that what every article holds costs no more than the rest."""

_KEEP = insert(ANCHORS).on_conflict_do_nothing()
_NAMES = tuple(f"anchor_{n}" for n in range(ANCHORS_A_TEXT))
_CARRIERS = union_all(
    *(
        select(
            select(ANCHORS.c.anchor, ANCHORS.c.item)
            .where(
                ANCHORS.c.watch == bindparam("of_watch"),
                ANCHORS.c.anchor == bindparam(name),
                ANCHORS.c.day.between(bindparam("first_day"), bindparam("last_day")),
            )
            .order_by(ANCHORS.c.day.desc(), ANCHORS.c.item)
            .limit(_NEWEST)
            .subquery()
        )
        for name in _NAMES
    )
).subquery()
_WEIGHED = select(
    _CARRIERS.c.item, (1.0 / func.count().over(partition_by=_CARRIERS.c.anchor)).label("weight")
).subquery()
_NEAREST = (
    select(_WEIGHED.c.item)
    .group_by(_WEIGHED.c.item)
    .having(func.count() >= SHARED_ANCHORS)
    .order_by(func.sum(_WEIGHED.c.weight).desc(), _WEIGHED.c.item)
    .limit(FOUND)
)
"""One statement for all anchors of a text: to build it costs more than to run it. An anchor that few items have says
more of whose text this is."""


def keep_anchors(connection: Connection, changes: Iterable[ItemChange]) -> None:
    """Enter what was read now, under each watch of which it says something."""
    rows: list[Row] = [
        {"watch": reading.watch, "anchor": anchor, "day": change.item.published.toordinal(), "item": change.item.id}
        for change in changes
        for reading in change.readings or ()
        for anchor in change.anchors
    ]
    run_many(connection, _KEEP, rows)


def near(connection: Connection, texts: Iterable[Anchored]) -> frozenset[ItemId]:
    """The items that any of the texts should be compared with."""
    keys = (key for text in texts for key in _keys(text))
    return frozenset(ItemId(item) for key in keys for item in connection.execute(_NEAREST, key).scalars())


def _keys(text: Anchored) -> Iterable[Row]:
    sought = dict.fromkeys(_NAMES) | dict(zip(_NAMES, sorted(text.anchors), strict=False))
    first, last = text.published - COPIED_WITHIN, text.published + COPIED_WITHIN
    days = {"first_day": first.toordinal(), "last_day": last.toordinal()}
    return ({**sought, **days, "of_watch": watch} for watch in sorted(text.watches))
