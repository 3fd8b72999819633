"""The literals that ship with the rules are those of the rules' patterns."""

import pytest

from season_watch.claims.known_literals import known_literals, read_needs
from season_watch.claims.rules import languages
from training.literals import sieved

ENOUGH = 0.9
"""A rule or two may be newer than the file; reading all patterns takes most of a second in each new child."""


@pytest.mark.parametrize("language", sorted(languages()))
def test_known_literals_are_those_of_the_patterns(language: str) -> None:
    known = known_literals(language)

    for pattern in sieved(language):
        assert known.needs(pattern) == read_needs(pattern), "make literals"


@pytest.mark.parametrize("language", sorted(languages()))
def test_the_literals_of_nearly_all_patterns_are_known(language: str) -> None:
    known, patterns = known_literals(language), sieved(language)

    assert sum(pattern in known for pattern in patterns) >= ENOUGH * len(patterns), "make literals"
