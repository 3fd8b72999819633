"""Sources as their checks see them: claimed when due, and what a check leaves behind."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, bindparam, case, delete, exists, func, literal, or_, select, update

from season_watch.model.source import CheckOutcome, Health, Source, SourceForCheck, SourceName, Validators
from season_watch.storage.mapping import from_row, to_row
from season_watch.storage.statements import run_many, upsert
from season_watch.storage.tables import SEEN_DIGESTS, SOURCES

DIGESTS_KEPT = 5_000
"""As many entries as a body may list: a feed that brings more at once would bring the oldest again."""

DIGESTS_KEPT_FOR = timedelta(days=90)
"""Feeds list days or weeks; an entry that comes back after longer is looked up by its item instead."""

_KEEP_DIGEST = upsert(SEEN_DIGESTS)
_LISTED = exists().where(SEEN_DIGESTS.c.source == SOURCES.c.name).label("listed")
"""Whether any body of a source listed anything."""


def claim_due(connection: Connection, now: datetime, limit: int) -> tuple[SourceForCheck, ...]:
    """See `Store.claim_due`."""
    active = ~SOURCES.c.archived & ~SOURCES.c.paused
    due = (
        select(SOURCES, _LISTED)
        .where(active, SOURCES.c.next_check_at <= now)
        .order_by(SOURCES.c.next_check_at, SOURCES.c.name)
        .limit(limit)
    )
    return _claim(connection, connection.execute(due).mappings().all(), now)


def claim_source(connection: Connection, name: SourceName, now: datetime) -> SourceForCheck | None:
    """See `Store.claim_source`: who asks by name gets a paused source too, an archived one not."""
    named = select(SOURCES, _LISTED).where(SOURCES.c.name == name, ~SOURCES.c.archived)
    claimed = _claim(connection, connection.execute(named).mappings().all(), now)
    return claimed[0] if claimed else None


def known_digests(connection: Connection, source: SourceName) -> frozenset[str]:
    """See `Store.known_digests`."""
    seen = select(SEEN_DIGESTS.c.digest).where(SEEN_DIGESTS.c.source == source)
    return frozenset(connection.execute(seen).scalars())


def keep_outcome(connection: Connection, outcome: CheckOutcome, digests: frozenset[str]) -> None:
    """Write what a check left, unless the source has another address by now.

    A pause and a check at once that the user asked for during the check stay.
    """
    asked = (SOURCES.c.name == outcome.source) & (func.coalesce(SOURCES.c.moved_to, SOURCES.c.url) == outcome.url)
    kept = connection.execute(update(SOURCES).where(asked).values(**_outcome_row(outcome)))
    if kept.rowcount and digests:
        _keep_digests(connection, outcome.source, digests, outcome.at)


def _outcome_row(outcome: CheckOutcome) -> dict[str, object]:
    row: dict[str, object] = to_row(outcome)
    for name in ("source", "url", "at", "new_url"):
        del row[name]
    row["last_checked_at"] = outcome.at
    if outcome.error is None:
        row["last_success_at"] = outcome.at
    if outcome.new_url is not None:
        row["moved_to"] = outcome.new_url
    row["paused"] = or_(SOURCES.c.paused, literal(outcome.paused))
    due = SOURCES.c.next_check_at
    row["next_check_at"] = case((due < outcome.at, due), else_=literal(outcome.next_check_at, due.type))
    return row


def _keep_digests(connection: Connection, source: SourceName, digests: frozenset[str], at: datetime) -> None:
    """Remember what a source lists now, and forget what it has not listed for long."""
    rows = [{"source": source, "digest": digest, "last_seen_at": at} for digest in sorted(digests)]
    run_many(connection, _KEEP_DIGEST, rows)
    of_source = SEEN_DIGESTS.c.source == source
    beyond = (
        select(SEEN_DIGESTS.c.digest)
        .where(of_source)
        .order_by(SEEN_DIGESTS.c.last_seen_at.desc(), SEEN_DIGESTS.c.digest.desc())
        .limit(-1)
        .offset(DIGESTS_KEPT)
    )
    old = SEEN_DIGESTS.c.last_seen_at < at - DIGESTS_KEPT_FOR
    connection.execute(delete(SEEN_DIGESTS).where(of_source, or_(old, SEEN_DIGESTS.c.digest.in_(beyond))))


def _claim(connection: Connection, rows: Sequence[RowMapping], now: datetime) -> tuple[SourceForCheck, ...]:
    """The next check is set before the first byte is asked for, so that a crash can't make us ask in a loop."""
    move = update(SOURCES).where(SOURCES.c.name == bindparam("claimed")).values(next_check_at=bindparam("next"))
    run_many(connection, move, [{"claimed": row["name"], "next": now + row["every"]} for row in rows])
    return tuple(_for_check(row) for row in rows)


def _for_check(row: RowMapping) -> SourceForCheck:
    source = from_row(Source, row)
    return SourceForCheck(
        source=replace(source, url=row["moved_to"] or source.url),
        validators=from_row(Validators, row),
        body_digest=row["body_digest"],
        failures=row["failures"],
        zero_runs=row["zero_runs"],
        added_at=row["added_at"],
        first_check=not row["listed"],
        health=Health(row["health"]),
        paused=row["paused"],
    )
