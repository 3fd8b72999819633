"""How far an item's word goes: the certainty at which the board takes a claim."""

from season_watch.model.claim import Certainty
from season_watch.model.source import Trust


def believed(certainty: Certainty, trust: Trust, *, headline_only: bool) -> Certainty:
    """A fan page confirms nothing, and a headline whose article could not be read does only for an official source."""
    unproven = trust is Trust.FAN or (headline_only and trust is not Trust.OFFICIAL)
    return Certainty.RUMOURED if unproven and certainty is Certainty.CONFIRMED else certainty
