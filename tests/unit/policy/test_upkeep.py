"""What must work for the program to be called well."""

import pytest

from season_watch.policy.upkeep import SOUND, Pulse, complaints, next_store_state
from tests.vocabulary import day

NOW = day("2026-03-10")
FAULT = "The disk is full."


@pytest.mark.parametrize(
    ("looks", "told"),
    [
        pytest.param("....", "....", id="all is well"),
        pytest.param("x...", "....", id="one fault"),
        pytest.param("xx..x", ".....", id="two, and one later"),
        pytest.param("xxx", "..!", id="three"),
        pytest.param("xxxxx", "..!!!", id="it goes on"),
        pytest.param("xxx..x...", "..!!!!!!.", id="over after three good looks in a row"),
        pytest.param("x..x..x..x..", "............", id="now and then"),
        pytest.param("xxx...xxx", "..!!!...!", id="twice"),
    ],
)
def test_a_fault_is_told_after_three_looks_and_over_after_three(looks: str, told: str) -> None:
    state, found = SOUND, ""
    for look in looks:
        state = next_store_state(state, FAULT if look == "x" else None, NOW)
        found += "!" if state.is_told else "."
    assert found == told


@pytest.mark.parametrize(
    ("pulse", "found"),
    [
        pytest.param(Pulse(), (), id="nothing to do"),
        pytest.param(Pulse(sources=3, seen=1), (), id="one source can be seen"),
        pytest.param(Pulse(sources=3), ("no source can be read",), id="none can"),
        pytest.param(Pulse(sources=3, seen=3, sources_late=1), ("sources wait for their check",), id="no checks"),
        pytest.param(Pulse(deliveries_late=1), ("messages wait to be sent",), id="no deliveries"),
        pytest.param(Pulse(recipients_down=1), ("a channel takes nothing",), id="a channel is down"),
    ],
)
def test_the_program_is_well_only_if_fetching_and_sending_work(pulse: Pulse, found: tuple[str, ...]) -> None:
    assert complaints(pulse) == found
