"""Which of the items at hand a text copies, and what it costs to find out."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from string import ascii_lowercase

from season_watch.model.item import Item, ItemId, TextState
from season_watch.pipeline.originals import Originals
from season_watch.stories.copies import COPIED_WITHIN, SHARED_ANCHORS, anchors_of, is_copy, wording
from tests.stopwatch import least_seconds
from tests.vocabulary import item

LETTERS = Random(5)
WORDS = ["".join(LETTERS.choices(ascii_lowercase, k=LETTERS.randint(3, 9))) for _ in range(3000)]
GROWTH = 8


def articles(count: int, random: Random, *, copied: bool = False) -> list[Item]:
    """Articles of chance words, a third of them copies of an earlier one if they are to be."""
    texts = [" ".join(random.choices(WORDS, k=120)) for _ in range(count)]
    if copied:
        texts = [random.choice(texts[: number + 1]) if random.random() < 0.3 else t for number, t in enumerate(texts)]
    return [
        item(f"n{number}", title="Season 2", text=text, text_state=TextState.FULL, fingerprint=text)
        for number, text in enumerate(texts)
    ]


def compared_with_all(items: list[Item], known: dict[ItemId, frozenset[int]], sought: Item) -> ItemId | None:
    """The first of all items that an article copies, by looking at each."""
    anchors = anchors_of(sought.title, sought.text)
    for other in items:
        near = abs(other.published - sought.published) <= COPIED_WITHIN and other.id != sought.id
        shares = len(known.get(other.id, anchors) & anchors) >= SHARED_ANCHORS
        if near and shares and is_copy(wording(other.title, other.text), wording(sought.title, sought.text)):
            return other.id
    return None


def test_the_original_is_the_first_of_all_items_that_said_it() -> None:
    random = Random(7)
    stories = articles(120, random, copied=True)
    known: dict[ItemId, frozenset[int]] = {}
    originals = Originals()
    found = []
    for number, story in enumerate(stories):
        anchors = anchors_of(story.title, story.text)
        expected = compared_with_all(stories[:number], known, story)
        assert originals.of(story, anchors) == expected
        found.append(expected)
        if random.random() < 0.6:
            known[story.id] = anchors
        originals.put(story, known.get(story.id))
    assert None in found
    assert any(found)


def test_an_item_is_found_by_what_it_says_now() -> None:
    before, after = articles(2, Random(3))
    after_anchors = anchors_of(after.title, after.text)
    originals = Originals()
    originals.put(before, anchors_of(before.title, before.text))
    originals.put(item(before.id, title=after.title, text=after.text, fingerprint="f"), after_anchors)

    assert originals.of(after, after_anchors) == before.id
    assert originals.of(item("third", text=before.text), anchors_of(before.title, before.text)) is None


def test_many_articles_cost_in_proportion() -> None:
    stories = [(story, anchors_of(story.title, story.text)) for story in articles(2000, Random(1))]

    def taken(count: int) -> float:
        return least_seconds(lambda: _take(stories[:count]))

    assert taken(2000) < 3 * GROWTH * taken(2000 // GROWTH)


def test_what_every_article_holds_costs_no_more_than_the_rest() -> None:
    """An outlet that opens all its articles with the same paragraph, read for a watch and stored before or not."""
    background = " ".join(WORDS[:80])
    told = articles(1500, Random(2))
    alike = [replace(one, text=f"{background} {one.text}") for one in told]
    stories = [(story, anchors_of(story.title, story.text)) for story in alike[:1200]]

    def taken(count: int) -> float:
        return least_seconds(lambda: _take(stories[:count], stored=alike[1200 : 1200 + count // 4]))

    assert taken(1200) < 3 * GROWTH * taken(1200 // GROWTH)


def _take(stories: list[tuple[Item, frozenset[int]]], stored: Sequence[Item] = ()) -> None:
    originals = Originals()
    for story in stored:
        originals.put(story)
    for story, anchors in stories:
        assert originals.of(story, anchors) is None
        originals.put(story, anchors)
