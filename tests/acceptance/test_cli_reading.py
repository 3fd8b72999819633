"""Commands that answer questions, on a database in which something has happened."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.command import season_watch
from tests.unit.cli.kept import keep


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    keep(folder)
    return folder


def document(world: Path, *command: str) -> Any:  # noqa: ANN401 - as the command says
    told = season_watch(*command, "--json", at=world)
    assert (told.code, told.err) == (0, "")
    return json.loads(told.out)


def test_list_shows_updates_newest_first_one_a_line(world: Path) -> None:
    titles, second, first = season_watch("list", at=world).out.splitlines()
    assert titles.split() == ["#", "when", "watch", "what", "outlet"]
    assert second.startswith("2  2025-07-23  aouad  Confirmed: filming has wrapped")
    assert second.endswith(r"The \x1b[2J\x1b]0;owned\x07\u202egnp.exe Post 한국일보")
    assert first.split()[:2] == ["1", "2025-03-01"]


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ((), [2, 1]),
        (("--limit", "1"), [2]),
        (("--watch", "aouad", "--facet", "renewal"), [1]),
        (("--since", "2025-07-23"), [2]),
        (("--certainty", "confirmed"), [2, 1]),
    ],
    ids=str,
)
def test_list_can_be_narrowed(world: Path, options: tuple[str, ...], ids: list[int]) -> None:
    assert [update["id"] for update in document(world, "list", *options)] == ids


def test_status_shows_each_facet_with_its_proof(world: Path) -> None:
    told = season_watch("status", "aouad", at=world).out
    assert "    Confirmed: the season is ordered\n      since 2025-03-01, from The Ledger\n" in told
    assert "“Filming on season 2 of All of Us Are Dead has wrapped, Netflix confirmed.”" in told
    assert "https://post.example/wraps" in told
    assert "nothing known" in told


def test_a_watch_of_which_nothing_is_known_says_so(world: Path) -> None:
    assert "Nothing is known yet." in season_watch("status", "silo", at=world).out
    nothing: dict[str, Any] = {"beliefs": [], "troubles": [], "corrections": [], "down": []}
    assert document(world, "status", "silo") == [{"watch": "silo", "label": "Silo S4", **nothing}]


def test_the_board_is_the_same_in_json(world: Path) -> None:
    (board,) = document(world, "status", "aouad")
    renewal = next(belief for belief in board["beliefs"] if belief["facet"] == "renewal")
    assert (renewal["state"], renewal["certainty"], renewal["standing"]) == ("renewed", "confirmed", "stands")
    assert renewal["witnesses"][0]["url"] == "https://ledger.example/ordered"


def test_stories_lists_each_event_with_who_reports_it(world: Path) -> None:
    titles, *rows = season_watch("stories", at=world).out.splitlines()
    assert titles.split() == ["first", "watch", "what", "reported", "by", "first", "at"]
    assert rows[0].startswith("2025-07-23  aouad  Confirmed: filming has wrapped")
    assert r"\x1b[2J" in rows[0]
    stories = document(world, "stories", "aouad")
    assert [(story["facet"], story["copies"]) for story in stories if story["state"] in {"renewed", "wrapped"}] == [
        ("filming", 0),
        ("renewal", 0),
    ]
    assert stories[-1]["first"]["outlet"] == "The Ledger"


def test_of_a_watch_of_which_nothing_was_reported_there_are_no_stories(world: Path) -> None:
    told = season_watch("stories", "silo", at=world)
    assert (told.code, told.out) == (3, "")
    assert "Nothing was reported yet" in told.err


def test_show_tells_how_many_report_it(world: Path) -> None:
    assert "reported by 1 outlet, first at The Ledger on 2025-03-01" in season_watch("show", "1", at=world).out
    assert document(world, "show", "1")["story"]["outlets"] == ["The Ledger"]


def test_show_tells_all_of_an_update(world: Path) -> None:
    told = season_watch("show", "2", at=world).out
    assert "«Filming on season 2 of All of Us Are Dead has wrapped, Netflix confirmed.»" in told
    assert "pending: hook to 127.0.0.1/…" in told
    shown = document(world, "show", "2")
    assert shown["witness"]["evidence"]["quote"].startswith("Filming on season 2")
    assert [delivery["state"] for delivery in shown["deliveries"]] == ["pending"]


def test_the_address_of_a_webhook_is_no_ones_business(world: Path) -> None:
    for command in (("show", "2"), ("alerts", "list")):
        for form in ((), ("--json",)):
            assert "secret-path" not in season_watch(*command, *form, at=world).out


WRAPPED = "Filming on season 2 of All of Us Are Dead has wrapped, Netflix confirmed."


@pytest.mark.parametrize(
    ("named", "decision"),
    [
        ("2", "update #2, opened: first confirmed claim"),
        ("https://post.example/wraps?utm_source=x", "update #2, opened: first confirmed claim"),
        ("item.json", "an update, opened: first confirmed claim"),
        ("item.txt", "an update, opened: first confirmed claim"),
    ],
)
def test_explain_goes_from_sentence_to_rule_to_decision(world: Path, named: str, decision: str) -> None:
    item = {"id": "x", "published": "2025-07-23", "outlet": "O", "url": "https://o.example/x", "title": "It is done"}
    (world / "item.json").write_text(json.dumps({**item, "text": WRAPPED}, indent=1), encoding="utf-8")
    (world / "item.txt").write_text(f"It is done\n{WRAPPED}\n", encoding="utf-8")
    (explained,) = document(world, "explain", named)
    (claim,) = explained["readings"][0]["claims"]
    assert (claim["facet"], claim["state"], claim["rule"][:3]) == ("filming", "wrapped", "en.")
    assert claim["place"].startswith("en/filming.toml:")
    assert claim["sentence"] == "«Filming on season 2 of All of Us Are Dead has wrapped», Netflix confirmed."
    assert claim["decision"] == decision


def test_explain_says_that_an_item_mentions_no_watch(world: Path) -> None:
    (world / "other.txt").write_text("Weather\nIt rains.\n", encoding="utf-8")
    assert "It mentions no watch." in season_watch("explain", "other.txt", at=world).out


def test_versions_are_for_bug_reports(world: Path) -> None:
    assert set(document(world, "version")) == {"season-watch", "schema", "python", "sqlite"}
    assert season_watch("--version", at=world).out.startswith("season-watch 0.")


def test_the_database_can_be_named_instead_of_a_configuration(world: Path, tmp_path: Path) -> None:
    told = season_watch("--db", str(world / "kept.db"), "list", at=tmp_path)
    assert told.code == 0
