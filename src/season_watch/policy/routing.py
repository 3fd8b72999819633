"""Which updates go to which channels."""

from collections.abc import Iterable

from season_watch.model.board import Update
from season_watch.model.delivery import Channel, ChannelName, Rule


def routed(update: Update, rules: Iterable[Rule], channels: Iterable[Channel]) -> tuple[Channel, ...]:
    """The channels that at least one rule names for an update, each once, in the order of `channels`."""
    wanted: set[ChannelName] = {name for rule in rules if _applies(rule, update) for name in rule.channels}
    return tuple(channel for channel in channels if channel.name in wanted)


def _applies(rule: Rule, update: Update) -> bool:
    return (
        (not rule.watches or update.watch in rule.watches)
        and (not rule.facets or update.fact.facet in rule.facets)
        and update.fact.certainty in rule.certainty
    )
