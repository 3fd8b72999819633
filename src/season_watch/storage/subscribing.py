"""Subscriptions: what checks find of hubs, what these are asked, and what they tell."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, select, true, update

from season_watch.model.source import CheckOutcome, SourceName
from season_watch.model.subscription import NO_HUB, Hub, Subscription, SubscriptionState
from season_watch.policy.subscriptions import check_after, told
from season_watch.storage.mapping import Row, columns, from_row, to_row
from season_watch.storage.statements import each_of, listed, run_many, upsert
from season_watch.storage.tables import SOURCES, SUBSCRIPTIONS

_OF_SOURCES = select(SUBSCRIPTIONS).where(SUBSCRIPTIONS.c.source.in_(each_of("sources")))
_KEEP = upsert(SUBSCRIPTIONS)
_FORGET = delete(SUBSCRIPTIONS).where(SUBSCRIPTIONS.c.source == bindparam("of_source"))
_SILENCE = (
    update(SUBSCRIPTIONS)
    .where(SUBSCRIPTIONS.c.source == bindparam("of_source"), SUBSCRIPTIONS.c.state == SubscriptionState.HELD)
    .values(state=SubscriptionState.SILENT)
)
_OF_ACTIVE = (
    select(SUBSCRIPTIONS)
    .join(SOURCES, SOURCES.c.name == SUBSCRIPTIONS.c.source)
    .where(~SOURCES.c.archived, ~SOURCES.c.paused)
)


def subscriptions_of(connection: Connection, sources: Iterable[SourceName]) -> dict[SourceName, Subscription]:
    """The subscriptions of these sources, by name; most have none."""
    found = connection.execute(_OF_SOURCES, {"sources": listed(sources)}).mappings()
    return {row["source"]: from_row(Subscription, row) for row in found}


def keep_hubs(connection: Connection, outcomes: Sequence[CheckOutcome]) -> None:
    """Keep which hubs feeds name: another one than before is asked anew, and one that is named no more is forgotten."""
    named = [(outcome, outcome.hub) for outcome in outcomes if outcome.hub is not None]
    offers = [_row(outcome.source, _offered(hub, outcome.at)) for outcome, hub in named if hub != NO_HUB]
    run_many(connection, _KEEP, offers)
    run_many(connection, _FORGET, [{"of_source": outcome.source} for outcome, hub in named if hub == NO_HUB])
    run_many(connection, _SILENCE, [{"of_source": outcome.source} for outcome in outcomes if outcome.missed])


def claim(
    connection: Connection, now: datetime, limit: int, ask: Callable[[Subscription], Subscription]
) -> tuple[Subscription, ...]:
    """See `Subscriptions.claim_subscriptions`."""
    due = _OF_ACTIVE.where(SUBSCRIPTIONS.c.next_ask_at <= now).order_by(SUBSCRIPTIONS.c.next_ask_at).limit(limit)
    found = connection.execute(due).mappings().all()
    asked = [(row["source"], ask(from_row(Subscription, row))) for row in found]
    run_many(connection, _KEEP, [_row(source, subscription) for source, subscription in asked])
    return tuple(subscription for _, subscription in asked)


def at(connection: Connection, callback: str) -> Subscription | None:
    """See `Subscriptions.subscription_at`."""
    row = connection.execute(_OF_ACTIVE.where(SUBSCRIPTIONS.c.callback == callback)).mappings().one_or_none()
    return None if row is None else from_row(Subscription, row)


def change_at(
    connection: Connection, callback: str, change: Callable[[Subscription], Subscription | None]
) -> Subscription | None:
    """See `Subscriptions.change_subscription`."""
    before = at(connection, callback)
    after = before and change(before)
    if after is not None and after != before:
        here = SUBSCRIPTIONS.c.callback == callback
        connection.execute(update(SUBSCRIPTIONS).where(here).values(to_row(after)))
    return after


def hear(connection: Connection, callback: str, now: datetime) -> None:
    """See `Subscriptions.hear`. What is due already stays so."""
    if change_at(connection, callback, lambda subscription: told(subscription, now)) is None:
        return
    of = select(SUBSCRIPTIONS.c.source).where(SUBSCRIPTIONS.c.callback == callback).scalar_subquery()
    checked = connection.execute(select(SOURCES.c.last_checked_at).where(SOURCES.c.name == of)).scalar()
    soon = check_after(checked, now)
    later = (SOURCES.c.name == of) & (SOURCES.c.next_check_at > soon)
    connection.execute(
        update(SOURCES).where(later).values(next_check_at=soon, next_check_reason="its hub told of news")
    )


def forget_callbacks(connection: Connection, callback: str | None, now: datetime) -> None:
    """See `Subscriptions.forget_callbacks`."""
    here = callback or ""
    elsewhere = func.substr(SUBSCRIPTIONS.c.callback, 1, len(here)) != here if here else true()
    anew = {key: cell for key, cell in to_row(_offered(NO_HUB, now)).items() if key not in columns(Hub)}
    connection.execute(update(SUBSCRIPTIONS).where(SUBSCRIPTIONS.c.callback.is_not(None), elsewhere).values(anew))


def _offered(hub: Hub, now: datetime) -> Subscription:
    return Subscription(hub=hub, state=SubscriptionState.OFFERED, next_ask_at=now)


def _row(source: SourceName, subscription: Subscription) -> Row:
    return {**to_row(subscription), "source": source}
