"""The policy on made up streams: after each item the very updates and the very board that its label expects.

Labels are `opened ?release.date=2025-10-31` for an update, and `?release.date=2025-10-31 stands 2` for a line of the
board: what is claimed (`?` rumoured), how it stands, and of what stands how many independent voices say so.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from season_watch.model.board import Belief, Board, Standing
from season_watch.model.claim import Certainty, Claim, Evidence, Facet, State
from season_watch.model.item import Item, ItemId
from season_watch.model.source import SourceName, Trust
from season_watch.model.watch import WatchName
from season_watch.policy.board import weigh
from season_watch.policy.cells import fact_of
from season_watch.policy.retraction import unsaid
from season_watch.policy.voices import voices_for
from tests.quality.corpus import SCENARIOS, paths, stream
from tests.vocabulary import day, told

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


def item_of(label: Mapping[str, Any]) -> Item:
    published = day(label["published"])
    return Item(
        id=ItemId(label["version_of"] or label["id"]),
        url=label["url"],
        guid=None,
        source=SourceName(label["outlet"]),
        trust=Trust(label["trust"]),
        outlet=label["outlet"],
        lang=label["lang"],
        title=label["title"],
        text=label["text"],
        published=published,
        first_seen_at=published,
        duplicate_of=label["duplicate_of"],
    )


def claim_of(label: Mapping[str, Any]) -> Claim:
    return Claim(
        facet=Facet(label["facet"]),
        state=State(label["state"]),
        value=label["value"],
        certainty=Certainty(label["certainty"]),
        evidence=Evidence(quote=label["evidence"], start=0, end=len(label["evidence"])),
        rule="label",
        by=label["by"],
        refutes=label.get("refutes", False),
    )


def line_of(belief: Belief) -> str:
    voices = f" {len(voices_for(belief))}" if belief.standing is Standing.STANDS else ""
    return f"{told(fact_of(belief))} {belief.standing}{voices}"


@pytest.mark.parametrize("path", FILES)
def test_each_item_brings_the_updates_and_the_board_of_its_label(path: Path) -> None:
    board, texts = Board(watch=WatchName("stream")), dict[str, str]()
    for label in stream(path):
        item, whole = item_of(label), f"{label['title']}\n{label['text']}"
        left_out = unsaid(board, texts.get(item.id, whole), whole, item)
        weighed = weigh(board, item, map(claim_of, label["claims"]), at=item.published, unsaid=left_out)
        board, texts[item.id] = weighed.board, whole
        updates = [f"{update.change} {told(update.fact)}" for update in weighed.updates]
        assert (label["id"], sorted(updates)) == (label["id"], sorted(label["updates"]))
        assert (label["id"], sorted(map(line_of, board.beliefs))) == (label["id"], sorted(label["board"]))
