"""What a correction rules out, and the board without it."""

from dataclasses import replace

import pytest

from season_watch.model.claim import Facet, State
from season_watch.model.correction import Correction
from season_watch.model.item import ItemId, TextState
from season_watch.model.watch import WatchName
from season_watch.model.weighing import Weighing
from season_watch.policy.folding import fold
from tests.vocabulary import WATCH, claim, day, item

HOAX = item("hoax", "2025-03-01")
DATED = claim("release.date=2025-10-31")
ALL_OF_IT = Correction(at=day("2025-03-02"), item=HOAX.id)


@pytest.mark.parametrize(
    ("correction", "rules_out"),
    [
        pytest.param(ALL_OF_IT, True, id="all of the item"),
        pytest.param(replace(ALL_OF_IT, facet=Facet.RELEASE), True, id="what it says of the facet"),
        pytest.param(replace(ALL_OF_IT, facet=Facet.TRAILER), False, id="another facet"),
        pytest.param(replace(ALL_OF_IT, facet=Facet.RELEASE, state=State.DATE), True, id="the state"),
        pytest.param(replace(ALL_OF_IT, facet=Facet.RELEASE, state=State.WINDOW), False, id="another state"),
        pytest.param(replace(ALL_OF_IT, value="2025-10-31"), True, id="the value"),
        pytest.param(replace(ALL_OF_IT, value="2025-11-01"), False, id="another value"),
        pytest.param(replace(ALL_OF_IT, watch=WATCH.name), True, id="of this watch"),
        pytest.param(replace(ALL_OF_IT, watch=WatchName("other")), False, id="of another watch"),
        pytest.param(replace(ALL_OF_IT, item=ItemId("other")), False, id="another item"),
        pytest.param(Correction(at=ALL_OF_IT.at, outlet=HOAX.outlet), True, id="all of the outlet"),
        pytest.param(Correction(at=ALL_OF_IT.at, outlet="The other"), False, id="another outlet"),
    ],
)
def test_a_correction_rules_out_what_fits_every_part_that_it_names(correction: Correction, rules_out: bool) -> None:
    assert correction.rules_out(DATED, HOAX, WATCH.name) is rules_out


def test_what_is_ruled_out_of_an_item_is_ruled_out_of_its_copies() -> None:
    assert ALL_OF_IT.rules_out(DATED, item("copy", duplicate_of=HOAX.id), WATCH.name)


def test_the_words_of_a_muted_outlet_are_heard_from_others() -> None:
    muted = Correction(at=day("2025-03-02"), outlet=HOAX.outlet)
    assert not muted.rules_out(DATED, item("copy", duplicate_of=HOAX.id), WATCH.name)


def weighing(of: str, on: str, *claims: str, headline_only: bool = False) -> Weighing:
    state = TextState.HEADLINE_ONLY if headline_only else TextState.FULL
    return Weighing(watch=WATCH.name, item=item(of, on, text_state=state), claims=tuple(map(claim, claims)), at=day(on))


def test_a_board_is_what_remains_without_what_is_ruled_out() -> None:
    weighings = (
        weighing("hoax", "2025-03-01", "release.date=2025-10-31", "filming.wrapped"),
        weighing("wire", "2025-03-02", "filming.wrapped"),
        weighing("page", "2025-03-03", "trailer.teaser", headline_only=True),
    )
    board = fold(WATCH.name, weighings, (ALL_OF_IT,))
    assert [(told_of.certainty, told_of.state) for told_of in board.beliefs] == [
        ("confirmed", "wrapped"),
        ("rumoured", "teaser"),
    ]
    assert [witness.item for witness in board.beliefs[0].witnesses] == ["wire"]


def test_who_only_estimated_is_none_of_those_who_report() -> None:
    weighings = (
        weighing("guess", "2026-01-10", "~release.window=2026"),
        weighing("wire", "2026-03-05", "release.window=2026"),
    )

    (belief,) = fold(WATCH.name, weighings).beliefs

    assert (belief.first.outlet, belief.outlets) == ("The wire", ("The wire",))
