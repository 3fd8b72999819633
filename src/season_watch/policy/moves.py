"""When a source that says that it has moved for good is believed."""

from datetime import datetime, timedelta

from season_watch.model.trouble import Move

BELIEVED_AFTER = 3
BELIEVED_OVER = timedelta(days=2)
"""So many checks must be sent to one address, over so long: a hijacked name, a hotel's network or a botched deployment
is over by then, and until then each check follows the redirect at the cost of one request more."""


def next_move(before: Move | None, moved_to: str | None, now: datetime) -> Move | None:
    """What is known of a move after a check that was answered. `moved_to`: it was sent there for good.

    A check that found no such redirect, or one to elsewhere, begins anew.
    """
    if moved_to is None:
        return None
    if before is None or before.url != moved_to:
        return Move(url=moved_to, since=now)
    return Move(url=moved_to, since=before.since, seen=before.seen + 1)


def is_believed(move: Move | None, now: datetime) -> bool:
    """Whether a source is asked at its new address from now on."""
    return move is not None and move.seen >= BELIEVED_AFTER and now - move.since >= BELIEVED_OVER
