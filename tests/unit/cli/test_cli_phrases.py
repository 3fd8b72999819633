import pytest

from season_watch.cli.documents import shown_recipient
from season_watch.cli.phrases import counted, outlets_phrase


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
