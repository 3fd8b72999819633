"""The jobs of a daemon and of one pass, each with its boundary: a bug is kept with its cause, and ends no other job.

A database that can't be asked or written is no bug: that is for the caller, and the program's voice tells of it.
"""

from season_watch.bootstrap import Runtime
from season_watch.daemon.lean_structlog import structlog
from season_watch.model.delivery import Delivery
from season_watch.model.errors import StorageError
from season_watch.model.item import Item
from season_watch.model.source import SourceForCheck
from season_watch.pipeline.checks import Finding
from season_watch.pipeline.deliver import Attempt
from season_watch.pipeline.plan import Plan

log = structlog.get_logger(__name__)


async def check(runtime: Runtime, claimed: SourceForCheck) -> Plan:
    """Check a claimed source; one whose check raises has failed, and its row says so."""
    return await keep(runtime, claimed, await look(runtime, claimed))


async def look(runtime: Runtime, claimed: SourceForCheck) -> Finding:
    """The first half of a check: what it found. Nothing is kept of it yet."""
    try:
        return await runtime.checks.look(claimed)
    except StorageError:
        raise
    except Exception as error:
        log.exception("check crashed", source=claimed.source.name)
        return runtime.checks.crashed(claimed, error)


async def keep(runtime: Runtime, claimed: SourceForCheck, finding: Finding) -> Plan:
    """The second half of a check: decide on what was found, and keep that."""
    try:
        return await runtime.checks.keep(finding)
    except StorageError:
        raise
    except Exception as error:
        log.exception("check crashed", source=claimed.source.name)
        return await runtime.checks.keep(runtime.checks.crashed(claimed, error))


async def read(runtime: Runtime, item: Item) -> Plan:
    """Read the page of a claimed item; what raises counts as one of its tries."""
    try:
        return await runtime.articles.read_item(item)
    except StorageError:
        raise
    except Exception:
        log.exception("reading crashed", item=item.id, url=item.url)
        return await runtime.articles.crashed(item)


async def deliver(runtime: Runtime, delivery: Delivery) -> Delivery:
    """Attempt a leased delivery, and keep how that went."""
    return await runtime.deliveries.keep(await attempt(runtime, delivery))


async def attempt(runtime: Runtime, delivery: Delivery) -> Attempt:
    """The first half of a delivery; what raises counts as an attempt."""
    try:
        return await runtime.deliveries.attempt(delivery)
    except StorageError:
        raise
    except Exception as error:
        log.exception("delivery crashed", delivery=delivery.id, channel=delivery.channel)
        return runtime.deliveries.crashed(delivery, error)
