"""docs/reading.md is what people write rules by: every key that a rule file may have stands there."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import season_watch.claims
from season_watch.claims.assertion import Effect, Scope
from season_watch.claims.findings import Finding, find
from season_watch.claims.page import Page
from season_watch.claims.rules import Bound, Rulebook, parse
from tests.vocabulary import WATCH

PAGE = (Path(__file__).parents[3] / "docs" / "reading.md").read_text("utf-8")
DOCUMENTED = set(re.findall(r"(?<=[`\[.])[a-z_]+(?=[`\].])", PAGE))
EXAMPLE = re.findall(r"^ *```toml\n(.*?)^ *```", PAGE, re.MULTILINE | re.DOTALL)[0]
RULES = Path(season_watch.claims.__file__).parent / "rules"
FREE = {"words", "topics", "headings", "stories", "numbers", "ordinals", "surnames", "syllables"}
"""Tables whose keys are words of the language."""


def keys(table: dict[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        yield key
        inner = value if isinstance(value, list) else [value]
        yield from (one for part in inner if isinstance(part, dict) and key not in FREE for one in keys(part))


@pytest.mark.parametrize("path", sorted(RULES.glob("*/*.toml")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_key_of_a_rule_file_is_documented(path: Path) -> None:
    assert set(keys(tomllib.loads(path.read_text("utf-8")))) - DOCUMENTED == set()


@pytest.mark.parametrize("words", [Effect, Scope, Bound], ids=lambda words: words.__name__)
def test_every_effect_scope_and_bound_is_documented(words: type[Effect | Scope | Bound]) -> None:
    assert set(words) - DOCUMENTED == set()


def test_every_kind_of_date_word_is_documented() -> None:
    kinds = {kind for path in RULES.glob("*/dates.toml") for kind in tomllib.loads(path.read_text("utf-8"))["numbers"]}
    assert kinds - DOCUMENTED == set()


def finds(book: Rulebook, text: str) -> bool:
    """Whether a rule claims something in a sentence."""
    found = find(Page(WATCH, WATCH.label, text, book), date(2025, 1, 1))
    return any(isinstance(one, Finding) for one in found)


def test_the_rule_that_the_page_writes_keeps_its_own_promises() -> None:
    base = {name: (RULES / "en" / name).read_text("utf-8") for name in ("language.toml", "dates.toml", "cues.toml")}
    book = parse("en", base | {"example.toml": EXAMPLE})
    (rule,) = book.rules

    assert all(finds(book, text) for text in rule.hits)
    assert not any(finds(book, text) for text in rule.misses)
