"""Words of which a language has few (`closed_words.toml`): all known, so that no season and no link is taken amiss."""

import tomllib
from pathlib import Path

import pytest

from season_watch.claims.folding import fold
from season_watch.claims.page import Page
from season_watch.claims.rules import rulebook
from season_watch.claims.season import Whose
from season_watch.claims.sentences import split
from season_watch.model.watch import Watch, WatchName

LANGUAGES = tomllib.loads(Path(__file__).with_name("closed_words.toml").read_text("utf-8"))
CALLED = [(language, words) for language, told in LANGUAGES.items() for words in told["second_season"]]
LINKS = [(language, words) for language, told in LANGUAGES.items() for words in told["links"]]


@pytest.mark.parametrize(("season", "whose"), [(2, Whose.OURS), (3, Whose.OTHER)])
@pytest.mark.parametrize(("language", "words"), CALLED)
def test_a_season_is_known_by_whatever_it_is_called(language: str, words: str, season: int, whose: Whose) -> None:
    watch = Watch(name=WatchName("harbour"), title="Harbour Lights", season=season)
    page = Page(watch, "Harbour Lights", f"bla bla bla {words} bla.", rulebook(language))
    assert [one.whose for one in page.references if one.start > len("Harbour Lights")] == [whose]


@pytest.mark.parametrize(("language", "words"), LINKS)
def test_a_line_of_links_is_not_read(language: str, words: str) -> None:
    book, link = rulebook(language), LANGUAGES[language]["link"]
    text = fold(f"Headline\nA line of text that says something.\n{words}: {link}\nA last line of text.")
    read = [sentence.folded for sentence in split(text, book.abbreviations, book.skipped)]
    assert not any(fold(link) in sentence for sentence in read)
