import pytest

from season_watch.cli.actions.context import in_context, marked
from season_watch.model.claim import Evidence
from tests.vocabulary import item

TEXT = "It was quiet. Filming on season 2 has wrapped, they said.\nMore later. 시즌2 촬영이 끝났다. 기대된다."


def quoted(words: str, text: str = TEXT) -> str:
    story = item("one", title="Season 2 wraps", text=text)
    start = f"{story.title}\n{story.text}".find(words)
    return in_context(story, Evidence(quote=words, start=start, end=start + len(words))).marked()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param("has wrapped", "Filming on season 2 «has wrapped», they said.", id="words in a sentence"),
        pytest.param("It was quiet.", "«It was quiet.»", id="a whole sentence"),
        pytest.param("wraps", "Season 2 «wraps»", id="words of the title"),
        pytest.param("촬영이", "시즌2 «촬영이» 끝났다.", id="a Korean sentence"),
        pytest.param("More later", "«More later».", id="the first of a paragraph"),
    ],
)
def test_evidence_is_shown_in_its_sentence(words: str, sentence: str) -> None:
    assert quoted(words) == sentence


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param(["Filming", "wrapped"], "«Filming» on season 2 has «wrapped», they said.", id="apart"),
        pytest.param(
            ["has wrapped", "Filming on season 2 has"], "«Filming on season 2 has wrapped», they said.", id="over"
        ),
        pytest.param(["quiet. Filming"], "«Filming» on season 2 has wrapped, they said.", id="beyond the sentence"),
        pytest.param(["More later"], "Filming on season 2 has wrapped, they said.", id="elsewhere"),
    ],
)
def test_words_of_a_sentence_are_marked_in_it(words: list[str], sentence: str) -> None:
    story = item("one", title="Season 2 wraps", text=TEXT)
    whole = f"{story.title}\n{story.text}"
    found = [Evidence(quote=one, start=whole.find(one), end=whole.find(one) + len(one)) for one in words]
    start, end = whole.find("Filming"), whole.find("\nMore")

    assert marked(story, Evidence(quote=whole[start:end], start=start, end=end), found) == sentence


def test_a_text_without_full_stops_is_cut() -> None:
    assert len(quoted("wrapped", "word " * 500 + "wrapped " + "word " * 500)) < 650


def test_words_that_the_item_no_longer_holds_stand_alone() -> None:
    assert in_context(item("one"), Evidence(quote="gone", start=3, end=7)).marked() == "«gone»"
