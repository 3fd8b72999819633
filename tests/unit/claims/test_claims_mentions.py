"""Which watches an item names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from season_watch.claims.folding import fold
from season_watch.claims.mentions import Mentions, mentioned
from season_watch.claims.names import named_in
from season_watch.model.watch import Watch, WatchName
from tests.stopwatch import least_seconds


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


def test_of_many_watches_the_named_ones_are_found() -> None:
    watches = [watch(f"w{number}", f"Velvet Orchard {number} Tales") for number in range(500)]

    found = Mentions(watches).in_item("Velvet Orchard 7 Tales", "Not the orchard, but velvet orchard 12\ntales.")

    assert found == (watches[7], watches[12])


ODD = tuple(watch(f"w{place}", name) for place, name in enumerate(("a", "b a", "ab", "가나", "a가", "나", "!", "é_a")))


@given(st.text("ab가나é_! \n’\ud800", max_size=12))
def test_what_is_looked_for_in_one_pass_is_what_each_name_alone_finds(text: str) -> None:
    alone = tuple(one for one in ODD if any(named_in(one, fold(f"\n{text}"))))
    assert mentioned(ODD, "", text) == alone


def test_a_name_is_looked_for_under_its_rarest_word() -> None:
    """Else every item with `the` or `orchard` in it would be searched for each of these names."""
    watches = [watch(f"w{number}", f"The Orchard {number}") for number in range(5_000)]
    mentions, text = Mentions(watches), "The orchard is open. " * 70

    seconds = least_seconds(lambda: mentions.in_item("The Orchard", text))

    assert seconds < 0.005, "an item takes 0.1 ms; 5,000 searches would take 100"


def test_what_stands_behind_the_part_that_is_read_mentions_nothing() -> None:
    assert mentioned([LIGHTS], "News", "x" * 50_000 + " Harbour Lights") == ()
