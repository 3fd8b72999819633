"""Patterns are taken apart into their choices, and found in the order in which one pattern of all would find them."""

import re

import pytest

from season_watch.claims.alternation import choices, in_order

TEXT = "an on-air date, an airdate; on air on an air base"


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        pytest.param(r"\b(?:on air|out)\b", [r"\b(?:on air)\b", r"\b(?:out)\b"], id="a list of words"),
        pytest.param(r"(?:a|b)", ["(?:a)", "(?:b)"], id="without edges"),
        pytest.param(
            r"\b(?:a(?:x|y)|[|)]|c\|d)\b", [r"\b(?:a(?:x|y))\b", r"\b(?:[|)])\b", r"\b(?:c\|d)\b"], id="bars inside"
        ),
        pytest.param(r"\b(?:[]|]|[^]|]x)", [r"\b(?:[]|])", r"\b(?:[^]|]x)"], id="sets that begin with a bracket"),
        pytest.param(r"\b(?:a|b) (?:c|d)\b", [r"\b(?:a|b) (?:c|d)\b"], id="two lists in a row"),
        pytest.param("a|b", ["a|b"], id="no list in brackets"),
        pytest.param(r"\bon air\b", [r"\bon air\b"], id="one phrase"),
    ],
)
def test_a_list_of_words_is_taken_apart_and_nothing_else(pattern: str, parts: list[str]) -> None:
    assert list(choices(pattern)) == parts


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"\b(?:air|an|on|date)\b", id="words"),
        pytest.param(r"\b(?:on|on air|an on-air|air|airdate)", id="one begins like another: the first that fits"),
        pytest.param(r"\b(?:air|on air on|an?)\b", id="one lies in another"),
        pytest.param(r"(?:nothing|of it)", id="none"),
    ],
)
def test_choices_find_what_the_whole_pattern_finds(pattern: str) -> None:
    found = in_order([re.compile(choice) for choice in choices(pattern)], TEXT, 0, len(TEXT))

    assert [one.span() for one in found] == [one.span() for one in re.finditer(pattern, TEXT)]
