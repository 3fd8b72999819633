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


HEADLINES = (
    "Netflix orders a second season",
    "Filming has wrapped in Seoul",
    "The trailer is out at last",
    "Who returns and who does not",
    "A premiere date in May",
)
NAMES = ("renewed", "wrapped", "trailer", "cast", "date")


def listed(template: str, path: str, headlines: tuple[str, ...] = HEADLINES) -> str:
    """A list in the markup of `template`, its addresses by `path`."""
    return "".join(
        template.format(path=path.format(name=name, number=number), title=title)
        for number, (name, title) in enumerate(zip(NAMES, headlines, strict=True), 124)
    )


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/2026/11/23/{name}", id="a day and a word"),
        pytest.param("/news/{number}", id="a short number"),
        pytest.param("/article/018/0004{number}", id="a portal's number"),
        pytest.param("/view.php?idx={number}&page=1", id="a number in the query"),
        pytest.param("/tv/{name}", id="one word"),
        pytest.param("/news/season-{name}", id="two words"),
        pytest.param("/{name}.html", id="a file"),
    ],
)
@pytest.mark.parametrize(
    ("template", "entry"),
    [
        ('<li class="story"><a href="{path}">{title}</a></li>', "li.story"),
        ('<article><h3><a href="{path}">{title}</a></h3></article>', "article"),
        ('<div class="row"><a href="{path}">{title}</a></div>', "div.row"),
    ],
)
def test_a_plain_list_is_found_whatever_its_addresses_are(template: str, entry: str, path: str) -> None:
    found = suggested(f"<html><body>{MENU}<main>{listed(template, path)}</main></body></html>")
    assert found is not None
    assert found.entry == entry


KOREAN = (
    "시즌2 제작이 확정됐습니다",
    "시즌2 촬영을 모두 마쳤다",
    "시즌2 예고편이 공개됐다",
    "시즌2 출연진이 돌아온다",
    "시즌2 공개일은 5월 5일",
)


def test_a_plain_list_is_found_in_scripts_that_need_few_signs() -> None:
    found = suggested(f"<main>{listed('<li class=s><a href={path}>{title}</a></li>', '/tv/{name}', KOREAN)}</main>")
    assert found is not None
    assert found.entry == "li.s"


LONG_NAMES = "/a-very-long-section-of-{name}"


@pytest.mark.parametrize(
    "around",
    [
        pytest.param('<div class="menu-main"><ul class="menu">{}</ul></div>', id="a menu"),
        pytest.param('<div id="site-navigation"><ul>{}</ul></div>', id="a navigation by id"),
        pytest.param('<div role="navigation"><ul>{}</ul></div>', id="a navigation by role"),
        pytest.param('<ul class="post-tags">{}</ul>', id="tags"),
        pytest.param('<div class="sidebar"><ul>{}</ul></div>', id="a sidebar"),
        pytest.param('<div class="site-footer"><ul>{}</ul></div>', id="a footer"),
    ],
)
def test_a_menu_is_no_list_and_hides_none(around: str) -> None:
    menu = around.format(listed('<li><a href="{path}">{title}</a></li>', LONG_NAMES))
    stories = listed('<li><a href="{path}">{title}</a></li>', "/tv/{name}")
    assert suggested(f"<html><body>{menu}</body></html>") is None
    found = suggested(f'<html><body>{menu}<main><ul class="stories">{stories}</ul></main></body></html>')
    assert found is not None
    assert found.entry == "ul.stories > li"


def test_a_plain_list_beside_a_plain_menu_is_that_of_the_main_part() -> None:
    menu = '<ul class="menu"><li><a href="/drama">Drama series and films</a></li></ul>'
    stories = listed('<li><a href="{path}">{title}</a></li>', "/tv/{name}")
    found = suggested(f"<html><body>{menu}<main><ul>{stories}</ul></main></body></html>")
    assert found is not None
    assert found.entry == "main li"


@pytest.mark.parametrize(
    "path",
    [
        "/tag/all-of-it-{name}",
        "/author/jane-doe-the-{name}",
        "/tv/page/{number}",
        "/tags/{name}/",
        "/terms-of-use-{name}",
    ],
)
def test_what_lists_articles_is_none(path: str) -> None:
    assert suggested(f"<main>{listed('<li class=s><a href={path}>{title}</a></li>', path)}</main>") is None


@pytest.mark.parametrize("name", ["content-sidebar-wrap", "has-menu-open-not", "layout-with-right-rail", "footnote"])
def test_a_frame_around_all_is_no_menu(name: str) -> None:
    stories = listed('<li class="story"><a href="{path}">{title}</a></li>', "/tv/{name}")
    assert suggested(f'<html><body class="menu"><div class="{name}">{stories}</div></body></html>') is not None
