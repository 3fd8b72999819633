"""A date whose place another took, and who brings it back.

Whoever names the old date has missed as a rule that it was moved; so only some are heard who do.
"""

from datetime import datetime, timedelta

from season_watch.model.board import Belief, Board, Standing
from season_watch.model.claim import Certainty
from season_watch.model.edtf import span
from season_watch.model.source import Trust
from season_watch.policy.heard import Heard, find
from season_watch.policy.recency import ONE_DAY, is_of_group, told
from season_watch.policy.trust import OUTVOTED_BY
from season_watch.policy.voices import LATE, is_trusted_less, merged_voices


def is_brought_back(board: Board, one: Heard) -> bool:
    """Whether a claim is heard that names a value, still to come, whose place another took.

    A value comes back once: two that are told in turn, as those of two parts of a season may be, are soon let be.
    """
    old = find(board, one)
    if not _is_firm(one) or (old is not None and _came_back(old)):
        return False
    newer = [b for b in told(board, one) if b.standing is Standing.STANDS and is_of_group(b, one)]
    return all(_yields(belief, old, one) for belief in newer) if newer else _is_open_again(board, one)


def _is_firm(one: Heard) -> bool:
    """Whether a claim states as fact what is to come, and is known to be no older than it seems."""
    is_to_come = one.fact.value is not None and span(one.fact.value)[1] >= one.witness.published.date()
    return is_to_come and one.fact.certainty is Certainty.CONFIRMED and not one.is_of_any_age


def _came_back(belief: Belief) -> bool:
    """Whether a belief was told anew: those who said so before count no more."""
    return any(voice.certainty is None and not voice.wavered for voice in belief.voices)


def _is_open_again(board: Board, one: Heard) -> bool:
    """Whether what took the place was denied or taken back since, so that nothing stands."""
    ends = [b.ended_at for b in board.beliefs if b.ended_at is not None and is_of_group(b, one)]
    return bool(ends) and max(ends) < one.witness.published


def _yields(newer: Belief, old: Belief | None, one: Heard) -> bool:
    """Whether what took the place of a value gives way to who names that value again: the table of docs/belief.md."""
    if one.witness.published < newer.since or is_trusted_less(one.voice, newer):
        return False
    if one.voice.trust is Trust.OFFICIAL:
        return one.witness.published > newer.since or not _is_trusted_alike(one, newer)
    settled = newer.since + _repeated_for(newer, old)
    return settled < one.witness.published and (_knows(one, newer) or _is_seconded(newer, old, one, settled))


def _is_trusted_alike(one: Heard, newer: Belief) -> bool:
    """Whether somebody official told the newer value too: of two that came at one moment the first stays."""
    return any(voice.trust is one.voice.trust for voice in newer.voices)


def _repeated_for(newer: Belief, old: Belief | None) -> timedelta:
    """How long outlets go on repeating what was known before; of two that came at once neither was."""
    at_once = old is not None and abs(newer.since - old.since) <= ONE_DAY
    return timedelta() if at_once else LATE


def _knows(one: Heard, newer: Belief) -> bool:
    """Whether an outlet knows what it goes back on: it told of it, or is of the trade."""
    return one.voice.trust is Trust.TRADE or any(voice.name == one.voice.name for voice in newer.voices)


def _is_seconded(newer: Belief, old: Belief | None, one: Heard, settled: datetime) -> bool:
    """Whether two outlets name the value within a fortnight, all being settled, and nobody the newer one meanwhile."""
    if old is None:
        return False
    since = max(settled, newer.last_said, one.witness.published - LATE)
    lately = {one.voice.item, *(witness.item for witness in old.witnesses if witness.published > since)}
    sure = (voice for voice in merged_voices(old.voices, one) if voice.certainty is Certainty.CONFIRMED)
    return len({voice.name for voice in sure if voice.item in lately}) >= OUTVOTED_BY
