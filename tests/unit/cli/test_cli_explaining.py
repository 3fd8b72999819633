"""What `explain` tells of items in a file and in a database."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from season_watch.cli.actions.accounts import Account, accounts_of, forsaken
from season_watch.cli.actions.cases import Case, cases_of
from season_watch.cli.actions.explaining import explain
from season_watch.cli.options import Options
from tests.unit.cli.kept import keep, write_config

ITEM = {"id": "x", "published": "2025-07-23", "outlet": "O", "title": "A report", "lang": "en"}
WRAPPED = "Filming on All of Us Are Dead season 2 has wrapped."


def cases(folder: Path, *texts: str, **more: str) -> tuple[Case, ...]:
    lines = [{**ITEM, "url": f"https://o.example/{n}", "text": text, **more} for n, text in enumerate(texts)]
    (folder / "items.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return cases_of(Options(config=write_config(folder)), str(folder / "items.jsonl"))


def accounts(case: Case) -> tuple[Account, ...]:
    return tuple(account for heard in case.heard for account in accounts_of(heard))


def shown(folder: Path, capsys: pytest.CaptureFixture[str], what: str = "items.jsonl") -> list[str]:
    explain(
        Options(config=folder / "season-watch.toml"), what if what.isdecimal() else str(folder / what), as_json=False
    )
    return [line.strip() for line in capsys.readouterr().out.splitlines()]


def test_a_claim_is_told_with_the_rule_the_cues_and_where_they_stand(tmp_path: Path) -> None:
    (case,) = cases(tmp_path, "Insiders say that filming on All of Us Are Dead season 2 has begun.")
    (account,) = accounts(case)
    cue = next(cue for cue in account.cues if cue.id == "unnamed-source")

    assert (account.rule.id, account.rule.means) == ("en.shoot-began", "filming.started")
    assert account.rule.place is not None
    assert account.rule.place.startswith("en/filming.toml:")
    assert (cue.means, cue.words and cue.words.quote) == ("rumoured", "Insiders")


def test_a_near_miss_is_told_with_what_it_would_claim_and_what_spoilt_it(tmp_path: Path) -> None:
    (case,) = cases(tmp_path, "By then filming on All of Us Are Dead season 2 would have begun.")
    (account,) = accounts(case)
    (cue,) = account.cues

    assert (account.claim, account.rule.means) == (None, "filming.started")
    assert account.outcome == "spoilt by counterfactual"
    assert (cue.means, cue.words and cue.words.quote) == ("void", "would have begun")


def test_items_of_a_file_are_weighed_one_after_the_other(tmp_path: Path) -> None:
    first, second = cases(tmp_path, WRAPPED, f"Again: {WRAPPED}")

    assert [one.outcome for one in accounts(first)] == ["an update, opened: first confirmed claim"]
    assert [one.outcome for one in accounts(second)] == ["no update: a repeat"]


def test_a_language_without_rules_is_said_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases(tmp_path, WRAPPED, lang="eo")

    assert "There are no rules for the language eo: nothing in the item is taken for a claim." in shown(
        tmp_path, capsys
    )


def test_an_invented_trailer_is_said_to_be_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases(tmp_path, "The trailer of All of Us Are Dead season 2 is out. This video is a fan-made concept.")

    assert any("is made up, by fans" in line for line in shown(tmp_path, capsys))


def test_sentences_that_name_the_season_and_say_nothing_to_any_rule_are_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases(tmp_path, f"{WRAPPED} All of Us Are Dead season 2 is a marvel.")

    lines = shown(tmp_path, capsys)
    assert lines[lines.index("No rule fired in these sentences, which name the season:") + 1 :] == [
        "All of Us Are Dead season 2 is a marvel."
    ]


def test_a_sentence_is_shown_once_with_the_words_of_every_rule_marked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases(tmp_path, "There is neither a trailer nor a release date for All of Us Are Dead season 2 so far.")

    lines = shown(tmp_path, capsys)
    (sentence,) = [line for line in lines if "«" in line]
    assert "neither a trailer nor a release date" in sentence
    assert sum(line.startswith("rule: ") for line in lines) == 2


def test_a_kept_item_is_weighed_on_what_was_claimed_before_it(tmp_path: Path) -> None:
    told = tuple({**ITEM, "id": name, "url": f"https://{name}.example/", "text": f"{name}: {WRAPPED}"} for name in "ab")
    options = Options(config=keep(tmp_path, told))
    (first,), (second,) = cases_of(options, "https://a.example/"), cases_of(options, "https://b.example/")

    (news,), (repeat,) = accounts(first), accounts(second)
    assert (news.update, news.outcome) == (1, "update #1, opened: first confirmed claim")
    assert (repeat.update, repeat.outcome) == (None, "no update: a repeat")


def test_an_update_that_todays_rules_would_not_set_off_is_told(tmp_path: Path) -> None:
    (kept,) = cases_of(Options(config=keep(tmp_path)), "2")
    (plain,) = cases(tmp_path, "Nothing is said of All of Us Are Dead season 2.")
    (heard,), (unclaimed,) = kept.heard, plain.heard

    assert tuple(forsaken(heard)) == ()
    assert tuple(forsaken(replace(unclaimed, updates=heard.updates))) == heard.updates
