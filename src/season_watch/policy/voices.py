"""Who is behind what is believed: independent voices, and a lone one against others.

Copies are no witnesses. Of the rest, who retells another ("according to X") is counted as that one, and whatever one
outlet publishes as one.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from season_watch.model.board import Belief, Board, Standing, Voice, Witness
from season_watch.model.claim import Certainty, Facet, State
from season_watch.model.edtf import covers, span
from season_watch.model.source import Trust
from season_watch.policy.heard import Heard, find, voice_name
from season_watch.policy.states import COMING, DENIALS, OPPOSED
from season_watch.policy.trust import OUTVOTED_BY, RANK

_ONE_DAY = timedelta(days=1)
"""What the zones of the world differ by at most."""

LATE = timedelta(days=14)
"""An article this much older than what the board's cell rests on was found late and reopens nothing. Outlets repeat an
event for about a fortnight; within it, the order in which feeds are polled must not decide what is news, and who says
the same later seconds nobody."""

Word = TypeVar("Word", Voice, Witness)


def voices_for(belief: Belief) -> frozenset[str]:
    """The names of those who say what is believed, each once."""
    return frozenset(voice.name for voice in belief.voices if voice.certainty is not None)


def is_trusted_less(voice: Voice, belief: Belief) -> bool:
    """Whether a voice is trusted less than the best of those who say what is believed, as surely as it is believed."""
    sure = (other for other in belief.voices if other.certainty is belief.certainty)
    return any(RANK[other.trust] < RANK[voice.trust] for other in sure)


def is_trusted_more(voice: Voice, belief: Belief) -> bool:
    """Whether a voice is trusted more than all who say what is believed."""
    return all(RANK[voice.trust] < RANK[other.trust] for other in belief.voices)


def outweighs(one: Heard, belief: Belief) -> bool:
    """Whether a claim states as fact against a lone voice that is trusted less."""
    is_sure = one.fact.certainty is Certainty.CONFIRMED
    return is_sure and is_trusted_more(one.voice, belief) and len(voices_for(belief)) < OUTVOTED_BY


def merged_voices(voices: tuple[Voice, ...], one: Heard) -> tuple[Voice, ...]:
    """The voices of a belief with that of a claim, which takes the place of what its item said before.

    Who names a voice that is there already only retells it, however surely.
    """
    before = next((voice for voice in voices if voice.item == one.voice.item), None)
    others = tuple(voice for voice in voices if voice is not before)
    by = voice_name(one.claim.by) if one.claim.by else None
    retold = by is not None and any(voice.name == by for voice in others)
    name = by if retold and by is not None else one.voice.name
    return in_its_place(voices, replace(one.voice, name=name, wavered=before is not None and before.wavered))


def in_its_place(said: tuple[Word, ...], new: Word) -> tuple[Word, ...]:
    """What items say, with what one of them says now: where it stood before, or as the last."""
    return tuple(({one.item: one for one in said} | {new.item: new}).values())


def weighted(board: Board, one: Heard, heard: tuple[Heard, ...]) -> Heard:
    """A claim as sure as it is against what stands: a lone voice against one that weighs more is a rumour."""
    if one.fact.certainty is not Certainty.CONFIRMED:
        return one
    firmer = (b for b in board.beliefs if _is_against(board, one, b, heard) and _is_outweighed(one, b))
    if not any(_is_lone(board, one, belief) for belief in firmer):
        return one
    return replace(one, fact=replace(one.fact, certainty=Certainty.RUMOURED))


def _is_outweighed(one: Heard, belief: Belief) -> bool:
    """Whether a lone voice is too weak against a belief. An order after the end is rare, and often wished for: it takes
    one who is trusted more.
    """
    is_order = one.fact.state is State.RENEWED and one.voice.trust is not Trust.OFFICIAL
    return not is_trusted_more(one.voice, belief) if is_order else is_trusted_less(one.voice, belief)


def _is_lone(board: Board, one: Heard, firmer: Belief) -> bool:
    """Whether too few state a claim as fact who have not been answered since by those behind what stands."""
    lately = (said for said in _stated(board, one) if one.witness.published - said[1] <= LATE)
    return len({voice.name for voice, at in lately if not _is_answered(voice, at, firmer, one)}) < OUTVOTED_BY


def _stated(board: Board, one: Heard) -> Iterator[tuple[Voice, datetime]]:
    """Who states a claim as fact, itself among them, each with when it was published."""
    known = find(board, one)
    voices, witnesses = (known.voices, known.witnesses) if known and known.standing is Standing.STANDS else ((), ())
    sure = {voice.item: voice for voice in merged_voices(voices, one) if voice.certainty is Certainty.CONFIRMED}
    for witness in in_its_place(witnesses, one.witness):
        if witness.item in sure:
            yield sure[witness.item], witness.published


def _is_answered(voice: Voice, published: datetime, firmer: Belief, one: Heard) -> bool:
    """Whether one who is trusted more than a claim, or the voice itself, stated later what stands."""
    answering = {
        other.item
        for other in firmer.voices
        if other.certainty is Certainty.CONFIRMED
        and (RANK[other.trust] < RANK[one.voice.trust] or other.name == voice.name)
    }
    return any(witness.item in answering and witness.published > published for witness in firmer.witnesses)


def _is_firm(belief: Belief) -> bool:
    return belief.standing is Standing.STANDS and belief.certainty is Certainty.CONFIRMED


def _is_against(board: Board, one: Heard, belief: Belief, heard: tuple[Heard, ...]) -> bool:
    """Whether a claim can't hold beside what stands. A stop of the shoot can, and so can another part of a season."""
    fact = one.fact
    if not _is_firm(belief) or belief.facet is not fact.facet:
        return False
    if fact.state is State.RELEASED:
        return belief.state in COMING and _is_too_early(board, one)
    if fact.facet is Facet.RENEWAL and OPPOSED.get((fact.facet, fact.state)) is belief.state:
        return True
    if belief.state in DENIALS.get((fact.facet, fact.state), ()):
        return True
    return _is_other_date(one, belief) and not any(other.says(belief) for other in heard)


def _is_other_date(one: Heard, belief: Belief) -> bool:
    """Whether a claim moves a date that is still to come."""
    fact, value = one.fact, belief.value
    if not {fact.state, belief.state} <= COMING or value is None or span(value)[1] < one.witness.published.date():
        return False
    if fact.value is None:
        return fact.state is State.DELAYED
    return not (covers(value, fact.value) or covers(fact.value, value))


def _is_too_early(board: Board, one: Heard) -> bool:
    """Whether a claim has the season out before the first day that is confirmed, by more than the zones differ."""
    out = span(one.fact.value)[1] if one.fact.value else one.witness.published.date()
    firsts = [span(b.value)[0] for b in board.beliefs if b.state in COMING and b.value is not None and _is_firm(b)]
    return bool(firsts) and min(firsts) - out > _ONE_DAY
