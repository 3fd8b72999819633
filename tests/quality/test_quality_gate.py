"""The gate: reading labelled streams never gets worse unnoticed."""

import importlib
import json
from pathlib import Path
from typing import Any

import pytest

from season_watch.model.claim import STATES, Certainty, Facet, State
from tests.quality.corpus import HOME, LABELLED, MEASURED, PINNED, hashes, paths, streams, told_by_replay
from tests.quality.floors import breaches, load, measured
from tests.quality.scoring import FALSE_CONFIRMATIONS, milestone, score

OTHER_SCORER = HOME.parents[2] / "shared" / "eval" / "score.py"
TEXTS = ("id", "show", "published", "outlet", "lang", "url", "title", "text")
FILES = [pytest.param(path, id=f"{section}/{path.stem}") for section in LABELLED for path in paths(section)]


@pytest.mark.parametrize("section", PINNED)
def test_the_streams_are_those_that_were_pinned(section: str) -> None:
    assert hashes(section) == load()[section]["pinned"]


@pytest.mark.parametrize("section", MEASURED)
def test_no_figure_is_under_its_floor(section: str) -> None:
    floors = load()[section]["floors"]

    assert floors
    assert breaches(measured(section), floors) == []


def faults_of(line: str) -> str | None:
    """Which part of a labelled item is not as the guide has it; None where all is. It never tells what it reads."""
    item = json.loads(line)
    whole = f"{item['title']}\n{item['text']}"
    checks = {
        "texts": all(isinstance(item[name], str) and item[name] for name in TEXTS),
        "about": isinstance(item["about"], bool),
        "claims": all(State(one["state"]) in STATES[Facet(one["facet"])] for one in item["claims"]),
        "certainties": all(one["certainty"] in set(Certainty) for one in item["claims"]),
        "evidence": all(one["evidence"] in whole for one in item["claims"]),
        "milestones": all(State(milestone(one, "").state) for one in item["milestones"]),
    }
    return next((name for name, fine in checks.items() if not fine), None)


@pytest.mark.parametrize("path", FILES)
def test_every_item_is_labelled_as_the_guide_says(path: Path) -> None:
    lines = [line for line in path.read_text("utf-8").splitlines() if line.strip()]

    assert lines
    assert {number: fault for number, line in enumerate(lines, 1) if (fault := faults_of(line))} == {}


@pytest.fixture
def other_scorer(monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401 - a module from elsewhere
    if not OTHER_SCORER.exists():
        pytest.skip("the scorer that came with the guide is not beside this project")
    monkeypatch.syspath_prepend(OTHER_SCORER.parent)
    return importlib.import_module(OTHER_SCORER.stem)


NAMES = {
    "about_f1": "about f1",
    "claim_precision": "claims precision",
    "claim_recall": "claims recall",
    "claim_f1": "claims f1",
    "strict_f1": "strict f1",
    "sure": "sure",
    "value": "value",
    "evidence": "evidence",
    "alert_precision": "alerts precision",
    "alert_recall": "alerts recall",
    "alert_f1": "alerts f1",
    "on_time": "on time",
    "false_confirmations": FALSE_CONFIRMATIONS,
    "cast_f1": "cast f1",
    "duplicates_f1": "duplicates f1",
}


@pytest.mark.parametrize("section", MEASURED)
def test_the_scorer_of_the_guide_reckons_the_same(other_scorer: Any, section: str) -> None:  # noqa: ANN401
    labelled = streams(section)
    told = told_by_replay(labelled)
    total = other_scorer.Report()
    for stream in labelled:
        total += other_scorer.score_stream(stream, told)
    theirs = other_scorer.figures(total)
    ours = score(labelled, told).figures()

    assert {name: round(theirs[name], 3) for name in NAMES} == {name: ours[mine] for name, mine in NAMES.items()}
    groups = {_group(name): f1 for name, f1 in ours.items() if name.startswith(("facet ", "lang ", "certainty "))}
    assert {name: round(f1, 3) for name, f1 in theirs["groups"].items()} == groups


def _group(name: str) -> str:
    """`facet release f1` as the guide's scorer calls it: `release`; languages keep their `lang`."""
    return name.removesuffix(" f1").removeprefix("facet ").removeprefix("certainty ")
