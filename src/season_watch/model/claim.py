"""Claims: what an item says about a season, how surely, and on what evidence (the labelling guide's words)."""

from dataclasses import dataclass
from enum import StrEnum

from season_watch.model.watch import WatchName


class Facet(StrEnum):
    RENEWAL = "renewal"
    FILMING = "filming"
    TRAILER = "trailer"
    RELEASE = "release"
    CAST = "cast"


class State(StrEnum):
    """All states of all facets; `STATES` says which belong together."""

    RENEWED = "renewed"
    NOT_RENEWED = "not_renewed"
    CANCELLED = "cancelled"
    NOT_STARTED = "not_started"
    PREPARING = "preparing"
    SCHEDULED = "scheduled"
    STARTED = "started"
    PAUSED = "paused"
    WRAPPED = "wrapped"
    NONE = "none"
    FIRST_LOOK = "first_look"
    TEASER = "teaser"
    TRAILER = "trailer"
    WINDOW = "window"
    DATE = "date"
    DELAYED = "delayed"
    RELEASED = "released"
    JOINS = "joins"
    RETURNS = "returns"
    LEAVES = "leaves"


STATES: dict[Facet, tuple[State, ...]] = {
    Facet.RENEWAL: (State.NOT_RENEWED, State.RENEWED, State.CANCELLED),
    Facet.FILMING: (
        State.NOT_STARTED,
        State.PREPARING,
        State.SCHEDULED,
        State.STARTED,
        State.PAUSED,
        State.WRAPPED,
    ),
    Facet.TRAILER: (State.NONE, State.FIRST_LOOK, State.TEASER, State.TRAILER),
    Facet.RELEASE: (State.NONE, State.WINDOW, State.DATE, State.DELAYED, State.RELEASED),
    Facet.CAST: (State.JOINS, State.RETURNS, State.LEAVES),
}


class Certainty(StrEnum):
    """How sure an item is of what it says, surest first."""

    CONFIRMED = "confirmed"
    RUMOURED = "rumoured"
    PREDICTED = "predicted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The exact words a claim rests on: `quote` is `whole[start:end]` of `title + "\\n" + text`, 300 at most."""

    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one item says of one watch. `value` is EDTF, or None; `rule` and `cues` are ids of the rules that fired.

    `refutes` is set where the wording denies what others claimed ("came out of thin air"), not merely knows less.
    `by` is who says so, where the item attributes it.
    """

    facet: Facet
    state: State
    value: str | None
    certainty: Certainty
    evidence: Evidence
    rule: str
    cues: tuple[str, ...] = ()
    by: str | None = None
    refutes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """A sentence in which a rule fired and yet nothing was claimed, and why not."""

    rule: str
    evidence: Evidence
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an item says of a watch. `about`: the item as a whole is about it, not only in passing."""

    watch: WatchName
    about: bool
    claims: tuple[Claim, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
