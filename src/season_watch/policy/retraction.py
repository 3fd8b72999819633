"""What a new version of an item takes back: it left out the words that claimed it, and claims nothing like it."""

from dataclasses import replace

from season_watch.model.board import Belief, Board, Standing, Voice
from season_watch.model.claim import Certainty
from season_watch.model.item import Item
from season_watch.policy.heard import SURENESS, Heard
from season_watch.policy.states import is_denial, is_later

SHORTEST = 0.8
"""Of the length of the version before: a shorter text was cut or is another page, and what it lacks tells nothing."""


def unsaid(board: Board, before: str, after: str, item: Item) -> tuple[str, ...]:
    """The words of an item's claims on a board that a new version left out; none where it is much shorter.

    `before` and `after` are title and text of the two versions.
    """
    if len(after) < SHORTEST * len(before):
        return ()
    quotes = (w.evidence.quote for b in board.beliefs for w in b.witnesses if w.item == item.id)
    return tuple(sorted({quote for quote in quotes if quote in before and quote not in after}))


def without_word(belief: Belief, item: Item, words: tuple[str, ...], heard: tuple[Heard, ...]) -> Belief:
    """A belief without the word of an item that took it back; the very same where it did not.

    Of those who still say so it is as sure as the surest. Where nobody does, it is retracted.
    """
    voice = next((voice for voice in belief.voices if voice.item == item.id), None)
    if voice is None or not _takes_back(belief, voice, words, heard):
        return belief
    voices = tuple(replace(v, certainty=None, wavered=True) if v is voice else v for v in belief.voices)
    left = [v.certainty for v in voices if v.certainty is not None]
    if not left:
        return replace(belief, voices=voices, standing=Standing.RETRACTED, ended_at=item.published)
    witnesses = tuple(witness for witness in belief.witnesses if witness.item != item.id)
    certainty: Certainty = max(belief.certainty, min(left, key=SURENESS.__getitem__), key=SURENESS.__getitem__)
    return replace(belief, voices=voices, witnesses=witnesses or belief.witnesses, certainty=certainty)


def _takes_back(belief: Belief, voice: Voice, words: tuple[str, ...], heard: tuple[Heard, ...]) -> bool:
    """Whether an item takes back what it said: once at most, so that a page that flaps is soon let be."""
    is_open = belief.standing is Standing.STANDS and voice.certainty is not None and not voice.wavered
    left_out = any(w.item == voice.item and w.evidence.quote in words for w in belief.witnesses)
    return is_open and left_out and not any(_keeps(one, belief) for one in heard)


def _keeps(one: Heard, belief: Belief) -> bool:
    """Whether a claim is another way to say the same, or goes on from there."""
    fact = one.fact
    is_earlier = is_denial(fact.facet, fact.state) or is_later(fact.facet, belief.state, fact.state)
    return fact.facet is belief.facet and not is_earlier
