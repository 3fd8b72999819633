"""Alternation: many patterns as one."""

import re
from collections.abc import Iterable
from itertools import groupby

EDGE = r"\b"
NEVER = re.compile(r"(?!)")
"""What no text fits."""


def one_of(patterns: Iterable[str]) -> str:
    """The first pattern that fits. Neighbours look for the edge of a word once and not one by one: far faster."""
    runs = groupby(patterns, key=lambda pattern: pattern.startswith(EDGE))
    return "|".join(_at_edge(run) if edged else "|".join(run) for edged, run in runs)


def _at_edge(patterns: Iterable[str]) -> str:
    choices = "|".join(pattern.removeprefix(EDGE) for pattern in patterns)
    return f"{EDGE}(?:{choices})"
