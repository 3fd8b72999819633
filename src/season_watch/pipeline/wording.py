"""How a state and a date are said to a person: the same words in the mail, the list and the board."""

from datetime import datetime

from season_watch.model.board import Belief, Change, Fact, Update
from season_watch.model.claim import Certainty, Facet, State
from season_watch.model.edtf import covers, is_ahead
from season_watch.policy.cells import fact_of
from season_watch.policy.states import VALUED

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_PARTS = {
    21: "spring",
    22: "summer",
    23: "autumn",
    24: "winter",
    33: "the first quarter of",
    34: "the second quarter of",
    35: "the third quarter of",
    36: "the last quarter of",
    40: "the first half of",
    41: "the second half of",
}
_HEADLINES = {
    (Facet.RENEWAL, State.RENEWED): "the season is ordered",
    (Facet.RENEWAL, State.NOT_RENEWED): "the season is not ordered yet",
    (Facet.RENEWAL, State.CANCELLED): "the season is cancelled",
    (Facet.FILMING, State.NOT_STARTED): "filming has not started",
    (Facet.FILMING, State.PREPARING): "filming is being prepared",
    (Facet.FILMING, State.SCHEDULED): "filming is scheduled",
    (Facet.FILMING, State.STARTED): "filming has started",
    (Facet.FILMING, State.PAUSED): "filming is paused",
    (Facet.FILMING, State.WRAPPED): "filming has wrapped",
    (Facet.TRAILER, State.NONE): "there is no trailer yet",
    (Facet.TRAILER, State.FIRST_LOOK): "a first look is out",
    (Facet.TRAILER, State.TEASER): "the teaser is out",
    (Facet.TRAILER, State.TRAILER): "the trailer is out",
    (Facet.RELEASE, State.NONE): "there is no release date yet",
    (Facet.RELEASE, State.WINDOW): "release",
    (Facet.RELEASE, State.DATE): "release",
    (Facet.RELEASE, State.DELAYED): "release delayed",
    (Facet.RELEASE, State.RELEASED): "the season is out",
    (Facet.CAST, State.JOINS): "joins the cast",
    (Facet.CAST, State.RETURNS): "returns to the cast",
    (Facet.CAST, State.LEAVES): "leaves the cast",
}
_EXPECTED = {
    (Facet.RENEWAL, State.RENEWED): "the season is expected to be ordered",
    (Facet.RENEWAL, State.CANCELLED): "the season is expected to be cancelled",
    (Facet.FILMING, State.PREPARING): "filming is expected to be prepared",
    (Facet.FILMING, State.STARTED): "filming is expected to start",
    (Facet.FILMING, State.PAUSED): "filming is expected to pause",
    (Facet.FILMING, State.WRAPPED): "filming is expected to wrap",
    (Facet.TRAILER, State.FIRST_LOOK): "a first look is expected",
    (Facet.TRAILER, State.TEASER): "the teaser is expected",
    (Facet.TRAILER, State.TRAILER): "the trailer is expected",
    (Facet.RELEASE, State.RELEASED): "the season is expected to be out",
}
"""What is said of a date that lay ahead when it was said: it has not happened."""


def headline(fact: Fact, said: datetime | None) -> str:
    """What was said at a moment: `filming has wrapped`, `release on 12 December 2025`, `joins the cast: Park Ji-hu`.

    Of what was ahead then: `filming is expected to wrap in February 2026`. None: nobody knows when it was said.
    """
    words = _words(fact, said)
    if fact.value is None:
        return words
    if fact.facet is Facet.CAST:
        return f"{words}: {fact.value}"
    return f"{words} {at_when(fact, fact.value)}"


def at_when(fact: Fact, value: str) -> str:
    """The value of a fact as it stands in a sentence: `in 2024`, `on 12 December 2025`, `not before March 2026`."""
    return f"{_preposition(fact)}{when(value)}"


def can_be_expected(fact: Fact) -> bool:
    """Whether the words for a fact hang on when it was said."""
    return fact.value is not None and (fact.facet, fact.state) in _EXPECTED


def _words(fact: Fact, said: datetime | None) -> str:
    key = fact.facet, fact.state
    is_expected = said is not None and can_be_expected(fact) and is_ahead(fact.value or "", said.date())
    return _EXPECTED[key] if is_expected else _HEADLINES[key]


def rumour_headline(belief: Belief, said: datetime) -> str:
    """What was rumoured of a belief that was confirmed later: without its date, unless that makes it the same belief,
    for the one that was rumoured is forgotten.
    """
    fact = fact_of(belief)
    return headline(fact, said) if (fact.facet, fact.state) in VALUED else _words(fact, said)


def step_headline(belief: Belief) -> str:
    """What is believed, behind the day since when it is: a date that holds that day would say it twice."""
    fact = fact_of(belief)
    is_twice = fact.value is not None and covers(fact.value, f"{belief.since:%Y-%m-%d}")
    if is_twice and (fact.facet, fact.state) not in VALUED:
        return _words(fact, belief.last_said)
    return headline(fact, belief.last_said)


def belief_headline(belief: Belief) -> str:
    """What is believed, as it was said last."""
    return headline(fact_of(belief), belief.last_said)


def _preposition(fact: Fact) -> str:
    value = fact.value or ""
    if "/" in value:
        return ""
    if fact.state is State.DELAYED:
        return "to "
    if fact.state is State.SCHEDULED:
        return "for "
    return "on " if value.count("-") == 2 else "in "


def when(value: str) -> str:
    """An EDTF value in words: `12 December 2025`, `the second half of 2024`, `not before March 2026`."""
    first, slash, last = value.partition("/")
    if not slash:
        return _date_in_words(value)
    if last == "..":
        return f"not before {_date_in_words(first)}"
    if first == "..":
        return f"not after {_date_in_words(last)}"
    return f"between {_date_in_words(first)} and {_date_in_words(last)}"


def _date_in_words(value: str) -> str:
    year, *rest = value.split("-")
    if not rest:
        return year
    month = int(rest[0])
    name = _PARTS.get(month) or _MONTHS[month - 1]
    return f"{int(rest[1])} {name} {year}" if len(rest) == 2 else f"{name} {year}"


def day(moment: datetime) -> str:
    """`3 March 2026`."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


DENYING = (Change.CONTRADICTED, Change.RETRACTED)
"""What ends a belief: it was denied, or taken back by who said so."""


def statement(update: Update, before_said: datetime) -> str:
    """An update in one line: `Confirmed: filming has wrapped`; of a contradiction, what is contradicted.

    `before_said` is when that was said, see `policy.cells.said_before`: what lay ahead then had not happened.
    """
    words = headline(update.fact, update.witness.published)
    if update.before and update.change in DENYING:
        words = headline(update.before, before_said)
    return f"{certainty_word(update)}: {words}"


def certainty_word(update: Update) -> str:
    """How an update opens: `Confirmed`, `Rumoured` or `Contradicted`."""
    if update.change in DENYING:
        return "Contradicted"
    return "Confirmed" if update.fact.certainty is Certainty.CONFIRMED else "Rumoured"
