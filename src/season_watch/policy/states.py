"""How the states of a facet relate: the tables that the board's decisions read (rulings 3 to 7 of the guide)."""

from season_watch.model.claim import Facet, State

FacetState = tuple[Facet, State]

DENIALS: dict[FacetState, frozenset[State]] = {
    (Facet.RENEWAL, State.NOT_RENEWED): frozenset({State.RENEWED}),
    (Facet.FILMING, State.NOT_STARTED): frozenset({State.STARTED, State.WRAPPED}),
    (Facet.TRAILER, State.NONE): frozenset({State.TEASER, State.TRAILER}),
    (Facet.RELEASE, State.NONE): frozenset({State.DATE}),
}
"""A denial, and the states that it denies where somebody claimed them."""

LATER: dict[FacetState, frozenset[State]] = {
    (Facet.FILMING, State.PREPARING): frozenset({State.STARTED, State.WRAPPED}),
    (Facet.FILMING, State.SCHEDULED): frozenset({State.STARTED, State.WRAPPED}),
    (Facet.FILMING, State.STARTED): frozenset({State.WRAPPED}),
    (Facet.FILMING, State.PAUSED): frozenset({State.WRAPPED}),
    (Facet.TRAILER, State.FIRST_LOOK): frozenset({State.TEASER, State.TRAILER}),
    (Facet.TRAILER, State.TEASER): frozenset({State.TRAILER}),
    (Facet.RELEASE, State.WINDOW): frozenset({State.RELEASED}),
    (Facet.RELEASE, State.DATE): frozenset({State.RELEASED}),
    (Facet.RELEASE, State.DELAYED): frozenset({State.RELEASED}),
}
"""The later states that make an earlier one old news."""

OPPOSED: dict[FacetState, State] = {
    (Facet.RENEWAL, State.RENEWED): State.CANCELLED,
    (Facet.RENEWAL, State.CANCELLED): State.RENEWED,
    (Facet.FILMING, State.STARTED): State.PAUSED,
    (Facet.FILMING, State.PAUSED): State.STARTED,
}
"""States of which only one can hold: when one comes true, the other may come true again, as news."""

OVERTAKES: dict[FacetState, State] = {
    (Facet.RENEWAL, State.RENEWED): State.CANCELLED,
    (Facet.FILMING, State.STARTED): State.PAUSED,
}
"""What makes a state history where one item tells both."""

COMING = frozenset({State.WINDOW, State.DATE, State.DELAYED})
"""The release states that say when; a value told under one of them is told for all."""

VALUED = frozenset({(Facet.RELEASE, state) for state in COMING} | {(Facet.FILMING, State.SCHEDULED)})
"""The states whose value is news of its own."""


def is_denial(facet: Facet, state: State) -> bool:
    """Whether a state says that something has not happened."""
    return (facet, state) in DENIALS


def stage(facet: Facet, state: State) -> int:
    """How far along a state is: the fewer states can still follow it, the further; denials come first."""
    if is_denial(facet, state):
        return -1
    return len(State) - len(LATER.get((facet, state), ()))


def is_later(facet: Facet, state: State, than: State) -> bool:
    """Whether `state` makes `than` old news."""
    return state in LATER.get((facet, than), ()) or (is_denial(facet, than) and not is_denial(facet, state))
