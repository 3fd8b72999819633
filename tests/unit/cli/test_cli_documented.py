"""docs/commands.md is a contract: what a command prints as JSON stands there."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from season_watch.cli import documents
from season_watch.model.claim import Facet
from season_watch.model.correction import Correction
from season_watch.model.delivery import ChannelName
from season_watch.model.reach import Reach
from season_watch.policy.board import weigh
from season_watch.storage import queries
from season_watch.storage.queries import UpdateFilter
from season_watch.storage.views import NumberedCorrection
from tests.unit.cli.kept import keep
from tests.vocabulary import WATCH, board, claim, day, item

DOCS = Path(__file__).parents[3] / "docs" / "commands.md"

REFUSING = Reach(
    channel=ChannelName("mail"), recipient="fan@home.example", refusing_since=day("2025-03-01"), reason="x"
)
TODAY = date(2025, 12, 1)
MUTED = NumberedCorrection(number=1, correction=Correction(at=day("2025-03-01"), outlet="The Ledger"), title=None)


def keys_of(value: Any) -> set[str]:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in keys_of(inner)}
    return {key for inner in value for key in keys_of(inner)} if isinstance(value, list) else set()


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[documents.Document]:
    folder = tmp_path_factory.mktemp("documented")
    keep(folder)
    with queries.reading(folder / "kept.db") as connection:
        (watch, _) = queries.watches(connection)
        return [
            *(documents.update_document(one) for one in queries.updates(connection, UpdateFilter(facet=Facet.FILMING))),
            documents.board_document(watch, queries.board(connection, watch.name), (), (), (REFUSING,), TODAY),
            documents.correction_document(MUTED),
            *(documents.delivery_document(one) for one in queries.deliveries(connection)),
            *(documents.source_document(one) for one in queries.sources(connection)),
        ]


def test_every_key_that_is_printed_is_documented(printed: list[documents.Document]) -> None:
    assert len(printed) >= 4
    documented = set(re.findall(r"`([a-z_-]+)`", DOCS.read_text(encoding="utf-8")))
    assert keys_of(printed) - documented == set()


@pytest.mark.parametrize(
    ("claims", "is_passed"),
    [
        pytest.param("release.date=2025-11-30", True, id="the day before"),
        pytest.param("release.date=2025-12-01", False, id="today"),
        pytest.param("?release.window=2024", False, id="a rumour"),
    ],
)
def test_a_board_marks_what_passed_in_silence(claims: str, is_passed: bool) -> None:
    told = weigh(board(), item("a"), [claim(claims)], at=day("2025-01-01")).board
    assert [one["passed"] for one in documents.board_document(WATCH, told, (), (), (), TODAY)["beliefs"]] == [is_passed]
