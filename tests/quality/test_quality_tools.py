"""The gate's own tools: a gate that can't fail guards nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.quality import corpus, floors
from tests.quality.floors import breaches, raised
from tests.quality.scoring import Item, Milestone, milestone, score
from tests.quality.thin import thinned

CLAIM = {"facet": "release", "state": "date", "value": "2026-05-04", "certainty": "confirmed", "evidence": "on May 4"}
ITEM = {
    "id": "x-1",
    "lang": "en",
    "title": "Good news",
    "text": "It arrives on May 4, they said.",
    "about": True,
    "duplicate_of": None,
    "claims": [CLAIM],
    "milestones": ["release.date=2026-05-04"],
}
UPDATE = {key: CLAIM[key] for key in ("facet", "state", "value", "certainty")}
JOINS = {"facet": "cast", "state": "joins", "value": "Ann Lee, Bo", "certainty": "confirmed", "evidence": "Ann Lee"}


def figures_of(*claims: Item, about: bool = True, updates: tuple[Item, ...] = ()) -> dict[str, float]:
    told = {"x-1": {"about": about, "claims": list(claims), "updates": list(updates)}}
    return score([[ITEM]], told).figures()


def test_what_is_told_as_labelled_scores_full() -> None:
    figures = figures_of(CLAIM, updates=(UPDATE,))

    full = ("claims f1", "strict f1", "about f1", "sure", "value", "evidence", "alerts f1", "on time", "lang en f1")
    assert {name: figures[name] for name in full} == dict.fromkeys(full, 1.0)
    assert figures["false confirmations"] == 0


def test_nothing_told_finds_nothing() -> None:
    figures = score([[ITEM]], {}).figures()

    assert {figures[name] for name in ("claims recall", "about f1", "alerts f1", "on time", "strict f1")} == {0.0}


@pytest.mark.parametrize(
    ("wrong", "figure", "value"),
    [
        pytest.param({"value": "2026-05-05"}, "false confirmations", 1, id="a wrong day, confirmed"),
        pytest.param({"value": "2026-05-05"}, "value", 0.0, id="a wrong day"),
        pytest.param({"value": "2026-05-05"}, "strict f1", 0.0, id="a wrong day, strictly"),
        pytest.param({"certainty": "rumoured"}, "sure", 0.0, id="too unsure"),
        pytest.param({"certainty": "rumoured"}, "strict f1", 0.0, id="too unsure, strictly"),
        pytest.param({"certainty": "rumoured"}, "false confirmations", 0, id="a rumour confirms nothing"),
        pytest.param({"state": "delayed"}, "claims precision", 0.0, id="another state"),
        pytest.param({"evidence": "on June 4"}, "evidence", 0.0, id="words that the item does not hold"),
        pytest.param({"evidence": "Good news"}, "evidence", 0.0, id="other words of the item"),
    ],
)
def test_each_kind_of_error_shows_in_its_figure(wrong: Item, figure: str, value: float) -> None:
    assert figures_of({**CLAIM, **wrong})[figure] == value


def test_a_second_alert_of_one_milestone_is_wrong() -> None:
    assert figures_of(CLAIM, updates=(UPDATE, UPDATE))["alerts f1"] == pytest.approx(0.667)


def test_an_alert_that_confirms_what_nobody_said_is_a_false_confirmation() -> None:
    assert figures_of(CLAIM, updates=({**UPDATE, "value": "2026-06-01"},))["false confirmations"] == 1


def test_an_alert_set_off_by_a_later_item_is_not_on_time() -> None:
    later = {**ITEM, "id": "x-2", "milestones": []}
    figures = score([[ITEM, later]], {"x-2": {"claims": [CLAIM], "updates": [UPDATE]}}).figures()

    assert (figures["alerts recall"], figures["on time"]) == (1.0, 0.0)


def test_names_count_one_by_one_in_any_order() -> None:
    told = {"x-1": {"claims": [{**JOINS, "value": "Lee Ann, Cy"}]}}

    assert score([[{**ITEM, "claims": [JOINS]}]], told).figures()["cast f1"] == 0.5


def test_milestones_are_parsed() -> None:
    window = Milestone(rumour=True, facet="release", state="window", value="2025", item="x")
    assert milestone("rumour:release.window=2025", "x") == window
    assert milestone("filming.started", "x").value is None


def test_of_a_cut_text_only_what_it_still_shows_is_asked() -> None:
    repeat = {**ITEM, "id": "x-2", "title": "It comes on May 4", "milestones": []}
    first, second = thinned([ITEM, repeat], 10)

    assert (first["text"], first["claims"], first["milestones"]) == ("It arrives", [], [])
    assert (second["claims"], second["milestones"]) == ([CLAIM], ITEM["milestones"])


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


def test_alerts_and_thin_texts_have_figures_and_floors() -> None:
    guarded = {
        "alerts f1",
        "on time",
        "false confirmations",
        "thin false confirmations",
        "facet release f1",
        "lang ko f1",
    }
    for section in corpus.MEASURED:
        assert guarded - {"lang ko f1"} <= floors.load()[section]["floors"].keys()
    assert guarded <= floors.load()["streams"]["floors"].keys()


Change = Callable[[floors.Document], None]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Change], None]:
    """Changes a copy of the floors, which the tool may write."""
    document = floors.load()
    monkeypatch.setattr(floors, "PATH", tmp_path / "floors.json")

    def change(how: Change) -> None:
        for section in corpus.MEASURED:
            document[section]["floors"] = {"claims f1": 0.5}
        how(document)
        floors.write(document)

    return change


def run(*arguments: str) -> int:
    """The tool, on streams that reach 0.9 with two false confirmations."""
    return floors.main(list(arguments), measure=lambda _section: {"claims f1": 0.9, "false confirmations": 2})


def test_the_tool_raises_the_floors_of_every_section(kept: Callable[[Change], None]) -> None:
    kept(lambda _document: None)

    assert run() == 0
    assert floors.load()["streams"]["floors"] == {"claims f1": 0.5}
    assert run("--write") == 0
    for section in corpus.MEASURED:
        assert floors.load()[section]["floors"] == {"claims f1": 0.89, "false confirmations": 2}


def test_the_tool_lowers_a_floor_with_a_second_flag_only(kept: Callable[[Change], None]) -> None:
    kept(lambda document: document["streams"].update(floors={"claims f1": 1.0}))

    assert run("--write") == 1
    assert floors.load()["streams"]["floors"]["claims f1"] == 1.0
    assert run("--write", "--lower") == 0
    assert floors.load()["streams"]["floors"]["claims f1"] == 0.89


@pytest.mark.parametrize("section", corpus.PINNED)
@pytest.mark.parametrize("name", ["a stream that is gone", None], ids=["gone", "changed"])
def test_the_tool_refuses_streams_that_were_changed(
    section: str, name: str | None, kept: Callable[[Change], None]
) -> None:
    stale = {name or next(iter(corpus.hashes(section))): "another hash"}
    kept(lambda document: document[section].update(pinned=stale))

    assert run("--write") == 1
    assert floors.load()[section]["pinned"] == stale
    assert run("--write", "--lower") == 0
    assert floors.load()[section]["pinned"] == corpus.hashes(section)


@pytest.mark.parametrize("section", corpus.PINNED)
def test_streams_that_are_new_are_pinned(section: str, kept: Callable[[Change], None]) -> None:
    kept(lambda document: document[section].update(pinned={}))

    assert run("--write") == 0
    assert floors.load()[section]["pinned"] == corpus.hashes(section)


def test_a_section_that_is_new_is_pinned(kept: Callable[[Change], None]) -> None:
    kept(lambda document: document.__delitem__("aside"))

    assert run("--write") == 0
    assert floors.load()["aside"] == {"pinned": corpus.hashes("aside")}
