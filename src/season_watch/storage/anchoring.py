"""The index of texts: which items of a watch and time may have the text of another one."""

from collections.abc import Iterable

from sqlalchemy import Connection, text
from sqlalchemy.dialects.sqlite import insert

from season_watch.model.item import ItemId
from season_watch.pipeline.plan import Anchored, ItemChange
from season_watch.storage.mapping import Row
from season_watch.storage.statements import run_many
from season_watch.storage.tables import ANCHORS
from season_watch.stories.copies import ANCHORS as ANCHORS_A_TEXT
from season_watch.stories.copies import CANDIDATES, COPIED_WITHIN, NEWEST, SHARED_ANCHORS

_KEEP = insert(ANCHORS).on_conflict_do_nothing()
_NAMES = tuple(f"anchor_{n}" for n in range(ANCHORS_A_TEXT))
_CARRIERS = " UNION ALL ".join(
    f"""
    SELECT * FROM (
        SELECT anchor, item FROM anchors
        WHERE watch = :watch AND anchor = :{name} AND day BETWEEN :first_day AND :last_day
        ORDER BY day DESC, item DESC LIMIT {NEWEST}
    )
    """  # noqa: S608 - constants of this module
    for name in _NAMES
)
_NEAREST = text(
    f"""
    SELECT item FROM (SELECT item, 1.0 / count(*) OVER (PARTITION BY anchor) AS weight FROM ({_CARRIERS}))
    GROUP BY item HAVING count(*) >= {SHARED_ANCHORS}
    ORDER BY sum(weight) DESC, item LIMIT {CANDIDATES}
    """  # noqa: S608
)
"""One statement for all anchors of a text; SQLAlchemy would take 2 MB to compose it. An anchor that few items have says
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
    keys = (key for one in texts for key in _keys(one))
    return frozenset(ItemId(item) for key in keys for item in connection.execute(_NEAREST, key).scalars())


def _keys(one: Anchored) -> Iterable[Row]:
    sought = dict.fromkeys(_NAMES) | dict(zip(_NAMES, sorted(one.anchors), strict=False))
    first, last = one.published - COPIED_WITHIN, one.published + COPIED_WITHIN
    days = {"first_day": first.toordinal(), "last_day": last.toordinal()}
    return ({**sought, **days, "watch": watch} for watch in sorted(one.watches))
