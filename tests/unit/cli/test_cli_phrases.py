from datetime import UTC, datetime

import pytest

from season_watch.cli.documents import shown_recipient
from season_watch.cli.phrases import command, counted, outlets_phrase, trouble_phrase
from season_watch.model.trouble import Trouble, TroubleKind


@pytest.mark.parametrize(
    ("outlets", "phrase"),
    [
        (["Variety"], "Variety"),
        (["Variety", "Variety"], "Variety"),
        (["Variety", "Soompi"], "Variety and Soompi"),
        (["Variety", "Soompi", "Yonhap"], "Variety, Soompi and 1 more"),
        (["Variety", "Soompi", "Yonhap", "Soompi", "Deadline"], "Variety, Soompi and 2 more"),
    ],
)
def test_outlets_are_named_once_and_then_counted(outlets: list[str], phrase: str) -> None:
    assert outlets_phrase(outlets) == phrase


def test_one_is_not_many() -> None:
    assert (counted(1, "entry", "entries"), counted(0, "entry", "entries")) == ("1 entry", "0 entries")


@pytest.mark.parametrize(
    ("recipient", "shown"),
    [
        ("you@example.org", "you@example.org"),
        ("https://hooks.example.org/services/T0/secret?key=1", "hooks.example.org/…"),
    ],
)
def test_the_address_of_a_webhook_is_not_shown(recipient: str, shown: str) -> None:
    assert shown_recipient(recipient) == shown


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (TroubleKind.GONE, "is gone"),
        (TroubleKind.UNREADABLE, "can't be read"),
        (TroubleKind.EMPTY, "is empty"),
        (TroubleKind.SILENT, "is silent"),
        (TroubleKind.CERTIFICATE, "won't be readable for long"),
    ],
)
def test_a_trouble_is_said_in_words(kind: TroubleKind, words: str) -> None:
    trouble = Trouble(kind=kind, since=datetime(2026, 3, 10, 12, tzinfo=UTC), why="as it was told")
    assert trouble_phrase(trouble) == f"{words} (told on 2026-03-10): as it was told"


def test_no_trouble_is_not_mentioned() -> None:
    assert trouble_phrase(None) == ""


def test_a_command_to_copy_runs_nothing_else() -> None:
    address = "https://outlet.example/$(reboot)?a=1&b=2"
    assert command("sources", "add", address) == f"`season-watch sources add '{address}'`"
    assert command("sources", "remove", "outlet.example") == "`season-watch sources remove outlet.example`"
