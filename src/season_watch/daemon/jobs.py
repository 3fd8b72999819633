"""The jobs of a daemon and of one pass, each with its boundary: a bug is kept with its cause, and ends no other job.

A database that can't be asked or written is no bug: that is for the caller, and the program's voice tells of it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TypeVar

from season_watch.bootstrap import Runtime
from season_watch.daemon.lean_structlog import structlog
from season_watch.model.delivery import Delivery
from season_watch.model.errors import DatabaseFault
from season_watch.model.item import Item
from season_watch.model.source import SourceForCheck
from season_watch.pipeline.checks import Finding
from season_watch.pipeline.deliver import Attempt
from season_watch.pipeline.plan import Plan

log = structlog.get_logger(__name__)

DELIVERY_LEASE = timedelta(minutes=10)
"""Longer than any attempt takes; leases of a daemon that died are released when the next one starts."""

AGAIN = timedelta(seconds=1)
"""How soon a database that can't be written is tried again by a delivery under way."""

T = TypeVar("T")


async def check(runtime: Runtime, claimed: SourceForCheck) -> Plan:
    """Check a claimed source; one whose check raises has failed, and its row says so."""
    return await keep(runtime, claimed, await look(runtime, claimed))


async def look(runtime: Runtime, claimed: SourceForCheck) -> Finding:
    """The first half of a check: what it found. Nothing is kept of it yet."""
    try:
        return await runtime.checks.look(claimed)
    except DatabaseFault:
        raise
    except Exception as error:
        log.exception("check crashed", source=claimed.source.name)
        return runtime.checks.crashed(claimed, error)


async def keep(runtime: Runtime, claimed: SourceForCheck, finding: Finding) -> Plan:
    """The second half of a check: decide on what was found, and keep that."""
    try:
        return await runtime.checks.keep(finding)
    except DatabaseFault:
        raise
    except Exception as error:
        log.exception("check crashed", source=claimed.source.name)
        return await runtime.checks.keep(runtime.checks.crashed(claimed, error))


async def read(runtime: Runtime, item: Item) -> Plan:
    """Read the page of a claimed item; what raises counts as one of its tries."""
    try:
        return await runtime.articles.read_item(item)
    except DatabaseFault:
        raise
    except Exception:
        log.exception("reading crashed", item=item.id, url=item.url)
        return await runtime.articles.crashed(item)


async def deliver(runtime: Runtime, delivery: Delivery, *, patience: timedelta = DELIVERY_LEASE) -> Delivery:
    """Attempt a leased delivery, and keep how that went.

    Each half is taken as soon as the database lets it be. `patience` is how long the first one waits: dropped before it
    is sent, a delivery holds up its recipient for as long as the lease lasts. Dropped after, it would be sent again, so
    the second half waits for as long.
    """
    attempted = await _once_writable(partial(_attempt, runtime, delivery), patience)
    return await _once_writable(partial(_keep_attempt, runtime, delivery, attempted), DELIVERY_LEASE)


async def _attempt(runtime: Runtime, delivery: Delivery) -> Attempt:
    """The first half of a delivery; what raises counts as an attempt."""
    try:
        return await runtime.deliveries.attempt(delivery)
    except DatabaseFault:
        raise
    except Exception as error:
        log.exception("delivery crashed", delivery=delivery.id, channel=delivery.channel)
        return runtime.deliveries.crashed(delivery, error)


async def _keep_attempt(runtime: Runtime, delivery: Delivery, attempted: Attempt) -> Delivery:
    """The second half; one that can't be kept as it went is kept as a crash, or it would be sent again for ever."""
    try:
        return await runtime.deliveries.keep(attempted)
    except DatabaseFault:
        raise
    except Exception as error:
        log.exception("delivery crashed", delivery=delivery.id, channel=delivery.channel)
        crashed = runtime.deliveries.crashed(delivery, error)
        return await runtime.deliveries.keep(replace(crashed, asked=False))


async def _once_writable(step: Callable[[], Awaitable[T]], patience: timedelta) -> T:
    """Take a step as soon as it can be; that it can't yet is logged once: the log may lie on the same disk."""
    until = asyncio.get_running_loop().time() + patience.total_seconds()
    is_logged = False
    while True:
        try:
            return await step()
        except DatabaseFault as fault:  # the program's voice tells of it
            if asyncio.get_running_loop().time() > until:
                raise
            if not is_logged:
                log.warning("delivery put off", error=str(fault))
            is_logged = True
        await asyncio.sleep(AGAIN.total_seconds())
