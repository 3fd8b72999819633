"""The gate's own tools: a gate that can't fail guards nothing."""

import json
from pathlib import Path

import pytest

from tests.quality import floors
from tests.quality.corpus import told_by_reader
from tests.quality.floors import breaches, measured, raised
from tests.quality.scoring import Item, milestone, score

CLAIM = {"facet": "release", "state": "date", "value": "2026-05-04", "certainty": "confirmed", "evidence": "on May 4"}
ITEM = {"id": "x-1", "lang": "en", "about": True, "claims": [CLAIM], "milestones": ["release.date=2026-05-04"]}
UPDATE = {key: CLAIM[key] for key in ("facet", "state", "value", "certainty")}


def figures_of(*claims: Item, about: bool = True, updates: tuple[Item, ...] = ()) -> dict[str, float]:
    told = {"x-1": {"about": about, "claims": list(claims), "updates": list(updates)}}
    return score([[ITEM]], told, alerts=True).figures()


def test_what_is_told_as_labelled_scores_full() -> None:
    figures = figures_of(CLAIM, updates=(UPDATE,))

    assert {figures[name] for name in ("claims f1", "about f1", "sure", "value", "alerts f1", "lang en f1")} == {1.0}
    assert figures["false confirmations"] == 0


def test_nothing_told_finds_nothing() -> None:
    figures = score([[ITEM]], {}, alerts=True).figures()

    assert (figures["claims recall"], figures["about f1"], figures["alerts f1"]) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("wrong", "figure", "value"),
    [
        pytest.param({"value": "2026-05-05"}, "false confirmations", 1, id="a wrong day, confirmed"),
        pytest.param({"value": "2026-05-05"}, "value", 0.0, id="a wrong day"),
        pytest.param({"certainty": "rumoured"}, "sure", 0.0, id="too unsure"),
        pytest.param({"certainty": "rumoured"}, "false confirmations", 0, id="a rumour confirms nothing"),
        pytest.param({"state": "delayed"}, "claims precision", 0.0, id="another state"),
    ],
)
def test_each_kind_of_error_shows_in_its_figure(wrong: Item, figure: str, value: float) -> None:
    assert figures_of({**CLAIM, **wrong})[figure] == value


def test_a_second_alert_of_one_milestone_is_wrong() -> None:
    assert figures_of(CLAIM, updates=(UPDATE, UPDATE))["alerts f1"] == pytest.approx(0.667)


def test_milestones_are_parsed() -> None:
    assert milestone("rumour:release.window=2025") == (True, "release", "window", "2025")
    assert milestone("filming.started") == (False, "filming", "started", None)


def test_figures_under_their_floor_are_breaches() -> None:
    floors_ = {"claims f1": 0.7, "false confirmations": 3, "alerts f1": 0.5}
    figures = {"claims f1": 0.69, "false confirmations": 4}

    assert len(breaches(figures, floors_)) == 3
    assert breaches({"claims f1": 0.7, "false confirmations": 3, "alerts f1": 0.9}, floors_) == []


def test_floors_rise_and_do_not_sink() -> None:
    figures = {"claims f1": 0.8, "sure": 0.6, "false confirmations": 5}
    old = {"claims f1": 0.7, "sure": 0.7, "false confirmations": 3, "gone": 0.1}

    assert raised(figures, old, lower=False) == {"claims f1": 0.79, "sure": 0.7, "false confirmations": 3, "gone": 0.1}
    assert raised(figures, old, lower=True) == {"claims f1": 0.79, "sure": 0.59, "false confirmations": 5}


def test_told_lines_with_updates_have_alert_figures() -> None:
    assert "alerts f1" in measured(told_by_reader())


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the floors that the tool may write."""
    copy = tmp_path / "floors.json"
    copy.write_text(floors.PATH.read_text("utf-8"), "utf-8")
    monkeypatch.setattr(floors, "PATH", copy)
    return copy


def test_the_tool_lowers_a_floor_with_a_second_flag_only(path: Path) -> None:
    document = json.loads(path.read_text("utf-8"))
    document["reader"]["claims f1"] = 1.0
    path.write_text(json.dumps(document), "utf-8")

    assert floors.main(["--write"]) == 1
    assert floors.load()["reader"]["claims f1"] == 1.0
    assert floors.main(["--write", "--lower"]) == 0
    assert floors.load()["reader"]["claims f1"] < 1.0


def test_the_tool_refuses_streams_that_were_changed(path: Path) -> None:
    document = json.loads(path.read_text("utf-8"))
    document["streams"] = {}
    path.write_text(json.dumps(document), "utf-8")

    assert floors.main(["--write"]) == 1
    assert floors.load()["streams"] == {}
