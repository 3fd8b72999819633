"""Which watches an item names."""

import pytest

from season_watch.claims.mentions import mentioned
from season_watch.model.watch import Watch, WatchName


def watch(name: str, title: str, *aliases: str) -> Watch:
    return Watch(name=WatchName(name), title=title, season=2, aliases=aliases)


LIGHTS = watch("lights", "Harbour Lights", "등대의 밤", "HL")
BOY = watch("boy", "The Harbour Master’s Boy")
NUMBER = watch("number", "1899")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Harbour Lights is back", [LIGHTS], id="title"),
        pytest.param("HARBOUR LIGHTS’ crew", [LIGHTS], id="capitals and a possessive"),
        pytest.param("harbour\nlights", [LIGHTS], id="over a line break"),
        pytest.param("the harbour master's boy", [BOY], id="another apostrophe"),
        pytest.param("Harbour Lights and The Harbour Master's Boy", [LIGHTS, BOY], id="two, in the order given"),
        pytest.param("'등대의 밤'은 돌아온다", [LIGHTS], id="a particle behind it"),
        pytest.param("an HL recap", [LIGHTS], id="a short alias"),
        pytest.param("HLS streams", [], id="inside a longer word"),
        pytest.param("Harbour Lightship", [], id="a longer title"),
        pytest.param("in 1899, at sea", [NUMBER], id="a title that is a year"),
        pytest.param("21899 boats", [], id="inside a number"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_watches_are_named_by_title_or_alias_as_whole_words(text: str, found: list[Watch]) -> None:
    assert list(mentioned([LIGHTS, BOY, NUMBER], "News", text)) == found


def test_the_headline_counts() -> None:
    assert mentioned([LIGHTS], "Harbour Lights", "") == (LIGHTS,)


def test_no_watches_are_no_mentions() -> None:
    assert mentioned([], "Harbour Lights", "text") == ()
