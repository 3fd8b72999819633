"""Words that several commands say: instants as people read them, updates and outlets in a phrase."""

import shlex
from collections.abc import Iterable
from datetime import datetime

from season_watch.model.board import Belief, Fact
from season_watch.model.claim import Claim
from season_watch.model.item import Item
from season_watch.model.trouble import Trouble, TroubleKind
from season_watch.pipeline.wording import belief_headline, headline, statement
from season_watch.policy.cells import first_rumour
from season_watch.storage.views import NumberedCorrection, NumberedUpdate, Story

_NAMED = 2
"""Outlets named before the rest are counted: two show what kind they are, and the line stays short."""

_TROUBLES = {
    TroubleKind.GONE: "is gone",
    TroubleKind.UNREADABLE: "can't be read",
    TroubleKind.EMPTY: "is empty",
    TroubleKind.SILENT: "is silent",
    TroubleKind.CERTIFICATE: "won't be readable for long",
}


def command(*words: str) -> str:
    """A command to copy: addresses and names may hold what a shell would take for its own."""
    return f"`season-watch {shlex.join(words)}`"


def day(instant: datetime) -> str:
    """`2025-07-23`, where the reader is."""
    return f"{instant.astimezone():%Y-%m-%d}"


def minute(instant: datetime | None) -> str:
    """`2025-07-23 18:05`, where the reader is; a dash for never."""
    return f"{instant.astimezone():%Y-%m-%d %H:%M}" if instant else "–"


def update_phrase(numbered: NumberedUpdate) -> str:
    """`Confirmed: filming has wrapped`."""
    return statement(numbered.update, numbered.before_said)


def fact_phrase(fact: Fact, said: datetime | None) -> str:
    """`Rumoured: release in 2026`, as `headline` has it."""
    return f"{fact.certainty.capitalize()}: {headline(fact, said)}"


def belief_phrase(belief: Belief) -> str:
    """`Rumoured: release in 2026`."""
    return f"{belief.certainty.capitalize()}: {belief_headline(belief)}"


def first_phrase(belief: Belief) -> str:
    """`first at Soompi on 2025-07-23`, `first as a rumour at Soompi on 2025-07-16`."""
    first = belief.first
    how = "first as a rumour" if first == first_rumour(belief) else "first"
    return f"{how} at {first.outlet} on {day(first.published)}"


def trouble_phrase(trouble: Trouble | None) -> str:
    """`can't be read (told on 2026-03-10): http-503: …`; nothing where there is no trouble."""
    return f"{_TROUBLES[trouble.kind]} (told on {day(trouble.since)}): {trouble.why}" if trouble else ""


def corrected_phrase(numbered: NumberedCorrection) -> str:
    """`corrected by you on 2026-03-10: The Hoax Gazette is muted (correction 3)`."""
    by_you = f"corrected by you on {day(numbered.correction.at)}"
    return f"{by_you}: {correction_phrase(numbered)} (correction {numbered.number})"


def claim_name(item: Item, said: Claim | Fact) -> str:
    """`0123456789abcdef:release.date=2025-10-31`, as `reject` takes it."""
    return f"{item.id}:{said.facet}.{said.state}" + (f"={said.value}" if said.value else "")


def correction_phrase(numbered: NumberedCorrection) -> str:
    """`The Hoax Gazette is muted`, `release.date=2025-10-31 of “The date is out” is rejected`."""
    correction = numbered.correction
    if correction.outlet is not None:
        return f"{correction.outlet} is muted"
    state = f".{correction.state}" if correction.state else ""
    value = f"={correction.value}" if correction.value else ""
    said = f"{correction.facet}{state}{value}" if correction.facet else "all"
    watch = f" for {correction.watch}" if correction.watch else ""
    return f"{said} of “{numbered.title}” is rejected{watch}"


def outlets_phrase(outlets: Iterable[str]) -> str:
    """`Variety`, `Variety and Soompi`, `Variety, Soompi and 3 more`: each once, in order."""
    names = tuple(dict.fromkeys(outlets))
    more = len(names) - _NAMED
    if more > 0:
        return f"{', '.join(names[:_NAMED])} and {more} more"
    return " and ".join(names)


def sources_phrase(story: Story) -> str:
    """`6 outlets and 3 copies`."""
    outlets = counted(len(story.belief.outlets), "outlet", "outlets")
    return f"{outlets} and {counted(story.copies, 'copy', 'copies')}" if story.copies else outlets


def counted(number: int, singular: str, plural: str) -> str:
    """`1 source`, `3 sources`."""
    return f"{number} {singular if number == 1 else plural}"
