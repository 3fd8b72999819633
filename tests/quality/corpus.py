"""The labelled streams, and what the reader tells of them."""

import json
from datetime import date
from hashlib import sha256
from pathlib import Path

from season_watch.claims.reader import read
from season_watch.model.claim import Claim, Reading
from season_watch.model.watch import Watch, WatchName
from tests.quality.scoring import Item

STREAMS = Path(__file__).parent / "streams"


def paths() -> list[Path]:
    """The files of the streams, by name."""
    return sorted(STREAMS.glob("*.jsonl"))


def hashes() -> dict[str, str]:
    """What pins the labels: a figure means something only for the very same streams."""
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in paths()}


def stream(path: Path) -> list[Item]:
    """The labelled items of one stream, in order of publication."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def streams() -> list[list[Item]]:
    return [stream(path) for path in paths()]


def watch_of(item: Item) -> Watch:
    """The watch that a stream is about."""
    return Watch(name=WatchName("stream"), title=item["show"], season=item["season"], aliases=tuple(item["aliases"]))


def told_by_reader() -> dict[str, Item]:
    """What `claims.reader.read` tells of every item, in the form of a replay line, without updates."""
    return {item["id"]: _line(_read(item)) for items in streams() for item in items}


def _read(item: Item) -> Reading:
    published = date.fromisoformat(item["published"][:10])
    return read(watch_of(item), title=item["title"], text=item["text"], published=published, lang=item["lang"])


def _line(reading: Reading) -> Item:
    return {"about": reading.about, "claims": [_claim(claim) for claim in reading.claims]}


def _claim(claim: Claim) -> Item:
    return {
        "facet": str(claim.facet),
        "state": str(claim.state),
        "value": claim.value,
        "certainty": str(claim.certainty),
        "evidence": claim.evidence.quote,
    }
