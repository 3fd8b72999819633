"""Article pages as the systems build them that news sites are made with: the text, and nothing beside it."""

import pytest

from season_watch.parsing.articles import extract_article
from tests.unit.parsing.cms_pages import TEMPLATES, CmsPage, cms_page

STANDFIRST = 3
"""Sentences: what stands above the text in a header of its own, or sums it up in one, is not taken for it."""

WITHOUT_STANDFIRST = {"Arc", "Ghost", "Korean portal"}
BESIDE = {"Blogger": 1, "Korean portal": 1, "broadcaster": 1}
"""Bylines and captions without a name, which only their words tell from text: they claim nothing."""


def text_of(page: CmsPage) -> str:
    article = extract_article(page.html.encode(), url=page.url, content_type="text/html; charset=utf-8")
    return " ".join(article.text.split())


@pytest.mark.parametrize("system", TEMPLATES)
def test_the_whole_text_of_a_page_is_found(system: str) -> None:
    page = cms_page(system)
    missed = [sentence for sentence in page.main if sentence not in text_of(page)]
    assert len(missed) == (STANDFIRST if system in WITHOUT_STANDFIRST else 0), missed


@pytest.mark.parametrize("system", TEMPLATES)
def test_what_stands_beside_the_text_is_left_out(system: str) -> None:
    page = cms_page(system)
    taken = [sentence for sentence in page.beside if sentence in text_of(page)]
    assert len(taken) == BESIDE.get(system, 0), taken
