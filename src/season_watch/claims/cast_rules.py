"""Cast rules: the rules of a language that read names, and what it writes around names. See rules/en/cast.toml."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from season_watch.claims.cast_hangul import HangulWords
from season_watch.claims.cast_names import NameWords
from season_watch.claims.masks import MACROS
from season_watch.claims.rules import CAST_FILE, Rule, Way, parse, texts_of
from season_watch.claims.sieve import Sieve

_BASE = ("language.toml", "dates.toml", "cues.toml")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CastBook:
    """The cast rules of a language, the `ways` they match and the `sieve` of those.

    `headings` tell the topic that a heading sets, for the rules that answer one, and `stories` that which a sentence
    sets for the rest of its line. `of` matches what makes people belong to the subject.
    `entry` matches a line of a list of parts, which is no heading; `aside` what tells which season people are known
    from; `pronouns` words for the person named last.
    """

    rules: tuple[Rule, ...]
    ways: tuple[Way, ...]
    sieve: Sieve
    headings: Mapping[str, re.Pattern[str]]
    stories: Mapping[str, re.Pattern[str]]
    of: re.Pattern[str]
    entry: re.Pattern[str]
    aside: re.Pattern[str]
    pronouns: re.Pattern[str]
    names: NameWords


@cache
def cast_book(language: str) -> CastBook | None:
    """The cast rules of a language; None where it has none. Raises RuleError where one is wrong."""
    texts = texts_of(language)
    if CAST_FILE not in texts:
        return None
    book = parse(language, {name: texts[name] for name in (*_BASE, CAST_FILE)})
    table = tomllib.loads(texts[CAST_FILE])
    return CastBook(
        rules=book.rules,
        ways=book.ways,
        sieve=book.sieve,
        headings={name: re.compile(pattern) for name, pattern in table["headings"].items()},
        stories={name: re.compile(pattern) for name, pattern in table["stories"].items()},
        of=re.compile(table["of"]),
        entry=re.compile(table["entry"]),
        aside=re.compile(table["aside"].replace("{season}", MACROS["season"])),
        pronouns=re.compile(table["pronouns"]),
        names=_names(table["names"]),
    )


def _names(table: Mapping[str, Any]) -> NameWords:
    return NameWords(
        beside=frozenset(table["beside"].split()),
        things=frozenset(table["things"].split()),
        particles=frozenset(table["particles"].split()),
        links=re.compile(table["links"]),
        role=re.compile(table["role"]),
        plays=re.compile(table["plays"]),
        part=re.compile(table["part"]),
        place=re.compile(table["place"]),
        crew=re.compile(table["crew"]),
        crew_after=re.compile(table["crew_after"]),
        hangul=_hangul(table["hangul"]) if "hangul" in table else None,
    )


def _hangul(table: Mapping[str, Any]) -> HangulWords:
    return HangulWords(
        surnames=table["surnames"],
        syllables=table["syllables"],
        particles=tuple(table["particles"].split()),
        endings=tuple(table["endings"].split()),
        foreign=dict(pair.split("=") for pair in table["foreign"].split()),
        things=frozenset(table["things"].split()),
    )
