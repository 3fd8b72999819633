"""Literals known beforehand: to read those of a language's patterns takes most of a second.

`make literals` writes them beside the rules. A pattern that the file does not name is read when its rulebook is made: a
file that was left behind costs time, and nothing else.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b

from season_watch.claims.home import HOME
from season_watch.claims.literals import literals

FILE = "literals.json"
MESHES = 4
"""How many sets of literals are looked for: a fifth one stops hardly a pattern more."""
_NAME_BYTES = 8

Needs = Callable[[str], Sequence[frozenset[str]]]
"""The sets of which a text must hold one literal each to fit a pattern, the most telling first."""


class KnownLiterals:
    """The literals of some patterns, by the patterns' names."""

    def __init__(self, by_name: Mapping[str, list[list[str]]]) -> None:
        self._by_name = by_name

    def __contains__(self, pattern: str) -> bool:
        return _named(pattern) in self._by_name

    def needs(self, pattern: str) -> Sequence[frozenset[str]]:
        """The literals of any pattern; they are read from itself where they are not known."""
        known = self._by_name.get(_named(pattern))
        return read_needs(pattern) if known is None else [frozenset(need) for need in known]


def known_literals(language: str) -> KnownLiterals:
    """Those of a language; none where it has no file of them."""
    file = HOME / "rules" / language / FILE
    return KnownLiterals(json.loads(file.read_text("utf-8")) if file.is_file() else {})


def read_needs(pattern: str) -> Sequence[frozenset[str]]:
    """The literals of a pattern, from itself."""
    return literals(pattern)[:MESHES]


def written(patterns: Iterable[str]) -> str:
    """The file for these patterns: one a line, so that a rule that changed changes its lines alone."""
    lines = {_named(pattern): [sorted(need) for need in read_needs(pattern)] for pattern in patterns}
    return "{\n" + ",\n".join(f'"{name}": {_as_json(needs)}' for name, needs in sorted(lines.items())) + "\n}\n"


def _as_json(needs: list[list[str]]) -> str:
    return json.dumps(needs, ensure_ascii=False, separators=(",", ":"))


def _named(pattern: str) -> str:
    return blake2b(pattern.encode(), digest_size=_NAME_BYTES).hexdigest()
