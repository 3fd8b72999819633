"""Tell what the day brings: a release that is soon, one that is due today, one whose time went by in silence."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import chain

from season_watch.model.board import Belief, Board
from season_watch.model.delivery import Delivery, Message
from season_watch.model.edtf import is_day
from season_watch.model.occasion import Occasion, OccasionKind
from season_watch.model.watch import Watch
from season_watch.pipeline.messages import deliveries, under_silence
from season_watch.pipeline.plan import Known, Plan, Wanted
from season_watch.pipeline.ports import Calendar, Clock
from season_watch.pipeline.wording import at_when
from season_watch.policy.cells import proof_of
from season_watch.policy.occasions import STALE_AFTER, dated, occasions
from season_watch.policy.routing import Route, routed, silenced
from season_watch.policy.timing import not_in_quiet_hours

AHEAD = timedelta(days=61)
"""Beyond the longest reminder that can be wished for."""

_SUBJECTS = {
    OccasionKind.SOON: "Soon: release {when}",
    OccasionKind.TODAY: "Today: release {when}",
    OccasionKind.PASSED: "Passed without news: release {when}",
}
_TEXTS = {
    OccasionKind.SOON: "{label} is to be released {when}, in {days}. {outlet} confirmed the day: {url}",
    OccasionKind.TODAY: "{label} is confirmed for today, as {outlet} told: {url}",
    OccasionKind.PASSED: (
        "{label} was to be released {when}. That {was} {days} ago, and no source has told of the release since. It may "
        "have been put off, or `season-watch sources list` shows who can't be seen. As {outlet} told: {url}"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasions:
    """The use case, with the ports it needs. `local` puts an instant on the machine's own clock."""

    store: Calendar
    clock: Clock
    local: Callable[[datetime], datetime]

    async def look(self) -> Plan | None:
        """Tell what there is to tell now, each once; returns the plan as applied, None where no day is near."""
        now = self.clock()
        today = self.local(now).date()
        watches = await self.store.dated(today - STALE_AFTER - timedelta(days=1), today + AHEAD)
        if not watches:
            return None
        wanted = Wanted(watches=watches, occasions=True)
        return await self.store.write(wanted, partial(plan_occasions, now=now, local=self.local(now)))


def plan_occasions(known: Known, *, now: datetime, local: datetime) -> Plan:
    """What the day brings to each board that was not told yet, and who hears of it."""
    watches = {watch.name: watch for watch in known.watches}
    due = tuple(
        (board, watch, occasion)
        for board in known.boards
        if (watch := watches.get(board.watch)) is not None
        for occasion in occasions(board, watch, local)
        if occasion not in known.told
    )
    sent = (_deliveries(known, board, watch, occasion, now, local) for board, watch, occasion in due)
    return Plan(
        at=now, occasions=tuple(occasion for _, _, occasion in due), deliveries=tuple(chain.from_iterable(sent))
    )


def _deliveries(
    known: Known, board: Board, watch: Watch, occasion: Occasion, now: datetime, local: datetime
) -> tuple[Delivery, ...]:
    """To whom an update of that day would go, but for digests and groups: tomorrow nobody cares what is due today."""
    belief = dated(board, occasion)
    assert belief is not None, "an occasion has its belief"
    message = occasion_message(occasion, watch, belief, now=now, days=abs((occasion.day - local.date()).days))
    about = f"{occasion.kind}|{occasion.watch}|{occasion.value}"
    routes = routed(occasion, known.rules, known.channels)
    return tuple(chain.from_iterable(_to(route, occasion, message, about, known) for route in routes))


def _to(route: Route, occasion: Occasion, message: Message, about: str, known: Known) -> tuple[Delivery, ...]:
    pending = deliveries(message, (route.channel,), about=about)
    silence = silenced(occasion, route.channel, known.silences, message.at)
    if silence is not None:
        return tuple(under_silence(silence, one) for one in pending)
    until = not_in_quiet_hours(route.timing, message.at)
    return tuple(replace(one, next_attempt_at=until) for one in pending)


def occasion_message(occasion: Occasion, watch: Watch, belief: Belief, *, now: datetime, days: int) -> Message:
    """The message of an occasion; `days` is how far its day is from today."""
    proof = proof_of(belief)
    words = {
        "label": watch.label,
        "when": at_when(occasion.fact, occasion.value),
        "was": "was" if is_day(occasion.value) else "ended",
        "days": "1 day" if days == 1 else f"{days} days",
        "outlet": proof.outlet,
        "url": proof.url,
    }
    return Message(
        kind=f"notice.release_{occasion.kind}",
        at=now,
        subject=f"[{watch.label}] {_SUBJECTS[occasion.kind].format_map(words)}",
        data={
            "notice": {
                "text": _TEXTS[occasion.kind].format_map(words),
                "source": None,
                "watch": watch.name,
                "value": occasion.value,
                "url": proof.url,
            }
        },
    )
