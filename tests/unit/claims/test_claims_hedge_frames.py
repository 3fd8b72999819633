"""How surely a text says a thing, by the words that reporters hedge with (`hedges.toml`): no hedge is lost."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from season_watch.claims.reader import read
from season_watch.model.claim import Facet
from season_watch.model.watch import Watch, WatchName

WATCH = Watch(name=WatchName("harbour"), title="Harbour Lights", season=2)
FILLER = "\n\n" + "Harbour Lights Harbour Bristol Kelly Moran Dover. " * 6
"""Makes an article of a sentence: short texts count for less."""
LANGUAGES = tomllib.loads(Path(__file__).with_name("hedges.toml").read_text("utf-8"))


def cases() -> Iterator[tuple[str, str, str]]:
    for language, told in LANGUAGES.items():
        for certainty in ("confirmed", "rumoured", "predicted", "none"):
            for hedge in told.get(certainty, ()):
                for statement in told["statements"] if "{}" in hedge else [""]:
                    text = hedge.format(statement)
                    yield language, certainty, text[0].upper() + text[1:]


@pytest.mark.parametrize(("language", "certainty", "text"), list(cases()))
def test_a_hedge_is_heard(language: str, certainty: str, text: str) -> None:
    title = LANGUAGES[language]["title"]
    found = read(WATCH, title=title, text=text + FILLER, published=date(2025, 6, 2), lang=language)
    heard = {str(claim.certainty) for claim in found.claims if claim.facet in (Facet.FILMING, Facet.RELEASE)}
    assert heard == (set() if certainty == "none" else {certainty})
