"""Which updates go to which channels, and when they may leave."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from season_watch.model.board import Update
from season_watch.model.delivery import Channel, ChannelName, Rule, Silence
from season_watch.model.occasion import Occasion
from season_watch.model.timing import AT_ONCE, Timing


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A channel that an update goes to, and the timing under which it does."""

    channel: Channel
    timing: Timing


def routed(update: Update | Occasion, rules: Iterable[Rule], channels: Iterable[Channel]) -> tuple[Route, ...]:
    """The channels that at least one rule names for an update, each once, in the order of `channels`.

    Where several rules name one, the first says when.
    """
    wanted: dict[ChannelName, Timing] = {}
    for rule in rules:
        if why_not(rule, update) is None:
            for name in rule.channels:
                wanted.setdefault(name, rule.timing or AT_ONCE)
    return tuple(Route(channel=channel, timing=wanted[channel.name]) for channel in channels if channel.name in wanted)


def why_not(rule: Rule, update: Update | Occasion) -> str | None:
    """Why a rule does not apply to an update, in a phrase; None where it does. An occasion changes nothing."""
    takes = (
        ("watch", update.watch, rule.watches),
        ("facet", update.fact.facet, rule.facets),
        ("certainty", update.fact.certainty, rule.certainty),
        ("change", update.change if isinstance(update, Update) else None, rule.changes),
    )
    for name, value, wanted in takes:
        if wanted and value is not None and value not in wanted:
            return f"its {name} is {value}, and the rule is for {', '.join(wanted)}"
    return None


def silenced(update: Update | Occasion, channel: Channel, silences: Iterable[Silence], now: datetime) -> Silence | None:
    """The silence under which an update is not sent to a channel; the one that lasts longest, of several."""
    found = (one for one in silences if one.added_at <= now < one.until and _covers(one, update, channel))
    return max(found, key=lambda one: one.until, default=None)


def _covers(silence: Silence, update: Update | Occasion, channel: Channel) -> bool:
    return (
        silence.watch in (None, update.watch)
        and silence.facet in (None, update.fact.facet)
        and silence.channel in (None, channel.name)
    )
