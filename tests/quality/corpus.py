"""The labelled streams by section, and what a replay tells of them."""

import asyncio
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from season_watch.cli.actions.item_files import item_of
from season_watch.cli.actions.replaying import replay_document
from season_watch.model.watch import Watch, WatchName
from season_watch.pipeline.replay import replay
from season_watch.storage.registry import Declared
from tests.fakes.store import FakeStore
from tests.quality.scoring import Item

HOME = Path(__file__).parent
MEASURED = ("streams", "further", "world", "recent")
"""The sections whose figures have floors: the seven streams that came with the guide, those to develop on, others, many
of other languages than English, to develop rules on, which the classifier does not learn from, and the latest of these,
apart so that what they lack lowers no floor of the others."""
LABELLED = (*MEASURED, "aside")
"""`aside` is pinned and not measured by any test: nobody who writes rules reads it, so that its figure, taken by hand
once a while, tells how rules carry over to shows that they were not written on."""
SCENARIOS = "scenarios"
"""Made up streams with trust, and with the updates and the board expected after each item: what the policy makes of
claims, however they were read."""
PINNED = (*LABELLED, SCENARIOS)

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)

Stream = Sequence[Item]


def paths(section: str) -> list[Path]:
    """The files of a section, by name."""
    return sorted((HOME / section).glob("*.jsonl"))


def hashes(section: str) -> dict[str, str]:
    """What pins the labels: a figure means something only for the very same streams."""
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in paths(section)}


def stream(path: Path) -> list[Item]:
    """The labelled items of one stream, in order of publication."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def streams(section: str) -> list[Stream]:
    """The streams of a section, in the order of `paths`."""
    return [stream(path) for path in paths(section)]


def watch_of(item: Item) -> Watch:
    """The watch that a stream is about."""
    return Watch(name=WatchName("stream"), title=item["show"], season=item["season"], aliases=tuple(item["aliases"]))


def told_by_replay(told_of: Iterable[Stream]) -> dict[str, Item]:
    """The line that `season-watch replay --json` prints of each item, by id: the real plan on a store in memory."""
    return {line["item"]: line for one in told_of for line in asyncio.run(_replayed(one))}


async def _replayed(items: Stream) -> list[Item]:
    watch, store = watch_of(items[0]), FakeStore()
    await store.reconcile(Declared(watches=(watch,)), _BEFORE_ALL)
    return [replay_document(one) async for one in replay(map(item_of, items), (watch,), store)]
