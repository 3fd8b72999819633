"""Where the words stand that made a rule fire, and the file that holds it."""

from datetime import date
from pathlib import Path

import pytest

import season_watch.claims
from season_watch.claims.cast_rules import CastBook, cast_book
from season_watch.claims.reader import book_of
from season_watch.claims.rules import languages, rulebook
from season_watch.claims.tracing import Tracer, places
from season_watch.model.claim import Evidence
from tests.vocabulary import WATCH

TITLE = "News"
TEXT = "Filming on season 2 of All of Us Are Dead has reportedly begun. Insiders are happy. Season 2 pleases. Will it?"
CAST_BOOKS = [book for language in sorted(languages()) if (book := cast_book(language))]
SENTENCE = Evidence(quote="", start=5, end=68)


@pytest.fixture
def tracer() -> Tracer:
    book = book_of("en")
    assert book is not None
    return Tracer(WATCH, title=TITLE, text=TEXT, book=book, published=date(2025, 6, 1))


def test_a_rule_is_traced_to_the_words_that_it_fits(tracer: Tracer) -> None:
    mark = tracer.rule("en.shoot-began", SENTENCE)

    assert mark.words is not None
    assert mark.means == "filming.started"
    assert mark.words.quote == "Filming on season 2 of All of Us Are Dead has reportedly begun"
    assert f"{TITLE}\n{TEXT}"[mark.words.start : mark.words.end] == mark.words.quote


def test_a_cue_is_traced_to_its_words_and_told_with_its_effect(tracer: Tracer) -> None:
    mark = tracer.cue("reportedly", SENTENCE)

    assert mark.words is not None
    assert (mark.means, mark.words.quote) == ("rumoured", "reportedly")


def test_a_cue_is_looked_for_beyond_its_sentence(tracer: Tracer) -> None:
    words = tracer.cue("unnamed-source", SENTENCE).words

    assert words is not None
    assert words.quote == "Insiders"


@pytest.mark.parametrize("book", CAST_BOOKS)
def test_a_rule_about_people_is_told_with_what_it_claims(book: CastBook) -> None:
    rule = book.rules[0]
    language = rule.id.partition(".")[0]
    mark = Tracer(WATCH, title=TITLE, text=TEXT, book=rulebook(language), published=date(2025, 6, 1)).rule(
        rule.id, SENTENCE
    )

    assert mark.means == f"cast.{rule.state}"
    assert mark.place is not None
    assert mark.place.startswith(f"{language}/cast.toml:")


def test_what_no_pattern_says_has_no_words(tracer: Tracer) -> None:
    for mark in (tracer.rule("en.unheard", SENTENCE), tracer.cue("unheard", SENTENCE)):
        assert (mark.id, mark.words, mark.place) == ("unheard" if mark.id == "unheard" else "en.unheard", None, None)


def test_sentences_on_the_season_in_which_no_rule_fired_are_found(tracer: Tracer) -> None:
    assert [one.quote for one in tracer.unread((SENTENCE,))] == ["Season 2 pleases."]


@pytest.mark.parametrize(
    ("title", "text", "reason"),
    [
        pytest.param(
            "All of Us Are Dead",
            "Season 2 has been renewed. Yes, season 2 has been renewed.",
            "claimed already, by other words or another rule",
            id="a repeat",
        ),
        pytest.param(
            "All of Us Are Dead",
            "Season 2 arrives in 2026. Season 2 arrives in May 2026.",
            "the item says it more exactly elsewhere",
            id="a coarser date",
        ),
        pytest.param(
            "Filming on All of Us Are Dead season 2 has begun",
            "Filming on season 2 has reportedly begun.",
            "the text says it otherwise than its headline",
            id="a headline surer than its text",
        ),
    ],
)
def test_what_merging_left_out_is_told_with_the_reason(title: str, text: str, reason: str) -> None:
    tracer = Tracer(
        WATCH, title=title, text=f"{text}{' More of it soon.' * 20}", book=rulebook("en"), published=date(2025, 6, 1)
    )

    assert [one.reason for one in tracer.left_out()] == [reason]


def test_what_is_claimed_was_not_left_out(tracer: Tracer) -> None:
    assert list(tracer.left_out()) == []


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_rule_and_cue_has_its_place(language: str) -> None:
    home = Path(season_watch.claims.__file__).parent / "rules"
    book = rulebook(language)

    for name in (*(rule.id for rule in book.rules), *(cue.id for cue in book.cues.cues)):
        file, _, line = places(language)[name].partition(":")
        assert name in (home / file).read_text("utf-8").splitlines()[int(line) - 1]
