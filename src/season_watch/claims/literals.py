"""Literals: strings of which a text must hold one to fit a pattern. Looked for first, they spare most matching.

A blank at an end of a literal is the edge of a word: ` is` is not in `this`, and yet in `isn't`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, TypeAlias

from season_watch.claims.masks import Sign
from season_watch.model.errors import RuleError

_MOST_SPELLINGS = 200
"""Longer lists of what a part of a pattern spells are cut there: literals on one side of the cut are enough."""
_MOST_CHARACTERS = 8
"""A literal is cut to its first letters: eight tell words apart, and a text is looked up for a few lengths alone."""
_WORTH_OF_A_SIGN = 3
"""A sign is one character, and yet in fewer sentences than most pairs of letters are."""
_NOTHING = frozenset({""})
_EDGE = frozenset({" "})
_BLANK = re.compile(r"\s")
_WORD = re.compile(r"(?: (?=\w))?\S+(?:(?<=\w) )?")
"""What stands between blanks, with those blanks that mean the edge of a word."""
_SIGNS = frozenset(sign.value[0] for sign in Sign)
_UNSEEN = frozenset({Sign.DATE.value[0], Sign.PEOPLE.value[0]})
"""Dates are found after literals were looked for, and what rules about people see names some: neither sign tells."""

_Spellings: TypeAlias = frozenset[str]
_Content: TypeAlias = Any
"""What the parser makes of a part of a pattern: another thing for each kind of part."""
_Nodes: TypeAlias = Iterable[tuple[object, _Content]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What is known of a part of a pattern: all that it can spell, or else sets of strings it spells one each of."""

    spellings: _Spellings | None = None
    needs: tuple[_Spellings, ...] = ()

    def all_needs(self) -> tuple[_Spellings, ...]:
        return self.needs if self.spellings is None else (self.spellings,)


def literals(pattern: str) -> list[frozenset[str]]:
    """Sets of strings of one word: a text that the pattern fits has one of each set. The most telling sets first.

    Raises RuleError for what is no pattern.
    """
    try:
        needs = _sequence(_parser.parse(pattern)).all_needs()
    except re.error as error:
        raise RuleError(f"{pattern!r} is no regular expression: {error}") from error
    return _telling(part for need in needs for part in _single_words(need))


def _single_words(spellings: _Spellings) -> Iterator[_Spellings]:
    """The most telling word of each, of two as long the later; and the first and the last word of each."""
    words = [_words(spelling) or [""] for spelling in spellings]
    yield frozenset(max(reversed(some), key=_worth) for some in words)
    yield frozenset(some[0] for some in words)
    yield frozenset(some[-1] for some in words)


def _words(spelling: str) -> list[str]:
    return [word[:_MOST_CHARACTERS] for word in _WORD.findall(_BLANK.sub("  ", spelling))]


def _telling(needs: Iterable[_Spellings]) -> list[_Spellings]:
    """The needs that tell texts apart, the one that the fewest texts meet first: its weakest string counts."""
    known = {need for need in needs if "" not in need and not any(map(_UNSEEN.intersection, need))}
    return sorted(known, key=lambda need: (-min(map(_worth, need)), len(need), sorted(need)))


def _worth(piece: str) -> int:
    return _WORTH_OF_A_SIGN if _SIGNS.intersection(piece) else len(piece)


def _sequence(nodes: _Nodes, before: _Spellings = _NOTHING) -> _Part:
    """What is known of parts in a row; `before` is an edge where one is sure to stand in front of them."""
    run, needs, whole = before, list[_Spellings](), True
    for kind, content in nodes:
        part = _part(kind, content, _EDGE if all(spelling.endswith(" ") for spelling in run) else _NOTHING)
        needs.extend(part.needs)
        spellings = part.spellings
        if spellings is not None and len(run) * len(spellings) <= _MOST_SPELLINGS:
            run = frozenset(before + after for before in run for after in spellings)
            continue
        needs.append(run)
        run, whole = spellings or _NOTHING, False
    return _Part(spellings=run) if whole else _Part(needs=(*needs, run))


def _part(kind: object, content: _Content, before: _Spellings) -> _Part:
    match kind:
        case op.LITERAL:
            return _Part(spellings=frozenset({chr(content)}))
        case op.AT:
            return _Part(spellings=_NOTHING if content is op.AT_NON_BOUNDARY else _EDGE)
        case op.ASSERT | op.ASSERT_NOT:
            return _Part(spellings=_NOTHING)
        case op.IN:
            return _any_character(content)
        case op.SUBPATTERN:
            return _sequence(content[-1], before)
        case op.BRANCH:
            return _branch([_sequence(nodes, before) for nodes in content[1]])
        case op.MAX_REPEAT | op.MIN_REPEAT:
            return _repeat(*content)
        case _:
            return _Part()


def _any_character(choices: _Nodes) -> _Part:
    if all(kind is op.LITERAL for kind, _ in choices):
        return _Part(spellings=frozenset(chr(code) for _, code in choices))
    return _Part()


def _branch(parts: list[_Part]) -> _Part:
    known = [part.spellings for part in parts if part.spellings is not None]
    if len(known) == len(parts) and sum(map(len, known)) <= _MOST_SPELLINGS:
        return _Part(spellings=frozenset().union(*known))
    best = [_telling(words for need in part.all_needs() for words in _single_words(need))[:1] for part in parts]
    return _Part(needs=(frozenset().union(*(need for (need,) in best)),) if all(best) else ())


def _repeat(least: int, most: int, nodes: _Nodes) -> _Part:
    part = _sequence(nodes)
    if (least, most) == (0, 1) and part.spellings is not None:
        return _Part(spellings=part.spellings | _NOTHING)
    return _Part(needs=part.all_needs() if least else ())
