"""Names as they stand in news texts: what is one, what is none, and how Korean ones are spelt."""

import re

import pytest

from season_watch.claims.cast_hangul import romanised
from season_watch.claims.cast_names import listed
from season_watch.claims.cast_runs import NameWords
from tests.stopwatch import least_seconds

WORDS = NameWords(
    beside=frozenset({"but", "actress", "netflix", "star", "will"}),
    given=frozenset({"will"}),
    things=frozenset({"video", "entertainment"}),
    particles=frozenset({"de", "la", "van"}),
    links=re.compile(r"[,;]? (?:and |& |plus )?(?:star )?"),
    role=re.compile(r" as (?:[a-z'-]+ ){0,6}"),
    plays=re.compile(r" plays "),
    place=re.compile(r"\bin $"),
    part=re.compile(r"\bas (?:[a-z]+ )?$"),
    crew=re.compile(r"\bdirector $"),
    crew_after=re.compile(r", who directs"),
    lone=re.compile(r"\bsinger $"),
    lone_after=re.compile(r", who plays"),
    hangul=None,
)


def names(raw: str) -> list[tuple[str, ...]]:
    return [one.names for one in listed(raw, (), WORDS)]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Nora Falk is here.", [("Nora Falk",)]),
        ("But Nora Falk is here.", [("Nora Falk",)]),
        ("Actress Nora Falk’s agency", [("Nora Falk",)]),
        ("Lina de la Cruz, Jan van Dyk", [("Lina de la Cruz", "Jan van Dyk")]),
        ("J.K. Osei and Monty D. Ray", [("J.K. Osei", "Monty D. Ray")]),
        ("Anne-Marie O’Dell & Ewan McRae", [("Anne-Marie O'Dell", "Ewan McRae")]),
        ("Park Ji-woo (Nam Su-ah) and Lomi (Han)", [("Park Ji-woo", "Lomi")]),
        ("Nora Falk as the stern Captain Reese and Idris Vane as Otto", [("Nora Falk", "Idris Vane")]),
        ("Nora Falk as Reese and Otto", [("Nora Falk",)]),
        ("Nora Falk, ‘Paper Kings’ star Idris Vane", [("Nora Falk", "Idris Vane")]),
        ("J.Osei met Nora Falk", [("Nora Falk",)]),
        ("Mira as Reese", [("Mira",)]),
        ("It begins as Nora Falk returns.", [("Nora Falk",)]),
        ("Park So Star and Han But Hee", [("Park So Star", "Han But-hee")]),
        ("Ko Ji Hoon, Kim Min-Ji and Bae Jae-in", [("Ko Ji-hoon", "Kim Min-ji", "Bae Jae-in")]),
        ("Reese (Nora Falk), Otto (Idris Vane) and a dean (Ann Lund)", [("Nora Falk", "Idris Vane"), ("Ann Lund",)]),
        (
            "Nora Falk, Idris Vane. Vane's late: Reese (Ann Falk)",
            [("Nora Falk", "Idris Vane"), ("Idris Vane",), ("Ann Falk",)],
        ),
        ("Lanterns' Nora Falk and Kings's Idris Vane", [("Nora Falk", "Idris Vane")]),
        ("Nora Falk's Jane Reese", [("Nora Falk",)]),
        ("Sadly, Nora Falk left.", [("Nora Falk",)]),
        ("He died in Oslo, and Nora Falk left.", [("Nora Falk",)]),
        ("Martin, Ann Lund, Martin Vane, Ed Martin", [("Ed Martin", "Ann Lund", "Martin Vane")]),
        ("Nora Falk and Peter Sto", [("Nora Falk", "Peter Sto")]),
        ("Pêpê Osei is back, says Pepe Osei", [("Pêpê Osei",), ("Pêpê Osei",)]),
        ("the students of Kappa U and Nora Falk", [("Nora Falk",)]),
        ("NETFLIX: NORA FALK & EWAN D'ARCY!\nWednesday", [("Nora Falk", "Ewan D'Arcy")]),
        ("Two roles:\nWill Arnett and Will Mazino are here.", [("Will Arnett", "Will Mazino")]),
        ("Here:\nWill Nora Falk return?", [("Nora Falk",)]),
        ("Here is singer Lomi. Lomi, who plays Reese", [("Lomi",), ("Lomi",)]),
        ("Ann Lund's Reese and Nora Falk's Otto", [("Ann Lund", "Nora Falk")]),
        ("Nora Falk; Idris Vane, Ann Lund as Reese; Ed Moss", [("Nora Falk",), ("Idris Vane", "Ann Lund", "Ed Moss")]),
        ("Nora Falk. Falk laughed.", [("Nora Falk",), ("Nora Falk",)]),
    ],
)
def test_names_are_told_in_full_and_list_by_list(raw: str, expected: list[tuple[str, ...]]) -> None:
    assert names(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("Reese is here.", id="one word alone"),
        pytest.param("Prime Video has it.", id="a thing"),
        pytest.param("“Paper Kings” is here.", id="a title in quotes"),
        pytest.param("seen as Nora Falk.", id="a part"),
        pytest.param("Here\nNORA FALK LAUGHED", id="capitals only"),
        pytest.param("StarNews Daily", id="a brand"),
        pytest.param("Nobody Could Ever Read These Many Words Here", id="a headline"),
        pytest.param("director Nora Falk", id="the director"),
        pytest.param("Nora Falk, who directs", id="who directs"),
    ],
)
def test_what_no_actor_is_called_is_no_name(raw: str) -> None:
    assert names(raw) == []


def test_what_names_a_show_is_no_person() -> None:
    assert listed("Harbour Lights and Nora Falk", ((0, 14),), WORDS)[0].names == ("Nora Falk",)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("Nora Falk, " * 20_000, id="one list"),
        pytest.param("Nora " * 40_000, id="one name"),
        pytest.param("Nora Falk as " * 16_000, id="parts"),
        pytest.param("Nora Falk (" * 18_000, id="open brackets"),
        pytest.param("Nora's " * 30_000, id="possessives"),
        pytest.param("A." * 100_000, id="initials"),
        pytest.param("‘Nora" * 40_000, id="open quotes"),
    ],
)
def test_names_are_found_in_linear_time(raw: str) -> None:
    assert least_seconds(lambda: listed(raw, (), WORDS), times=1) < 2.0


@pytest.mark.parametrize(
    ("syllable", "letters"),
    [("한", "han"), ("글", "geul"), ("왕", "wang"), ("십", "sip"), ("리", "ri"), ("꽃", "kkot")],
)
def test_a_syllable_is_spelt_in_the_revised_romanisation(syllable: str, letters: str) -> None:
    assert romanised(syllable) == letters
