"""What the day brings, and what was told of that in the log."""

from season_watch.daemon.lean_structlog import structlog
from season_watch.pipeline.occasions import Occasions

log = structlog.get_logger(__name__)


async def look_at_the_day(occasions: Occasions) -> None:
    """Tell what the day brings."""
    plan = await occasions.look()
    for occasion in plan.occasions if plan else ():
        log.info("the day has come", watch=occasion.watch, occasion=occasion.kind.value, day=occasion.value)
