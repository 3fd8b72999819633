"""Rules and silences by command, on a database in which something has happened."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.command import season_watch
from tests.unit.cli.kept import keep

RULES = """
[[channel]]
name = "phone"
kind = "webhook"
url = "http://127.0.0.1:9/another-secret-path"
secret = "whsec_QUJDREVGR0hJSktMTU5PUFFSU1RVVldY"

[[rule]]
channels = ["hook"]
facets = ["renewal"]
zone = "Asia/Seoul"
digest = "0 8 * * *"

[[rule]]
channels = ["phone", "hook"]
certainty = ["rumoured"]

[[rule]]
channels = ["hook"]
watches = ["aouad"]
"""


@pytest.fixture
def world(tmp_path: Path) -> Path:
    keep(tmp_path, more=RULES)
    return tmp_path


def test_rules_explain_says_where_an_update_went_and_why_not_elsewhere(world: Path) -> None:
    told = season_watch("rules", "explain", "1", at=world)
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines()[2:] == [
        "",
        "Rule 1, to hook: applies",
        "  hook to 127.0.0.1/…: held until 2025-03-02 08:00 (Asia/Seoul): a digest then",
        "",
        "Rule 2, to phone, hook: does not apply",
        "  its certainty is confirmed, and the rule is for rumoured",
        "",
        "Rule 3, to hook: applies",
        "  hook: rule 1 sends it there already, and says when",
        "",
        "phone: no rule sends it there",
    ]
    assert max(map(len, told.out.splitlines())) <= 80


def test_rules_explain_tells_the_same_as_json(world: Path) -> None:
    document = json.loads(season_watch("rules", "explain", "1", "--json", at=world).out)
    assert [(rule["rule"], rule["why_not"] is None) for rule in document["rules"]] == [(1, True), (2, False), (3, True)]
    (alert,) = document["alerts"]
    assert (alert["channel"], alert["state"], alert["rule"], alert["digest"]) == ("hook", "pending", 1, None)
    assert document["untold"] == ["phone"]
    assert season_watch("rules", "explain", "99", at=world).code == 3


def test_rules_try_says_what_other_rules_would_have_sent_and_changes_nothing(world: Path) -> None:
    file, before = world / "season-watch.toml", season_watch("alerts", "list", "--json", at=world).out
    other = file.read_text(encoding="utf-8").replace('certainty = ["rumoured"]', 'facets = ["filming"]')
    (world / "other.toml").write_text(other.replace('watches = ["aouad"]', 'watches = ["silo"]'), encoding="utf-8")

    told = season_watch("rules", "try", "other.toml", at=world).out
    assert "appears" in told
    assert told.splitlines()[-1] == (
        "Of 2 updates, 1 alert would appear, 0 vanish, and 0 leave at another time. Nothing was sent or changed."
    )
    document = json.loads(season_watch("rules", "try", "other.toml", "--json", at=world).out)
    (difference,) = document["differences"]
    assert (difference["alert"], difference["channel"], difference["update"]["id"]) == ("appears", "phone", 2)
    assert "each would be told where and when it is now" in season_watch("rules", "try", str(file), at=world).out
    assert season_watch("alerts", "list", "--json", at=world).out == before
    assert season_watch("rules", "try", "nowhere.toml", at=world).code == 2


def test_a_silence_is_added_listed_told_and_ended(world: Path) -> None:
    added = season_watch(
        "silences", "add", "--watch", "aouad", "--until", "2099-01-01", "--reason", "no\nspoilers", at=world
    )
    assert added.out == (
        "Silenced aouad until 2099-01-01 00:00; 2 alerts that were held are silenced too: "
        "`season-watch silences remove 1` ends it.\n"
    )
    (silence,) = json.loads(season_watch("silences", "list", "--json", at=world).out)
    assert (silence["id"], silence["watch"], silence["silenced"]) == (1, "aouad", 2)
    explained = season_watch("rules", "explain", "2", at=world).out
    assert "hook to 127.0.0.1/…: not sent: silenced until 2099-01-01 00:00 UTC: no spoilers" in explained
    assert season_watch("silences", "remove", "1", at=world).code == 0
    assert season_watch("silences", "remove", "1", at=world).code == 3
    assert "over since" in season_watch("silences", "list", at=world).out


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        pytest.param(("--until", "2020-01-01", "--reason", "x"), 2, "is over", id="an-end-that-is-past"),
        pytest.param(("--until", "soon", "--reason", "x"), 2, "soon", id="no-date"),
        pytest.param(("--until", "2099-01-01", "--reason", " "), 2, "Say a reason", id="no-reason"),
        pytest.param(("--until", "2099-01-01", "--reason", "x", "--watch", "aoad"), 3, "aouad, silo", id="no-watch"),
        pytest.param(("--until", "2099-01-01", "--reason", "x", "--channel", "fax"), 3, "hook, phone", id="no-channel"),
    ],
)
def test_a_silence_that_makes_no_sense_is_refused(world: Path, options: tuple[str, ...], code: int, said: str) -> None:
    told = season_watch("silences", "add", *options, at=world)
    assert (told.code, told.out) == (code, "")
    assert said in told.err
    assert season_watch("silences", "list", at=world).code == 3
