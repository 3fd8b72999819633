"""Where other shows are named: each slot of each language keeps the promises of its examples."""

import pytest

from season_watch.claims.other_shows import Slot, show_names, show_words
from season_watch.claims.rules import languages, rulebook
from season_watch.model.errors import RuleError

SLOTS = [(language, slot) for language in sorted(languages()) for slot in rulebook(language).seasons.shows.slots]


def _found(language: str, text: str, slot: Slot) -> list[str]:
    names = show_names(text, rulebook(language).seasons.shows)
    return [text[name.start : name.end] for name in names if name.slot.id == slot.id]


@pytest.mark.parametrize(
    ("language", "slot", "text"),
    [pytest.param(language, slot, hit, id=hit) for language, slot in SLOTS for hit in slot.hits],
)
def test_a_slot_finds_the_name_in_its_hits(language: str, slot: Slot, text: str) -> None:
    before, name, after = text.split("*")
    assert name in _found(language, before + name + after, slot)


@pytest.mark.parametrize(
    ("language", "slot", "text"),
    [pytest.param(language, slot, miss, id=miss) for language, slot in SLOTS for miss in slot.misses],
)
def test_a_slot_finds_nothing_in_its_misses(language: str, slot: Slot, text: str) -> None:
    assert _found(language, text, slot) == []


def test_slots_have_names_of_their_own() -> None:
    ids = [slot.id for _, slot in SLOTS]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "slot",
    [
        pytest.param({"id": "x", "after": " is", "hits": [], "misses": ["a"]}, id="no hit"),
        pytest.param({"id": "x", "after": " is", "hits": ["a"], "misses": []}, id="no miss"),
        pytest.param({"id": "x", "hits": ["a"], "misses": ["a"]}, id="no place"),
    ],
)
def test_a_slot_without_examples_or_place_is_refused(slot: dict[str, object]) -> None:
    table = {"links": "", "no_names": "", "articles": "", "unless": "(?!)", "slot": [slot]}
    with pytest.raises(RuleError, match="x needs hits, misses, and what stands before or after a name"):
        show_words(table, ())
