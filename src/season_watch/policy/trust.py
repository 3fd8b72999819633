"""How far an item's word goes: the table of trust, and the certainty at which the board takes a claim."""

from dataclasses import dataclass

from season_watch.model.claim import Certainty
from season_watch.model.source import Trust


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """The best that an item's claims are taken for, read whole and by the headline alone."""

    article: Certainty
    headline: Certainty


WORDS: dict[Trust, Word] = {
    Trust.OFFICIAL: Word(article=Certainty.CONFIRMED, headline=Certainty.CONFIRMED),
    Trust.TRADE: Word(article=Certainty.CONFIRMED, headline=Certainty.RUMOURED),
    Trust.PRESS: Word(article=Certainty.CONFIRMED, headline=Certainty.RUMOURED),
    Trust.FAN: Word(article=Certainty.RUMOURED, headline=Certainty.RUMOURED),
}
"""A fan page confirms nothing, and a headline whose article could not be read does only for an official source."""

OUTVOTED_BY = 2
"""So many voices that each state something as fact prevail against one that is trusted more; a lone one is a rumour."""

RANK = {trust: rank for rank, trust in enumerate(Trust)}
"""The most trusted first."""


def believed(certainty: Certainty, trust: Trust, *, headline_only: bool) -> Certainty:
    """How sure a claim is, after the trust of who makes it. What is less sure anyway stays so."""
    word = WORDS[trust]
    best = word.headline if headline_only else word.article
    return best if certainty is Certainty.CONFIRMED else certainty
