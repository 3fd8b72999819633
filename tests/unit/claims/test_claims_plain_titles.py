"""Titles that are words of running text, weekdays or years: only context tells that the show is meant."""

from datetime import date

import pytest

from season_watch.claims.reader import read
from season_watch.model.watch import Watch, WatchName

SOMETHING = "Filming on season 2 has begun."
"""It claims what it says for any watched second season, if the item is about its show."""


def _claims(show: str, title: str, text: str, lang: str = "en") -> set[str]:
    watch = Watch(name=WatchName("plain"), title=show, season=2)
    found = read(watch, title=title, text=text, published=date(2026, 11, 20), lang=lang)
    return {f"{claim.facet}.{claim.state}" for claim in found.claims}


@pytest.mark.parametrize(
    ("show", "title", "text"),
    [
        pytest.param("You", "The drama you loved", SOMETHING, id="a small letter"),
        pytest.param("From", "News of the week", f"From the look of it, all is well. {SOMETHING}", id="it begins one"),
        pytest.param("From", "What We Heard From The Set", SOMETHING, id="a headline with all words in capitals"),
        pytest.param("1899", "A drama set in 1899", SOMETHING, id="a year after a preposition"),
        pytest.param("1899", "The winter of 1899 on screen", SOMETHING, id="a year of a time of year"),
        pytest.param("1899", "A tale of March 1899", SOMETHING, id="a year of a month"),
        pytest.param("Wednesday", "Silo has news", f"Apple said on Wednesday: {SOMETHING}", id="a weekday"),
        pytest.param("Wednesday", "Silo was renewed Wednesday", SOMETHING, id="the weekday on which it was renewed"),
        pytest.param("Tú", "La serie que tú quieres", "El rodaje de la temporada 2 ha empezado.", id="Spanish"),
    ],
)
def test_a_plain_word_alone_names_no_show(show: str, title: str, text: str) -> None:
    assert _claims(show, title, text, "es" if show == "Tú" else "en") == set()


@pytest.mark.parametrize(
    ("show", "title", "text"),
    [
        pytest.param("You", "“You” has news", SOMETHING, id="quotes"),
        pytest.param("You", "You season 2: all we know", SOMETHING, id="its season beside it"),
        pytest.param("From", "The second season of From", SOMETHING, id="its season before it"),
        pytest.param("From", "The horror drama From has news", SOMETHING, id="a capital within a sentence"),
        pytest.param("1899", "The drama 1899 has news", SOMETHING, id="a number that is no year here"),
        pytest.param("Wednesday", "Wednesday season 2 has news", SOMETHING, id="a weekday with a season"),
        pytest.param("Wednesday", "Wednesday is renewed for a third run", SOMETHING, id="it is what is renewed"),
        pytest.param("Severance", "Severance has news", SOMETHING, id="no plain word"),
    ],
)
def test_context_makes_a_plain_word_a_title(show: str, title: str, text: str) -> None:
    assert _claims(show, title, text) == {"filming.started"}


def test_what_was_renewed_is_a_title() -> None:
    assert _claims("Wednesday", "Netflix Renews Wednesday", SOMETHING) == {"renewal.renewed", "filming.started"}


def test_where_one_mention_is_sure_the_others_count() -> None:
    text = "You is back: filming on season 2 of You has begun. You will premiere in May 2027."
    assert _claims("You", "Netflix’s thriller returns", text) == {"filming.started", "release.window"}


def test_a_number_with_the_sign_of_a_year_is_one() -> None:
    assert _claims("1899", "1899년의 이야기", "시즌2 촬영을 시작했다.", "ko") == set()
