"""What there is to tell of a board because of the day it is, and nothing else happened."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from season_watch.model.board import Belief, Board, Standing
from season_watch.model.claim import Certainty, Facet, State
from season_watch.model.edtf import is_day, span
from season_watch.model.occasion import Occasion, OccasionKind
from season_watch.model.watch import Watch
from season_watch.policy.cells import is_called_off
from season_watch.policy.states import COMING

MORNING = time(9)
"""Before it nothing is told of a day: nobody wants to be woken by what keeps until breakfast."""

PASSED_AFTER = timedelta(days=3)
"""So long after the day somebody will have told of the release, over a weekend too."""

STALE_AFTER = timedelta(days=30)
"""What went by so long ago is history: an old article was read, or the clock jumped."""

_ONE_DAY = timedelta(days=1)
"""What the zones of the world differ by at most: a release is told of on its day, or on the day before it here."""


def there(watch: Watch, local: datetime) -> datetime:
    """An instant on the watch's own clock; `local` is that instant on the machine's, where it has none."""
    return local.astimezone(ZoneInfo(watch.zone)) if watch.zone else local


def occasions(board: Board, watch: Watch, local: datetime) -> tuple[Occasion, ...]:
    """What a watch's clock brings about now, by the day; each again and again until that is over.

    Only dates that stand confirmed count: a rumour is not out, however late it gets.
    """
    now = there(watch, local)
    if now.time() < MORNING:
        return ()
    found = (_occasion(board, belief, watch, now.date()) for belief in _dated(board))
    return tuple(dict.fromkeys(one for one in found if one is not None))


def dated(board: Board, occasion: Occasion) -> Belief | None:
    """The belief whose date an occasion is."""
    return next((belief for belief in _dated(board) if belief.value == occasion.value), None)


def _dated(board: Board) -> Iterator[Belief]:
    for belief in board.beliefs:
        is_sure = belief.standing is Standing.STANDS and belief.certainty is Certainty.CONFIRMED
        is_coming = belief.facet is Facet.RELEASE and belief.state in COMING
        if is_sure and is_coming and belief.value is not None:
            yield belief


def _occasion(board: Board, belief: Belief, watch: Watch, today: date) -> Occasion | None:
    value = belief.value or ""
    first, last = span(value)
    if is_day(value) and last == today:
        kind = OccasionKind.TODAY
    elif is_day(value) and _is_soon(belief, watch.remind, last, today):
        kind = OccasionKind.SOON
    elif PASSED_AFTER <= today - last <= STALE_AFTER and not _has_news(board, belief, first):
        kind = OccasionKind.PASSED
    else:
        return None
    return Occasion(watch=watch.name, kind=kind, value=value)


def _has_news(board: Board, belief: Belief, first: date) -> bool:
    """Whether it is known how a date turned out, of which `first` is the first day: nobody need wonder at it."""
    return _is_out(board, _beginning(belief, first)) or is_called_off(board, belief.since)


def _beginning(belief: Belief, first: date) -> date:
    """The first day that a date allows; of one that is open there, the day when it was told."""
    return belief.first.published.date() if first == date.min else first


def _is_soon(belief: Belief, remind: timedelta | None, day: date, today: date) -> bool:
    """Whether it is time for a reminder; whoever learnt of the day later than that needs none."""
    if remind is None:
        return False
    return belief.since.date() < day - remind <= today < day


def _is_out(board: Board, day: date) -> bool:
    """Whether somebody told of a release on a day or since; of an earlier part's, long before, does not count."""
    told = (
        witness.published.date()
        for belief in board.beliefs
        if (belief.facet, belief.state) == (Facet.RELEASE, State.RELEASED)
        and belief.standing is not Standing.CONTRADICTED
        and belief.certainty is not Certainty.PREDICTED
        for witness in belief.witnesses
    )
    return any(day - _ONE_DAY <= published for published in told)
