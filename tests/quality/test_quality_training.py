"""The classifier that ships was trained on what stands in `training/`."""

import gzip
from importlib.resources import files

from season_watch.claims.classifier import WEIGHTS
from tests.quality.corpus import paths
from training.examples import STREAMS, fingerprint


def test_the_table_was_trained_on_what_stands_there_now() -> None:
    table = gzip.decompress((files("season_watch.claims") / WEIGHTS).read_bytes()).decode("utf-8")

    assert table.partition("\t")[0] == fingerprint(), "training data changed: run `make train`"


def test_nothing_that_is_kept_aside_is_learned_from() -> None:
    aside = {path.name for path in paths("aside")}
    learned_from = {path.name for folder in STREAMS for path in folder.glob("*.jsonl")}

    assert learned_from
    assert aside.isdisjoint(learned_from)
