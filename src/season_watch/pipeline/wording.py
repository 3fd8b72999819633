"""How a state and a date are said to a person: the same words in the mail, the list and the board."""

from datetime import datetime

from season_watch.model.board import Change, Fact, Update
from season_watch.model.claim import Certainty, Facet, State

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


def headline(fact: Fact) -> str:
    """`filming has wrapped`, `release on 12 December 2025`, `release delayed to 2026`, `joins the cast: Park Ji-hu`."""
    words = _HEADLINES[fact.facet, fact.state]
    if fact.value is None:
        return words
    if fact.facet is Facet.CAST:
        return f"{words}: {fact.value}"
    return f"{words} {_preposition(fact)}{when(fact.value)}"


def _preposition(fact: Fact) -> str:
    value = fact.value or ""
    if "/" in value:
        return ""
    if fact.state is State.DELAYED:
        return "to "
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


def statement(update: Update) -> str:
    """An update in one line: `Confirmed: filming has wrapped`; of a contradiction, what is contradicted."""
    denied = update.before if update.change in DENYING else None
    return f"{certainty_word(update)}: {headline(denied or update.fact)}"


def certainty_word(update: Update) -> str:
    """How an update opens: `Confirmed`, `Rumoured` or `Contradicted`."""
    if update.change in DENYING:
        return "Contradicted"
    return "Confirmed" if update.fact.certainty is Certainty.CONFIRMED else "Rumoured"
