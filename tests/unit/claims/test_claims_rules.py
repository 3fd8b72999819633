"""Every rule and cue keeps the promises of its own examples, and a rule that makes none does not load."""

import pytest

from season_watch.claims.assertion import Cue, Effect, hear
from season_watch.claims.cast_rules import cast_book
from season_watch.claims.folding import fold
from season_watch.claims.rules import Rule, Rulebook, languages, parse, rulebook
from season_watch.model.errors import RuleError
from tests.unit.claims.reading import reading

BOOKS = [rulebook(language) for language in sorted(languages())]
HITS = [pytest.param(b, r, text, id=f"{r.id}: {text}") for b in BOOKS for r in b.rules for text in r.hits]
MISSES = [pytest.param(b, r, text, id=f"{r.id}: {text}") for b in BOOKS for r in b.rules for text in r.misses]
CUES = [pytest.param(b, c, id=f"{b.language}: {c.id}") for b in BOOKS for c in b.cues.cues]

LANGUAGE = """
abbreviations = 'x\\.$'
skipped = 'Also read'
invented = 'fan-made'
[seasons]
numbered = ['season {n}']
part = ['part {n}']
unnumbered = 'new season'
earlier = 'first run'
networks = []
pronouns = 'it'
numbers = {two = 2}
ordinals = {second = 2}
[topics]
trailer = 'trailer'
[words]
shoot = 'filming'
"""
DATES = "joins = ' or '\nspans = ' to '\npatterns = ['{year}']\n[numbers.month]\nmay = 5\n"
CUE = "[[cue]]\nid = 'not'\neffect = 'negated'\npatterns = ['not']\nhits = ['not']\nmisses = ['so']\n"
CUES_TEXT = "terminators = ';'\n" + CUE
RULE = """
[[rule]]
id = "xx.began"
facet = "filming"
state = "started"
triggers = ["began"]
patterns = ['{shoot} began']
hits = ["Filming began."]
misses = ["The talk began."]
"""


def book_of(rules: str, cues: str = CUES_TEXT) -> Rulebook:
    return parse("xx", {"language.toml": LANGUAGE, "dates.toml": DATES, "cues.toml": cues, "filming.toml": rules})


@pytest.mark.parametrize(("book", "rule", "text"), HITS)
def test_a_rule_fires_in_each_of_its_hits(book: Rulebook, rule: Rule, text: str) -> None:
    claims = reading(text, lang=book.language).claims

    assert [claim for claim in claims if claim.rule == rule.id and claim.state in {rule.state, "date"}]


@pytest.mark.parametrize(("book", "rule", "text"), MISSES)
def test_a_rule_claims_nothing_in_any_of_its_misses(book: Rulebook, rule: Rule, text: str) -> None:
    assert rule.id not in {claim.rule for claim in reading(text, lang=book.language).claims}


@pytest.mark.parametrize(("book", "cue"), CUES)
def test_a_cue_is_heard_in_its_hits_and_in_none_of_its_misses(book: Rulebook, cue: Cue) -> None:
    assert all(any(pattern.compiled.search(fold(text)) for pattern in cue.patterns) for text in cue.hits)
    heard = [one.cue.id for text in cue.misses for one in hear(fold(text), book.cues.ways)]
    assert cue.effect is Effect.PSEUDO or cue.id not in heard


@pytest.mark.parametrize("language", sorted(languages()))
def test_no_trigger_of_a_rule_holds_another_of_it(language: str) -> None:
    cast = cast_book(language)
    rules = (*rulebook(language).rules, *(cast.rules if cast else ()))

    idle = {rule.id: [one for one in rule.triggers if sum(two in one for two in rule.triggers) > 1] for rule in rules}

    assert {rule: triggers for rule, triggers in idle.items() if triggers} == {}


@pytest.mark.parametrize("language", sorted(languages()))
def test_ids_of_rules_begin_with_their_language(language: str) -> None:
    assert all(rule.id.startswith(f"{language}.") for rule in rulebook(language).rules)


def test_a_rule_with_examples_of_both_kinds_loads() -> None:
    assert [rule.id for rule in book_of(RULE).rules] == ["xx.began"]


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        pytest.param(RULE.replace('hits = ["Filming began."]', ""), "has no hits", id="no hits"),
        pytest.param(RULE.replace('misses = ["The talk began."]', "misses = []"), "has no misses", id="empty misses"),
        pytest.param(RULE.replace("triggers =", "trigger ="), "has no triggers", id="misspelt key"),
        pytest.param(RULE + "topics = 'x'\n", "which no rule may have", id="unknown key"),
        pytest.param(RULE.replace("{shoot}", "{shot}"), "no word list defines", id="unknown word"),
        pytest.param(RULE.replace("{shoot} began", "({shoot} began"), "no regular expression", id="broken pattern"),
        pytest.param(RULE.replace('"started"', '"renewed"'), "filming has no state renewed", id="state elsewhere"),
        pytest.param(RULE.replace('"filming"', '"plot"'), "plot", id="unknown facet"),
        pytest.param(RULE + RULE, "more than one rule", id="twins"),
        pytest.param("[[rule]\n", "is no TOML", id="broken file"),
    ],
)
def test_a_rule_that_is_wrong_does_not_load(broken: str, complaint: str) -> None:
    with pytest.raises(RuleError, match=complaint):
        book_of(broken)


def test_a_cue_without_examples_does_not_load() -> None:
    with pytest.raises(RuleError, match="needs hits and misses"):
        book_of(RULE, CUES_TEXT.replace("misses = ['so']", ""))
