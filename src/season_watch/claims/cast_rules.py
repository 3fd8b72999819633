"""Cast rules: the rules of a language that read names, and what it writes around names. See rules/en/cast.toml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from season_watch.claims.cast_hangul import HangulWords
from season_watch.claims.cast_runs import NameWords
from season_watch.claims.known_literals import known_literals
from season_watch.claims.masks import MACROS
from season_watch.claims.rules import CAST_FILE, LANGUAGE_FILE, Rule, Way, rules_of, table_of, texts_of, ways_of
from season_watch.claims.sieve import Sieve

NEVER = "(?!)"
"""Matches nothing: what a language does not say."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CastBook:
    """The cast rules of a language, the `ways` they match and the `sieve` of those.

    `headings` tell the topic that a heading sets, for the rules that answer one, and `stories` that which a sentence
    sets for the rest of its line. `of` matches what makes people belong to the subject.
    `offscreen` matches what right behind people says that they are no actors here. `shared` are the ways in which
    people share what the sentence says of those told before them: `Nora Falk joins as Reese, Idris Vane as Otto`.
    `anew` matches what tells that the season has a cast of its own: who is in it has joined.
    `entry` matches a line of a list of parts, which is no heading; `aside` what tells which season people are known
    from; `pronouns` words for the person named last.
    """

    rules: tuple[Rule, ...]
    ways: tuple[Way, ...]
    sieve: Sieve
    headings: Mapping[str, re.Pattern[str]]
    stories: Mapping[str, re.Pattern[str]]
    of: re.Pattern[str]
    offscreen: re.Pattern[str]
    shared: tuple[re.Pattern[str], ...]
    anew: re.Pattern[str]
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
    base, table = (table_of(name, texts[name]) for name in (LANGUAGE_FILE, CAST_FILE))
    rules = rules_of(base, table)
    ways = ways_of(rules)
    return CastBook(
        rules=rules,
        ways=ways,
        sieve=Sieve((pattern.text for _, pattern in ways), known_literals(language).needs),
        headings={name: re.compile(pattern) for name, pattern in table["headings"].items()},
        stories={name: re.compile(pattern) for name, pattern in table["stories"].items()},
        of=re.compile(table["of"]),
        offscreen=re.compile(table.get("offscreen", NEVER)),
        shared=tuple(re.compile(_signed(pattern)) for pattern in table.get("shared", ())),
        anew=re.compile(table.get("anew", NEVER)),
        entry=re.compile(table["entry"]),
        aside=re.compile(_signed(table["aside"])),
        pronouns=re.compile(table["pronouns"]),
        names=_names(table["names"]),
    )


def _signed(pattern: str) -> str:
    """A pattern with the signs of seasons and people for their braces."""
    for name in ("season", "who", "players"):
        pattern = pattern.replace(f"{{{name}}}", MACROS[name])
    return pattern


def _names(table: Mapping[str, Any]) -> NameWords:
    return NameWords(
        beside=frozenset(table["beside"].split()),
        given=frozenset(table.get("given", "").split()),
        things=frozenset(table["things"].split()),
        particles=frozenset(table["particles"].split()),
        links=re.compile(table["links"]),
        role=re.compile(table["role"]),
        plays=re.compile(table["plays"]),
        part=re.compile(table["part"]),
        place=re.compile(table["place"]),
        crew=re.compile(table["crew"]),
        crew_after=re.compile(table["crew_after"]),
        lone=re.compile(table.get("lone", NEVER)),
        lone_after=re.compile(table.get("lone_after", NEVER)),
        hangul=_hangul(table["hangul"]) if "hangul" in table else None,
    )


def _hangul(table: Mapping[str, Any]) -> HangulWords:
    return HangulWords(
        surnames=table["surnames"],
        syllables=table["syllables"],
        given_syllables=frozenset(table["given_syllables"]),
        particles=frozenset(table["particles"].split()),
        endings=tuple(table["endings"].split()),
        foreign=dict(pair.split("=") for pair in table["foreign"].split()),
        things=frozenset(table["things"].split()),
    )
