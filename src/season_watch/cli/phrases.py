"""Words that several commands say: instants as people read them, updates and outlets in a phrase."""

import shlex
from collections.abc import Iterable
from datetime import datetime

from season_watch.model.board import Fact, Update
from season_watch.model.trouble import Trouble, TroubleKind
from season_watch.pipeline.wording import headline, statement
from season_watch.storage.views import Story

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


def update_phrase(update: Update) -> str:
    """`Confirmed: filming has wrapped`."""
    return statement(update)


def fact_phrase(fact: Fact) -> str:
    """`Rumoured: release in 2026`."""
    return f"{fact.certainty.capitalize()}: {headline(fact)}"


def trouble_phrase(trouble: Trouble | None) -> str:
    """`can't be read (told on 2026-03-10): http-503: …`; nothing where there is no trouble."""
    return f"{_TROUBLES[trouble.kind]} (told on {day(trouble.since)}): {trouble.why}" if trouble else ""


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
