"""Dead alerts, given all their attempts again."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from season_watch.cli.actions.writing import write
from season_watch.cli.output import say
from season_watch.cli.phrases import counted
from season_watch.model.delivery import Delivery, DeliveryId, DeliveryState
from season_watch.model.errors import NothingMatched
from season_watch.storage import queries


def retry_alerts(database: Path, wanted: tuple[str, ...] | None) -> None:
    """Retry the dead alerts whose ids start so; None retries all."""
    with queries.reading(database) as connection:
        dead = queries.deliveries(connection, DeliveryState.DEAD)
    ids = tuple(one.id for one in dead) if wanted is None else _meant(dead, wanted)
    if not ids:
        raise NothingMatched("No alert is dead: there is nothing to retry.")
    retried = write(database, lambda store: store.retry_dead(ids, datetime.now(UTC)))
    say(f"{counted(len(retried), 'alert is', 'alerts are')} due again: a daemon or `season-watch poll` sends them.")


def _meant(dead: Iterable[Delivery], starts: tuple[str, ...]) -> tuple[DeliveryId, ...]:
    listed = tuple(dead)
    for start in starts:
        if not any(one.id.startswith(start) for one in listed):
            raise NothingMatched(f"No dead alert has an id that starts with {start}: see `alerts list --state dead`.")
    return tuple(one.id for one in listed if one.id.startswith(starts))
