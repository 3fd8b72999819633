"""Checks that were put off: their sources are due again later, and stay else as they are."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, func, update

from season_watch.pipeline.plan import Plan
from season_watch.storage.mapping import to_row
from season_watch.storage.statements import run_many
from season_watch.storage.tables import SOURCES

_INSTANT = SOURCES.c.next_check_at.type
_PUT_OFF = (
    update(SOURCES)
    .where(
        SOURCES.c.name == bindparam("put_source"),
        func.coalesce(SOURCES.c.moved_to, SOURCES.c.url) == bindparam("put_url"),
        func.coalesce(bindparam("put_claimed_until", type_=_INSTANT), SOURCES.c.next_check_at)
        == SOURCES.c.next_check_at,
    )
    .values(
        next_check_at=bindparam("put_next_check_at", type_=_INSTANT),
        next_check_reason=bindparam("put_next_check_reason"),
    )
)
"""One that has another address by now, or that its owner wants checked at once, stays as it is."""


def keep_postponements(connection: Connection, plans: Iterable[Plan]) -> None:
    """Move the next checks that plans put off."""
    rows = (to_row(plan.postponement) for plan in plans if plan.postponement is not None)
    run_many(connection, _PUT_OFF, [{f"put_{name}": cell for name, cell in row.items()} for row in rows])
