"""What the owner rules out and lets in again. All are small writes, allowed beside a running daemon."""

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path

from season_watch.cli.actions.rebuilding import difference_lines
from season_watch.cli.actions.writing import write
from season_watch.cli.escaping import visible
from season_watch.cli.output import Line, show_lines
from season_watch.cli.phrases import command, correction_phrase
from season_watch.model.claim import STATES, Facet, State
from season_watch.model.correction import Correction
from season_watch.model.errors import NothingMatched
from season_watch.model.item import ItemId
from season_watch.model.watch import WatchName
from season_watch.storage import queries
from season_watch.storage.correction_queries import corrections, outlets, weighings_of
from season_watch.storage.views import Rebuilt

_CLAIM = re.compile(r"(?P<item>[0-9a-f]{16})(?::(?P<facet>[a-z]+)(?:\.(?P<state>[a-z_]+)(?:=(?P<value>.+))?)?)?")
"""As `explain` names a claim, or the start of that."""

_LONGEST_NUMBER = 15
"""An update's number has fewer digits than an item's id, which may happen to hold nothing but digits."""


def reject_claim(database: Path, claim: str, watch: str | None) -> None:
    """Rule a claim out. NothingMatched where no item ever claimed so."""
    with queries.reading(database) as connection:
        correction = _meant(connection, claim)
        if watch is not None:
            correction = replace(correction, watch=WatchName(watch))
        if not _rules_out_anything(connection, correction):
            raise NothingMatched(f"Nothing was ever claimed that {claim} names: {command('explain', claim)} may help.")
    _correct(database, correction)


def _meant(connection: sqlite3.Connection, claim: str) -> Correction:
    if claim.isdecimal() and len(claim) <= _LONGEST_NUMBER:
        return _of_update(connection, int(claim))
    named = _CLAIM.fullmatch(claim)
    if named is None:
        raise NothingMatched(
            f"{claim} is no update's number and no claim: `season-watch explain` names claims like "
            "0123456789abcdef:trailer.teaser."
        )
    facet, state = _facet(named["facet"]), named["state"]
    item = _original(connection, named["item"])
    return Correction(at=_now(), item=item, facet=facet, state=_state(facet, state), value=named["value"])


def _of_update(connection: sqlite3.Connection, number: int) -> Correction:
    found = queries.update(connection, number)
    if found is None:
        raise NothingMatched(f"There is no update {number}: `season-watch list` shows them.")
    update, fact = found.update, found.update.fact
    item = _original(connection, update.witness.item)
    return Correction(at=_now(), item=item, watch=update.watch, facet=fact.facet, state=fact.state, value=fact.value)


def _original(connection: sqlite3.Connection, item: str) -> ItemId:
    """The item whose words an item has: itself, unless it is a copy."""
    found = queries.item(connection, item)
    if found is None:
        raise NothingMatched(f"There is no item {item}: `season-watch explain` shows an item's claims.")
    return found.item.duplicate_of or found.item.id


def _facet(name: str | None) -> Facet | None:
    return None if name is None else Facet(_one_of(name, Facet, "facet"))


def _state(facet: Facet | None, name: str | None) -> State | None:
    if facet is None or name is None:
        return None
    return State(_one_of(name, STATES[facet], f"state of {facet}"))


def _one_of(name: str, known: Iterable[str], what: str) -> str:
    listed = tuple(known)
    if name not in listed:
        raise NothingMatched(f"{name} is no {what}: there is {', '.join(listed)}.")
    return name


def _rules_out_anything(connection: sqlite3.Connection, correction: Correction) -> bool:
    return correction.item is not None and any(
        correction.rules_out(claim, weighing.item, weighing.watch)
        for weighing in weighings_of(connection, correction.item)
        for claim in weighing.claims
    )


def mute_outlet(database: Path, outlet: str) -> None:
    """Rule out all that an outlet claims. NothingMatched where no item is of it."""
    with queries.reading(database) as connection:
        name = _spelt(outlet, outlets(connection))
    _correct(database, Correction(at=_now(), outlet=name))


def _spelt(outlet: str, known: Sequence[str]) -> str:
    """The outlet as its items spell it."""
    found = next((name for name in known if _is_called(name, outlet)), None)
    if found is None:
        near = get_close_matches(outlet, known, n=1)
        hint = f" Did you mean {near[0]}?" if near else " `season-watch status` names outlets."
        raise NothingMatched(f"No item is of an outlet called {outlet}.{hint}")
    return found


def _is_called(name: str, outlet: str) -> bool:
    """Whether an outlet's name is meant, in any case, by itself or as it is shown: none may be too odd to be muted."""
    return outlet.casefold() in {name.casefold(), visible(name).casefold()}


def unmute_outlet(database: Path, outlet: str) -> None:
    """Take back that an outlet is muted. NothingMatched where it is not."""
    with queries.reading(database) as connection:
        kept = corrections(connection)
    muted = next((one for one in kept if one.correction.outlet and _is_called(one.correction.outlet, outlet)), None)
    if muted is None:
        raise NothingMatched(f"{outlet} is not muted: `season-watch corrections list` shows what is.")
    remove_correction(database, muted.number)


def remove_correction(database: Path, number: int) -> None:
    """Take a correction back. NothingMatched where there is none of that number."""
    taken_back = write(database, lambda store: store.take_back(number))
    _show(f"Correction {number} is taken back.", taken_back.boards)


def _correct(database: Path, correction: Correction) -> None:
    corrected = write(database, lambda store: store.correct(correction))
    with queries.reading(database) as connection:
        kept = next(one for one in corrections(connection) if one.number == corrected.number)
    undo = command("corrections", "remove", str(kept.number))
    _show(f"Correction {kept.number}: {correction_phrase(kept)}. {undo} takes that back.", corrected.boards)


def _show(sentence: str, boards: tuple[Rebuilt, ...]) -> None:
    changed = tuple(one for one in boards if one.differs)
    lines = tuple(line for one in changed for line in difference_lines(one))
    show_lines((Line(text=sentence), *(lines or (Line(text="No board changes by that."),))))


def _now() -> datetime:
    return datetime.now(UTC)
