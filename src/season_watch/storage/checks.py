"""Sources as their checks see them: claimed when due, and what checks leave. Few statements serve many checks."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    RowMapping,
    Select,
    String,
    bindparam,
    case,
    delete,
    exists,
    func,
    or_,
    select,
    type_coerce,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from season_watch.model.claim import Certainty
from season_watch.model.source import (
    NO_WISH,
    CheckOutcome,
    FeedWish,
    Health,
    Rhythm,
    Source,
    SourceForCheck,
    SourceName,
    Validators,
)
from season_watch.model.subscription import Subscription
from season_watch.model.trouble import Sight
from season_watch.model.watch import AwaitedDay, WatchName
from season_watch.pipeline.plan import Plan, Seen
from season_watch.storage.instants import to_instant
from season_watch.storage.known import watches
from season_watch.storage.mapping import Row, columns, from_json, from_row, to_json, to_row
from season_watch.storage.occasions import days_that_stand
from season_watch.storage.statements import among, cells_of, each_of, listed, run_many, upsert
from season_watch.storage.subscribing import keep_hubs, subscriptions_of
from season_watch.storage.tables import BELIEFS, SEEN_DIGESTS, SEEN_SLICES, SOURCES

DIGESTS_KEPT = 5_000
"""As many entries as a body may list: a feed that brings more at once would bring the oldest again."""

DIGESTS_KEPT_FOR = timedelta(days=90)
"""Feeds list days or weeks; an entry that comes back after longer is looked up by its item instead."""

LOOK_BACK = timedelta(days=4)
LOOK_AHEAD = timedelta(days=34)
"""The days of a board that are told of: from the last few to what is near at the end of the longest interval."""

_SIGHT = ("trouble", "move", "silent_after")
_STATE = (
    "moved_to",
    "body_digest",
    "note",
    "failures",
    "zero_runs",
    "added_at",
    "health",
    "paused",
    "last_checked_at",
    "rhythm",
    "wish",
    "reset",
    *_SIGHT,
)
_FOR_CHECK = select(
    *(SOURCES.c[name] for name in (*columns(Source), *columns(Validators), *_STATE)),
    exists().where(SEEN_DIGESTS.c.source == SOURCES.c.name).label("listed"),
)
"""`listed`: whether any body of a source listed anything."""

_DUE_AGAIN = func.json_each(bindparam("due_again")).table_valued("key", "value")
_CLAIM = update(SOURCES).where(SOURCES.c.name == _DUE_AGAIN.c.key).values(next_check_at=_DUE_AGAIN.c.value)

_ASKED = func.coalesce(SOURCES.c.moved_to, SOURCES.c.url)

_AWAITED = (
    days_that_stand(BELIEFS.c.watch, BELIEFS.c.value)
    .where(BELIEFS.c.certainty != Certainty.PREDICTED, BELIEFS.c.value > type_coerce(BELIEFS.c.since, String))
    .order_by(BELIEFS.c.value, BELIEFS.c.watch)
)
"""A day that was over, or had come, when it was told is awaited no more. As text, an instant comes after its day."""

_INSTANT = SOURCES.c.next_check_at.type

_SET = (
    "health",
    "body_digest",
    "failures",
    "zero_runs",
    "error",
    "note",
    "next_check_reason",
)
_LEFT = (*_SET, "source", "at", "next_check_at", "claimed_until", "new_url", "paused")
"""What of an outcome `_KEEP_OUTCOME` is told; so it is of its validators."""

_OF_OUTCOME = (*_LEFT, *columns(Validators), "succeeded_at")
_NEW = cells_of("outcomes", _OF_OUTCOME)
_KEEP_OUTCOME = (
    update(SOURCES)
    .where(SOURCES.c.name == _NEW["source"])
    .values(
        {name: _NEW[name] for name in (*_SET, *columns(Validators))}
        | {
            "last_checked_at": _NEW["at"],
            "last_success_at": func.coalesce(_NEW["succeeded_at"], SOURCES.c.last_success_at),
            "moved_to": func.coalesce(_NEW["new_url"], SOURCES.c.moved_to),
            "paused": or_(SOURCES.c.paused, _NEW["paused"]),
            "next_check_at": case(
                (SOURCES.c.next_check_at != _NEW["claimed_until"], SOURCES.c.next_check_at),
                else_=_NEW["next_check_at"],
            ),
        }
    )
)
"""All at once: between a row and the next of `run_many` the writer and the loop fight for the interpreter."""

_KEEP_SIGHT = (
    update(SOURCES)
    .where(SOURCES.c.name == bindparam("seen_source"))
    .values(
        {name: bindparam(f"seen_{name}", type_=SOURCES.c[name].type) for name in _SIGHT}
        | {"latest": func.coalesce(bindparam("seen_latest"), SOURCES.c.latest)}
    )
)
"""Apart from the outcome: of most sources it stays as it was."""

_KEEP_RHYTHM = update(SOURCES).where(SOURCES.c.name == bindparam("of_source")).values(rhythm=bindparam("counted"))
_KEEP_WISH = update(SOURCES).where(SOURCES.c.name == bindparam("of_source")).values(wish=bindparam("stated"))

_ADDRESSES = select(func.json_group_object(SOURCES.c.name, func.json_array(_ASKED, SOURCES.c.reset))).where(
    SOURCES.c.name.in_(each_of("names"))
)
_DIGESTS = select(func.json_group_array(SEEN_DIGESTS.c.digest)).where(SEEN_DIGESTS.c.source == SOURCES.c.name)
_SEEN = (
    select(_DIGESTS.scalar_subquery(), SEEN_SLICES.c.slices, SOURCES.c.latest)
    .select_from(SOURCES.outerjoin(SEEN_SLICES, SEEN_SLICES.c.source == SOURCES.c.name))
    .where(SOURCES.c.name == bindparam("source"))
)
_KEEP_SLICES = upsert(SEEN_SLICES)
_LISTED = func.json_each(bindparam("listed")).table_valued("value")
_INSERT_DIGESTS = insert(SEEN_DIGESTS).from_select(
    ["source", "digest", "last_seen_at"],
    # Without a condition SQLite would take the word ON, of the conflict, for one of a join.
    select(bindparam("by"), _LISTED.c.value, bindparam("last_at", type_=_INSTANT)).where(_LISTED.c.value.is_not(None)),
)
_KEEP_DIGESTS = _INSERT_DIGESTS.on_conflict_do_update(
    index_elements=list(SEEN_DIGESTS.primary_key), set_={"last_seen_at": _INSERT_DIGESTS.excluded.last_seen_at}
)
"""All that one body lists: a row of Python's for each entry would cost more than to keep it."""

_OF_SOURCE = SEEN_DIGESTS.c.source == bindparam("of_source")
_FORGET_DIGESTS = delete(SEEN_DIGESTS).where(
    _OF_SOURCE,
    or_(
        SEEN_DIGESTS.c.last_seen_at < bindparam("since"),
        SEEN_DIGESTS.c.digest.in_(
            select(SEEN_DIGESTS.c.digest)
            .where(_OF_SOURCE)
            .order_by(SEEN_DIGESTS.c.last_seen_at.desc(), SEEN_DIGESTS.c.digest.desc())
            .limit(-1)
            .offset(bindparam("most"))
        ),
    ),
)


def claim_due(
    connection: Connection, now: datetime, limit: int, under_way: Collection[SourceName]
) -> tuple[SourceForCheck, ...]:
    """See `Store.claim_due`."""
    wanted = due(now, limit)
    if under_way:
        wanted = wanted.where(SOURCES.c.name.not_in(among(under_way)))
    return _claim(connection, connection.execute(wanted).mappings().all(), now)


def due(now: datetime, limit: int) -> Select[tuple[Any, ...]]:
    """The sources that are due, longest overdue first. Its order is that of an index: the others are not looked at."""
    active = ~SOURCES.c.archived & ~SOURCES.c.paused
    found = _FOR_CHECK.where(active, SOURCES.c.next_check_at <= now)
    return found.order_by(SOURCES.c.next_check_at, SOURCES.c.name).limit(limit)


def claim_source(connection: Connection, name: SourceName, now: datetime) -> SourceForCheck | None:
    """See `Store.claim_source`: who asks by name gets a paused source too, an archived one not."""
    named = _FOR_CHECK.where(SOURCES.c.name == name, ~SOURCES.c.archived)
    claimed = _claim(connection, connection.execute(named).mappings().all(), now)
    return claimed[0] if claimed else None


def seen(connection: Connection, source: SourceName) -> Seen:
    """See `Store.seen`."""
    found = connection.execute(_SEEN, {"source": source}).one_or_none() or (None, None, None)
    digests, slices, latest = (json.loads(kept) if kept else () for kept in found)
    return Seen(
        digests=frozenset(digests),
        slices=frozenset(slices),
        latest=tuple(map(to_instant, latest)),
        watches=watches(connection),
    )


def keep_outcomes(connection: Connection, plans: Sequence[Plan]) -> None:
    """Write what checks left and saw, but nothing of a source that has another address by now, or was reset.

    A pause and a check at once that the user asked for during the check stay.
    """
    left = [(plan.outcome, plan) for plan in plans if plan.outcome is not None]
    if not left:
        return
    asked = _asked(connection, (outcome.source for outcome, _ in left))
    kept = [(outcome, plan) for outcome, plan in left if asked.get(outcome.source) == (outcome.url, outcome.reset)]
    connection.execute(_KEEP_OUTCOME, {"outcomes": to_json([_outcome_row(outcome) for outcome, _ in kept])})
    run_many(connection, _KEEP_SIGHT, [row for outcome, _ in kept for row in _sight_rows(outcome)])
    counted = [
        {"of_source": outcome.source, "counted": to_json(outcome.rhythm)} for outcome, _ in kept if outcome.rhythm
    ]
    run_many(connection, _KEEP_RHYTHM, counted)
    keep_hubs(connection, [outcome for outcome, _ in kept])
    stated = [{"of_source": outcome.source, "stated": to_json(outcome.wish)} for outcome, _ in kept if outcome.wish]
    run_many(connection, _KEEP_WISH, stated)
    _keep_seen(connection, [(outcome, plan) for outcome, plan in kept if plan.digests])


def _asked(connection: Connection, names: Iterable[SourceName]) -> dict[str, tuple[str, int]]:
    """Where sources are asked by now, and how often they were reset."""
    found = json.loads(connection.execute(_ADDRESSES, {"names": listed(names)}).scalar_one())
    return {name: (url, reset) for name, (url, reset) in found.items()}


def _keep_seen(connection: Connection, kept: Sequence[tuple[CheckOutcome, Plan]]) -> None:
    """Remember what sources list now, and forget what they have not listed for long."""
    now_listed: list[Row] = [
        {"by": outcome.source, "listed": listed(plan.digests), "last_at": outcome.at} for outcome, plan in kept
    ]
    run_many(connection, _KEEP_DIGESTS, now_listed)
    old: list[Row] = [
        {"of_source": outcome.source, "since": outcome.at - DIGESTS_KEPT_FOR, "most": DIGESTS_KEPT}
        for outcome, _ in kept
    ]
    run_many(connection, _FORGET_DIGESTS, old)
    cut = [(outcome.source, plan.slices) for outcome, plan in kept if plan.slices]
    run_many(
        connection, _KEEP_SLICES, [{"source": name, "slices": to_json(tuple(sorted(slices)))} for name, slices in cut]
    )


def _outcome_row(outcome: CheckOutcome) -> tuple[object, ...]:
    """Its cells, as `_OF_OUTCOME` names them."""
    validators = outcome.validators
    succeeded_at = outcome.at if outcome.error is None else None
    return (
        *(getattr(outcome, name) for name in _LEFT),
        *(getattr(validators, name) for name in columns(Validators)),
        succeeded_at,
    )


def _sight_rows(outcome: CheckOutcome) -> list[Row]:
    if outcome.sight is None:
        return []
    latest = None if outcome.latest is None else to_json(outcome.latest)
    row = {**to_row(outcome.sight), "source": outcome.source, "latest": latest}
    return [{f"seen_{name}": cell for name, cell in row.items()}]


def _claim(connection: Connection, rows: Sequence[RowMapping], now: datetime) -> tuple[SourceForCheck, ...]:
    """The next check is set before the first byte is asked for, so that a crash can't make us ask in a loop."""
    until = {row["name"]: now + row["every"] for row in rows}
    if not rows:
        return ()
    connection.execute(_CLAIM, {"due_again": to_json(until)})
    awaited = _awaited(connection, now.date())
    subscriptions = subscriptions_of(connection, until)
    return tuple(_for_check(row, until[row["name"]], subscriptions.get(row["name"]), awaited) for row in rows)


def _awaited(connection: Connection, today: date) -> tuple[AwaitedDay, ...]:
    """The days that boards hold, one query for all that is claimed together."""
    near = {"first": str(today - LOOK_BACK), "last": str(today + LOOK_AHEAD)}
    found = connection.execute(_AWAITED, near)
    return tuple(AwaitedDay(watch=WatchName(watch), day=date.fromisoformat(value)) for watch, value in found)


def _for_check(
    row: RowMapping, claimed_until: datetime, subscription: Subscription | None, awaited: tuple[AwaitedDay, ...]
) -> SourceForCheck:
    source = from_row(Source, row)
    return SourceForCheck(
        source=replace(source, url=row["moved_to"]) if row["moved_to"] else source,
        validators=from_row(Validators, row),
        body_digest=row["body_digest"],
        note=row["note"],
        failures=row["failures"],
        zero_runs=row["zero_runs"],
        added_at=row["added_at"],
        first_check=not row["listed"],
        health=Health(row["health"]),
        paused=row["paused"],
        sight=from_row(Sight, row),
        last_checked_at=row["last_checked_at"],
        rhythm=from_json(Rhythm, row["rhythm"]) if row["rhythm"] else None,
        wish=from_json(FeedWish, row["wish"]) if row["wish"] else NO_WISH,
        reset=row["reset"],
        subscription=subscription,
        claimed_until=claimed_until,
        awaited=tuple(day for day in awaited if source.serves(day.watch)),
    )
