"""Hubs asked to tell of news, and what became of that in the log."""

from season_watch.daemon.lean_structlog import structlog
from season_watch.parsing.addresses import host
from season_watch.pipeline.subscribing import Subscribing

log = structlog.get_logger(__name__)


async def ask_hubs(subscribing: Subscribing) -> None:
    """Ask the hubs whose turn it is."""
    for asked in await subscribing.ask_due():
        hub = host(asked.subscription.hub.url)
        if asked.refusal is None:
            log.info("hub asked", hub=hub)
        else:
            log.warning("hub not asked", hub=hub, reason=asked.refusal)
