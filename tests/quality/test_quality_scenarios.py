"""The policy on made up streams: after each item the very updates and the very board that its label expects.

Labels are `opened ?release.date=2025-10-31` for an update, and `?release.date=2025-10-31 stands 2` for a line of the
board: what is claimed (`?` rumoured), how it stands, and of what stands how many independent voices say so.
"""

import re
from pathlib import Path

import pytest

from season_watch.model.source import Trust
from tests.quality.corpus import SCENARIOS, paths, stream

FILES = [pytest.param(path, id=path.stem) for path in paths(SCENARIOS)]

FACT = r"\??[a-z]+\.[a-z_]+(=[\d-]+)?"
UPDATE = re.compile(rf"(opened|confirmed|narrowed|moved|contradicted|retracted|resumed) {FACT}")
LINE = re.compile(rf"{FACT} (stands [1-9]\d*|superseded|contradicted|retracted)")


@pytest.mark.parametrize("path", FILES)
def test_every_scenario_is_labelled_whole(path: Path) -> None:
    items = stream(path)
    named: set[str] = set()
    for item in items:
        assert item["trust"] in set(Trust)
        assert {item["duplicate_of"], item["version_of"]} <= named | {None}
        assert all(claim["evidence"] in f"{item['title']}\n{item['text']}" for claim in item["claims"])
        assert all(map(UPDATE.fullmatch, item["updates"]))
        assert all(map(LINE.fullmatch, item["board"]))
        named.add(item["id"])
    assert len(named) == len(items)
