"""Rules: what the news of a language says, as data. Loads its TOML files and refuses what can't be trusted."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from season_watch.claims.alternation import choices, one_of
from season_watch.claims.assertion import Cue, CueBook, CueWay, Effect, Scope
from season_watch.claims.dates import DateWords, Tense, compile_words
from season_watch.claims.home import HOME
from season_watch.claims.known_literals import known_literals
from season_watch.claims.masks import MACROS
from season_watch.claims.other_shows import NO_SHOW_WORDS, show_words
from season_watch.claims.patterns import Pattern
from season_watch.claims.plain_titles import PlainWords
from season_watch.claims.season import SeasonWords
from season_watch.claims.sentences import MOST_OF_A_SENTENCE
from season_watch.claims.sieve import Sieve
from season_watch.model.claim import STATES, Certainty, Facet, State
from season_watch.model.errors import RuleError

DEFAULT_LANGUAGE = "en"
LEARNED = "learned."
"""What the id begins with of what the classifier found without a rule."""
LANGUAGE_FILE = "language.toml"
"""The words that all other files of a language may use."""
CAST_FILE = "cast.toml"
"""Rules about people: they read names, and have a book of their own."""
_RULES = HOME / "rules"
_MACRO = re.compile(r"\{([a-z_]+)\}")
_FORM = re.compile(r"\{[no]\}")
_DENIALS = frozenset({State.NONE, State.NOT_STARTED, State.NOT_RENEWED})
_AHEAD = frozenset({State.SCHEDULED, State.WINDOW, State.DATE, State.DELAYED})
_DATED = frozenset({Facet.FILMING, Facet.RELEASE})
_NEEDED = frozenset({"id", "facet", "state", "triggers", "patterns", "hits", "misses"})
_MAY_HAVE = {
    "explicit",
    "denies",
    "topic",
    "bound",
    "certainty",
    "tense",
    "unless",
    "unless_after",
    "yields_to",
    "bare",
}
_ALLOWED = _NEEDED | _MAY_HAVE


class Bound(StrEnum):
    """Which side of its date a rule speaks of."""

    ON = "on"
    FROM = "from"
    AFTER = "after"
    UNTIL = "until"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way to make a claim. A match in a sentence that holds none of `triggers` (folded substrings) is none.

    `explicit`: the sentence itself must name the season. `denies`: the rule holds its own negation. `topic`: it
    answers a heading or question of that topic. `bound`: the value lies on, from, after or until the date found.
    `unless` voids a match whose clause, up to the match, it fits, and `unless_after` one whose sentence, behind the
    match, it fits. Where the item claims one of `yields_to`, the rule names the same thing in other words, and claims
    nothing. `bare`: it tells only that somebody is in it, and claims nothing of people of whom the item tells more.
    """

    id: str
    facet: Facet
    state: State
    triggers: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    hits: tuple[str, ...]
    misses: tuple[str, ...]
    tense: Tense
    certainty: Certainty
    explicit: bool
    denies: bool
    topic: str | None
    bound: Bound
    unless: re.Pattern[str] | None
    unless_after: re.Pattern[str] | None
    yields_to: frozenset[State] = frozenset()
    bare: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether the rule looks at the dates of a sentence."""
        return self.facet in _DATED

    def is_triggered(self, folded: str) -> bool:
        """Whether a folded sentence holds one of the triggers."""
        return any(trigger in folded for trigger in self.triggers)

    @property
    def needs_date(self) -> bool:
        """Whether a claim of the rule is none without its date."""
        return self.state in (State.WINDOW, State.SCHEDULED)


Way = tuple[Rule, Pattern]
"""A rule and one of its patterns."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rulebook:
    """All that is known of a language. A language whose `rules` are empty makes no claims.

    `sieve` picks from `ways` by the place, `cue_sieve` from `cue_ways`, and `around_sieve` from those
    of them that reach other sentences.
    """

    language: str
    rules: tuple[Rule, ...]
    ways: tuple[Way, ...]
    sieve: Sieve
    cues: CueBook
    cue_ways: tuple[CueWay, ...]
    cue_sieve: Sieve
    around_ways: tuple[CueWay, ...]
    around_sieve: Sieve
    seasons: SeasonWords
    dates: DateWords
    topics: Mapping[str, re.Pattern[str]]
    abbreviations: re.Pattern[str]
    skipped: re.Pattern[str]
    invented: re.Pattern[str]


@cache
def languages() -> frozenset[str]:
    """The languages that have rules, as ISO 639-1."""
    return frozenset(entry.name for entry in _RULES.iterdir() if entry.is_dir() and not entry.name.startswith("_"))


@cache
def rulebook(language: str) -> Rulebook:
    """The rules of a language. Raises RuleError where a rule is wrong or lacks its examples."""
    return parse(language, {name: text for name, text in texts_of(language).items() if name != CAST_FILE})


@cache
def learned_rule(facet: Facet, state: State) -> Rule:
    """What stands in place of a rule where the classifier made a claim."""
    return Rule(
        id=f"{LEARNED}{facet}.{state}",
        facet=facet,
        state=state,
        triggers=(),
        patterns=(),
        hits=(),
        misses=(),
        tense=Tense.FUTURE if state in _AHEAD else Tense.PAST,
        certainty=Certainty.CONFIRMED,
        explicit=False,
        denies=state in _DENIALS,
        topic=None,
        bound=Bound.ON,
        unless=None,
        unless_after=None,
    )


def texts_of(language: str) -> dict[str, str]:
    """The TOML texts of a language by file name."""
    return {entry.name: entry.read_text("utf-8") for entry in _files(language)}


def _files(language: str) -> Iterator[Path]:
    found = (_RULES / language).iterdir()
    return (entry for entry in sorted(found, key=lambda entry: entry.name) if entry.name.endswith(".toml"))


def parse(language: str, texts: Mapping[str, str]) -> Rulebook:
    """A rulebook from TOML texts by file name: `language.toml`, `dates.toml`, `cues.toml`, and rules in any others;
    `shows.toml` may be missing.

    A file of rules may have [words] of its own, which may use those of the language.
    """
    tables = {name: table_of(name, text) for name, text in texts.items()}
    base, dates, cues = (tables.pop(f"{name}.toml") for name in ("language", "dates", "cues"))
    shows = tables.pop("shows.toml", None)
    words = _words(base, tables.values())
    rules = _rules(tables.values(), words)
    ways = ways_of(rules)
    cue_book = _cue_book(cues, words)
    around = tuple((cue, pattern) for cue, pattern in cue_book.ways if cue.scope in (Scope.LINE, Scope.ITEM))
    needs = known_literals(language).needs
    return Rulebook(
        language=language,
        rules=rules,
        ways=ways,
        sieve=Sieve((pattern.text for _, pattern in ways), needs),
        cues=cue_book,
        cue_ways=cue_book.ways,
        cue_sieve=Sieve((pattern.text for _, pattern in cue_book.ways), needs),
        around_ways=around,
        around_sieve=Sieve((pattern.text for _, pattern in around), needs),
        seasons=_season_words(base["seasons"], shows),
        dates=compile_words(
            dates["patterns"],
            dates["joins"],
            dates["spans"],
            dates["numbers"],
            dates.get("occasions", {}),
            needs,
        ),
        topics={name: _compiled(pattern, words, name) for name, pattern in base["topics"].items()},
        abbreviations=re.compile(base["abbreviations"]),
        skipped=re.compile(base["skipped"]),
        invented=re.compile(base["invented"]),
    )


def rules_of(base: Mapping[str, Any], *tables: Mapping[str, Any]) -> tuple[Rule, ...]:
    """The rules in some tables, which may use the words of `base`, the table of their language."""
    return _rules(tables, _words(base, tables))


def ways_of(rules: Iterable[Rule]) -> tuple[Way, ...]:
    """The patterns of some rules, each beside its rule."""
    return tuple((rule, pattern) for rule in rules for pattern in rule.patterns)


def table_of(name: str, text: str) -> dict[str, Any]:
    """A file's table. Raises RuleError where it is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{name} is no TOML: {error}") from error


def _words(base: Mapping[str, Any], tables: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The macros of a language and of some files; each may use those above it."""
    words = dict(MACROS)
    stated = base["words"] | {name: text for table in tables for name, text in table.get("words", {}).items()}
    for name, pattern in stated.items():
        words[name] = f"(?:{_expanded(pattern, words, name)})"
    return words


def _expanded(pattern: str, words: Mapping[str, str], where: str) -> str:
    unknown = [name for name in _MACRO.findall(pattern) if name not in words]
    if unknown:
        raise RuleError(f"{where} uses {{{unknown[0]}}}, which no word list defines")
    return _MACRO.sub(lambda macro: words[macro[1]], pattern)


def _compiled(pattern: str, words: Mapping[str, str], where: str) -> re.Pattern[str]:
    try:
        return re.compile(_expanded(pattern, words, where))
    except re.error as error:
        raise RuleError(f"{where} has a pattern that is no regular expression: {error}") from error


def _rules(tables: Iterable[Mapping[str, Any]], words: Mapping[str, str]) -> tuple[Rule, ...]:
    rules = tuple(_rule(entry, words) for table in tables for entry in table.get("rule", ()))
    _refuse_twins([rule.id for rule in rules])
    return rules


def _refuse_twins(ids: list[str]) -> None:
    twins = {one for one in ids if ids.count(one) > 1}
    if twins:
        raise RuleError(f"more than one rule is called {min(twins)}")


def _rule(entry: Mapping[str, Any], words: Mapping[str, str]) -> Rule:
    name = entry.get("id", "a rule without an id")
    _check_keys(name, entry)
    facet, state = _enumerated(name, entry)
    return Rule(
        id=name,
        facet=facet,
        state=state,
        triggers=tuple(entry["triggers"]),
        patterns=tuple(Pattern(_expanded(pattern, words, name)) for pattern in entry["patterns"]),
        hits=tuple(entry["hits"]),
        misses=tuple(entry["misses"]),
        tense=Tense[entry["tense"].upper()] if "tense" in entry else Tense.FUTURE if state in _AHEAD else Tense.PAST,
        certainty=Certainty(entry.get("certainty", Certainty.CONFIRMED)),
        explicit=entry.get("explicit", False),
        denies=entry.get("denies", state in _DENIALS),
        topic=entry.get("topic"),
        bound=Bound(entry.get("bound", Bound.ON)),
        unless=_optional(entry, "unless", words),
        unless_after=_optional(entry, "unless_after", words),
        yields_to=frozenset(map(State, entry.get("yields_to", ()))),
        bare=entry.get("bare", False),
    )


def _optional(entry: Mapping[str, Any], key: str, words: Mapping[str, str]) -> re.Pattern[str] | None:
    return _compiled(entry[key], words, entry["id"]) if key in entry else None


def _check_keys(name: str, entry: Mapping[str, Any]) -> None:
    missing = [key for key in sorted(_NEEDED) if not entry.get(key)]
    unknown = sorted(entry.keys() - _ALLOWED)
    if missing:
        raise RuleError(f"{name} has no {missing[0]}: every rule needs {', '.join(sorted(_NEEDED))}")
    if unknown:
        raise RuleError(f"{name} has {unknown[0]}, which no rule may have")


def _enumerated(name: str, entry: Mapping[str, Any]) -> tuple[Facet, State]:
    try:
        facet, state = Facet(entry["facet"]), State(entry["state"])
    except ValueError as error:
        raise RuleError(f"{name}: {error}") from error
    if state not in STATES[facet]:
        raise RuleError(f"{name}: {facet} has no state {state}")
    return facet, state


def _cue_book(table: Mapping[str, Any], words: Mapping[str, str]) -> CueBook:
    return CueBook(
        cues=tuple(_cue(entry, words) for entry in table["cue"]),
        terminators=_compiled(table["terminators"], words, "terminators"),
        asides=_compiled(table.get("asides", "(?!)"), words, "asides"),
        attributions=tuple(_compiled(pattern, words, "attributions") for pattern in table.get("attributions", ())),
    )


def _cue(entry: Mapping[str, Any], words: Mapping[str, str]) -> Cue:
    name = entry["id"]
    if not entry.get("hits") or not entry.get("misses"):
        raise RuleError(f"cue {name} needs hits and misses")
    return Cue(
        id=name,
        effect=Effect(entry["effect"]),
        scope=Scope(entry.get("scope", Scope.CLAUSE)),
        patterns=tuple(map(Pattern, _cue_patterns(entry["patterns"], words, name))),
        reach=entry.get("reach", MOST_OF_A_SENTENCE),
        facets=frozenset(map(Facet, entry.get("facets", ()))),
        hits=tuple(entry["hits"]),
        misses=tuple(entry["misses"]),
    )


def _cue_patterns(patterns: Iterable[str], words: Mapping[str, str], name: str) -> Iterator[str]:
    """The patterns of a cue, its lists of words taken apart: a sentence is tried for those few that it may fit."""
    return (one_of([choice]) for pattern in patterns for choice in choices(_expanded(pattern, words, name)))


def _season_words(table: Mapping[str, Any], shows: Mapping[str, Any] | None) -> SeasonWords:
    numbers, ordinals = table["numbers"], table["ordinals"]
    forms = {"{n}": r"\d{1,2}|" + _any_of(numbers), "{o}": _any_of(ordinals)}
    return SeasonWords(
        numbered=_counted(table["numbered"], forms),
        part=_counted(table["part"], forms),
        numbers=numbers | ordinals,
        unnumbered=re.compile(table["unnumbered"]),
        earlier=re.compile(table["earlier"]),
        networks=frozenset(table["networks"]),
        pronouns=re.compile(table["pronouns"]),
        elliptic=_counted(table.get("elliptic", ["(?!){n}"]), forms),
        shows=show_words(shows, table["networks"]) if shows else NO_SHOW_WORDS,
        ahead=re.compile(table.get("ahead", "(?!)")),
        over=_counted(table.get("over", ["(?!){n}"]), forms),
        plain=PlainWords(
            words=frozenset(table.get("plain", "").split()),
            before_years=re.compile(table.get("before_years", "(?!)")),
        ),
    )


def _any_of(table: Mapping[str, int]) -> str:
    return "|".join(sorted(map(re.escape, table), key=len, reverse=True))


def _counted(patterns: list[str], forms: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(one_of(_with_group(pattern, forms, place) for place, pattern in enumerate(patterns)))


def _with_group(pattern: str, forms: Mapping[str, str], place: int) -> str:
    """A pattern with a group of its own around every number."""
    group = count()
    return _FORM.sub(lambda form: f"(?P<n{place}_{next(group)}>{forms[form[0]]})", pattern)
