"""Selectors for list pages: told from what repeats, in the shapes that sites are built in."""

import pytest

from season_watch.model.source import Selectors
from season_watch.parsing.lists import suggest_selectors
from season_watch.parsing.markup import parse_html
from season_watch.parsing.pages import parse_list

URL = "https://outlet.example/tv/"
TEASER = "A teaser that is long enough to be one of a story."
MENU = '<nav><ul><li><a href="/a-very-long-section">A very long section name</a></li></ul></nav>'


def page(box: str, count: int = 5) -> str:
    boxes = "".join(
        box.format(path=f"/2026/a-story-of-number-{n}", title=f"The story number {n}") for n in range(count)
    )
    return f"<html><body>{MENU}<main>{boxes}</main><footer>{MENU}</footer></body></html>"


def suggested(markup: str) -> Selectors | None:
    return suggest_selectors(parse_html(markup), URL)


@pytest.mark.parametrize(
    ("box", "selectors"),
    [
        pytest.param(
            '<article class="card"><a href="{path}"><img></a><h3><a href="{path}">{title}</a></h3>'
            f'<p>{TEASER}</p><time datetime="2026-01-01">Jan</time></article>',
            Selectors(entry="article.card", title="h3", summary="p", published="time"),
            id="cards with all there is",
        ),
        pytest.param(
            '<div class="row"><a href="{path}">{title}</a></div>', Selectors(entry="div.row"), id="rows of one link"
        ),
        pytest.param(
            '<div class="row"><a href="{path}"><img></a><a class="head" href="{path}">{title}</a></div>',
            Selectors(entry="div.row", link="a.head"),
            id="a picture's link in front",
        ),
        pytest.param(
            '<a class="tile" href="{path}"><h4>{title}</h4></a>',
            Selectors(entry="a.tile", title="h4"),
            id="links as boxes",
        ),
    ],
)
def test_a_list_is_told_by_what_repeats(box: str, selectors: Selectors) -> None:
    markup = page(box)
    assert suggested(markup) == selectors
    parsed = parse_list(markup.encode(), url=URL, content_type="text/html", selectors=selectors, lang=None)
    assert [entry.title for entry in parsed.entries] == [f"The story number {n}" for n in range(5)]


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param(page('<a href="{path}">{title}</a>', count=2), id="two links"),
        pytest.param(page('<p><a href="https://other.example{path}">{title}</a></p>'), id="links to elsewhere"),
        pytest.param(page('<p class="x"><a href="/tv">{title}</a></p>'), id="all to one place"),
        pytest.param(page('<p class="x"><a href="{path}">more</a></p>'), id="links without words"),
        pytest.param(MENU * 9, id="menus"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_list_gets_no_selectors(markup: str) -> None:
    assert suggested(markup) is None


@pytest.mark.parametrize("odd", ["o:p", "a$b", "svg:g", "a.b"])
def test_elements_that_a_page_named_itself_hide_no_list(odd: str) -> None:
    """Selectors name no such element: what stands inside is still found, and nothing breaks."""
    card = '<article><h2><a href="{path}">{title}</a></h2></article>'
    assert suggested(page(f'<{odd} class="card">{card}</{odd}>')) == Selectors(entry="article", title="h2")
