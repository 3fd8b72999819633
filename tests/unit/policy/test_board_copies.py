"""What the board makes of copies: no witnesses, but no news of theirs is lost."""

import pytest

from season_watch.model.board import Board
from season_watch.model.item import ItemId
from season_watch.model.source import Trust
from season_watch.policy.board import Weighed, weigh
from tests.vocabulary import board, claim, day, item, told

ORIGINAL = item("original", "2025-01-01")


def weighed(now: Board, name: str, *claims: str, trust: Trust = Trust.PRESS, published: str = "2025-01-02") -> Weighed:
    """A board after a copy of `ORIGINAL` that claims all this."""
    copy = item(name, published, trust, duplicate_of=ORIGINAL.id)
    return weigh(now, copy, [claim(one) for one in claims], at=day(published))


def told_by_original(*claims: str) -> Board:
    return weigh(board(), ORIGINAL, [claim(one) for one in claims], at=day("2025-01-01")).board


def news(found: Weighed) -> list[str]:
    return [told(update.fact) for update in found.updates]


@pytest.mark.parametrize(
    ("original", "copy"),
    [
        pytest.param("filming.wrapped", "filming.wrapped", id="the same"),
        pytest.param("filming.wrapped", "?filming.wrapped", id="less surely"),
        pytest.param("release.date=2025-01-03", "release.date=2025-01-10", id="a weekday read on another day"),
        pytest.param("?renewal.renewed", "?renewal.renewed", id="a rumour"),
        pytest.param("~release.window=2026", "~release.window=2026", id="a guess"),
        pytest.param("trailer.none", "trailer.none", id="a denial"),
    ],
)
def test_a_copy_changes_nothing_of_what_its_original_said(original: str, copy: str) -> None:
    now = told_by_original(original)
    found = weighed(now, "copy", copy)
    assert (found.board, news(found)) == (now, [])
    assert [one.reason for one in found.decisions] == ["a copy of original, which said so"]


def test_a_copy_is_no_witness_of_what_others_said_either() -> None:
    now = weigh(board(), item("other"), [claim("filming.wrapped")], at=day("2025-01-01")).board
    assert weighed(now, "copy", "filming.wrapped").board == now


def test_what_a_copy_newly_claims_is_news_and_the_next_copy_repeats_it() -> None:
    first = weighed(told_by_original("filming.wrapped"), "copy", "filming.wrapped", "trailer.teaser")
    second = weighed(first.board, "another", "filming.wrapped", "trailer.teaser")
    assert (news(first), news(second)) == (["trailer.teaser"], [])
    assert [len(belief.witnesses) for belief in second.board.beliefs] == [1, 1]


def test_a_copy_of_more_trust_confirms_its_original() -> None:
    fans = item("original", "2025-01-01", Trust.FAN)
    now = weigh(board(), fans, [claim("filming.wrapped")], at=day("2025-01-01")).board
    found = weighed(now, "official", "filming.wrapped", trust=Trust.OFFICIAL)
    assert news(found) == ["filming.wrapped"]
    assert [witness.item for witness in found.board.beliefs[0].witnesses] == [ItemId("original"), ItemId("official")]


def test_a_late_copy_of_a_denial_denies_nothing_anew() -> None:
    now = told_by_original("trailer.none")
    now = weigh(now, item("other"), [claim("trailer.teaser")], at=day("2025-01-03")).board
    assert weighed(now, "late", "trailer.none", published="2025-02-20").board == now
