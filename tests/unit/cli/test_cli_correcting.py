"""Corrections that fit nothing: said in one sentence, without a trace on the boards."""

from pathlib import Path

import pytest

from season_watch.cli.main import main
from season_watch.stories.canonical import item_id
from tests.unit.cli.kept import ITEMS, keep

WRAPPED = item_id(ITEMS[1]["url"])


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    keep(folder)
    return folder


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("reject", "77"), "There is no update 77"),
        (("reject", "the trailer"), "is no update's number and no claim"),
        (("reject", "0123456789abcdef"), "There is no item 0123456789abcdef"),
        (("reject", f"{WRAPPED}:fliming"), "fliming is no facet: there is renewal, filming"),
        (("reject", f"{WRAPPED}:trailer.wrapped"), "wrapped is no state of trailer: there is none, first_look"),
        (("reject", f"{WRAPPED}:trailer"), "Nothing was ever claimed"),
        (("reject", "2", "--watch", "silo"), "Nothing was ever claimed"),
        (("mute", "The Legder"), "Did you mean The Ledger?"),
        (("unmute", "The Ledger"), "The Ledger is not muted"),
        (("corrections", "remove", "3"), "There is no correction 3"),
        (("corrections", "list"), "Nothing is rejected or muted"),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, tuple) else "",
)
def test_what_fits_nothing_is_said(
    world: Path, command: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(("--db", str(world / "kept.db"), *command))
    told = capsys.readouterr()
    assert (caught.value.code, told.out) == (3, "")
    assert said in told.err
