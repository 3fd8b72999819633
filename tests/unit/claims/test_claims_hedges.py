"""Hedges, sources and speakers as journalism words them, near a claim and far from it."""

import pytest

from tests.unit.claims.reading import told

BEGUN = "filming.started"
WRAPPED = "filming.wrapped"
MARCH = "release.window=2026-03"

HEDGES = [
    ("agency", "Filming has begun, the actor's agency confirmed.", f"{BEGUN} confirmed"),
    ("showrunner", "Filming has begun, according to showrunner Jane Roe.", f"{BEGUN} confirmed"),
    ("told a trade paper", "Jane Roe told Deadline that filming has begun.", f"{BEGUN} confirmed"),
    ("network's account", "Filming has begun, the network announced on Instagram.", f"{BEGUN} confirmed"),
    ("sources tell", "Sources tell the paper that filming has begun.", f"{BEGUN} rumoured"),
    ("word is", "Word is that filming has begun.", f"{BEGUN} rumoured"),
    ("set photo", "A set photo suggests that filming has begun.", f"{BEGUN} rumoured"),
    ("if a leak is right", "Filming has begun, if a leaked call sheet is anything to go by.", f"{BEGUN} rumoured"),
    ("trade paper reports", "Filming has begun, Deadline reports.", f"{BEGUN} rumoured"),
    ("believed", "Filming is believed to have begun.", f"{BEGUN} rumoured"),
    ("understood", "The second season is understood to have wrapped.", f"{WRAPPED} rumoured"),
    ("unnamed crew", "Unnamed crew members say that the shoot has wrapped.", f"{WRAPPED} rumoured"),
    (
        "far ahead",
        "According to people close to the makers, who asked not to be named, filming has begun.",
        f"{BEGUN} rumoured",
    ),
    (
        "far behind",
        "Filming has begun in the north of the country, says an account known for leaks.",
        f"{BEGUN} rumoured",
    ),
    ("next sentence", "Filming has begun. That is the rumour, at least.", f"{BEGUN} rumoured"),
    ("unverified", "Filming has begun. The report could not be verified.", f"{BEGUN} rumoured"),
    ("tipped", "Season 2 is tipped to premiere in March 2026.", f"{MARCH} rumoured"),
    ("slated", "Season 2 is slated for March 2026.", f"{MARCH} confirmed"),
    ("tentative", "Season 2 is tentatively set for March 2026.", f"{MARCH} predicted"),
    ("expected", "Season 2 is expected in March 2026.", f"{MARCH} predicted"),
    ("fan's bet", "We'd put our money on March 2026.", f"{MARCH} predicted"),
    ("plan", "HBO boss Jane Roe said the show will return in March 2026.", f"{MARCH} confirmed"),
    ("plan with a probably", "HBO boss Jane Roe said it will probably return in March 2026.", f"{MARCH} predicted"),
    ("hope", "I hope it premieres in March 2026, the creator said.", f"{MARCH} predicted"),
    ("all being well", "All being well, season 2 will premiere in March 2026.", f"{MARCH} predicted"),
    ("condition", "Should all go well, season 2 will premiere in March 2026.", f"{MARCH} predicted"),
    ("fact in a guess", "Given that filming has wrapped, the wait is nearly over.", f"{WRAPPED} confirmed"),
    ("fact with a guess", "With filming complete, the editors could take a while.", f"{WRAPPED} confirmed"),
    ("against reports", "Contrary to reports, filming has not begun.", "filming.not_started confirmed"),
]


@pytest.mark.parametrize(("text", "claim"), [pytest.param(text, claim, id=name) for name, text, claim in HEDGES])
def test_hedges_and_speakers_settle_how_sure_a_claim_is(text: str, claim: str) -> None:
    assert told(text) == {claim}
