"""What a page hides is no part of its text, and what it hides only at first is."""

import pytest

from season_watch.parsing.articles import extract_article
from season_watch.parsing.markup import html_tree
from season_watch.parsing.unseen import drop_unseen
from tests.stopwatch import least_seconds

TEXT = "Netflix has ordered a second season of its zombie drama, it said on Monday in a clip of its cast."
SECRET = "Squid Game season 3 will premiere on May 5, as we hear from Seoul."


def left(markup: str) -> str:
    page = html_tree(f"<body><article><h1>A report</h1><p>{TEXT}</p>{markup}</article></body>")
    drop_unseen(page)
    return "".join(page.itertext())


HIDDEN = [
    "hidden",
    'hidden="until-found"',
    'aria-hidden="true"',
    'style="display:none"',
    'style="color: red; DISPLAY : none !important"',
    'style="visibility: hidden"',
    'role="dialog"',
    'class="is-hidden"',
    'class="box d-none"',
    'class="sr-only"',
    'class="screen-reader-text"',
    'class="visually-hidden focusable"',
]


@pytest.mark.parametrize("attribute", HIDDEN)
@pytest.mark.parametrize("kind", ["p", "div", "span", "section"])
def test_what_is_hidden_is_gone_and_what_follows_it_stays(kind: str, attribute: str) -> None:
    assert left(f"<{kind} {attribute}>{SECRET}</{kind}>So it is.") == f"A report{TEXT}So it is."


@pytest.mark.parametrize(
    "attribute",
    [
        pytest.param('aria-hidden="false"', id="said to be shown"),
        pytest.param('style="display:block"', id="another style"),
        pytest.param('style="--x-display:none-x"', id="another name"),
        pytest.param('class="hidden-gems"', id="a name that begins alike"),
        pytest.param('class="d-none d-md-block"', id="shown on a wider screen"),
        pytest.param('class="hidden lg:block"', id="shown on a wider screen, in other words"),
        pytest.param('role="main"', id="another role"),
    ],
)
def test_what_is_shown_stays(attribute: str) -> None:
    assert SECRET in left(f"<div {attribute}>{SECRET}</div>")


@pytest.mark.parametrize("holds", ["<h1>A report</h1>", "<article>A report</article>", "<main>A report</main>"])
def test_what_a_script_will_show_stays(holds: str) -> None:
    page = html_tree(f'<body style="visibility:hidden"><div hidden><div>{holds}</div><p>{TEXT}</p></div></body>')
    drop_unseen(page)
    assert "".join(page.itertext()) == f"A report{TEXT}"


def test_words_to_be_read_aloud_stay_where_they_stand_for_what_is_not() -> None:
    written = '<p><span class="sr-only">Netflix</span><span aria-hidden="true"><b>N</b>etflix</span> said so.</p>'
    assert left(written) == f"A report{TEXT}Netflix said so."


@pytest.mark.parametrize("attribute", HIDDEN)
def test_a_short_article_is_read_without_what_it_hides(attribute: str) -> None:
    inner = f"<h1>A report</h1><p>{TEXT}</p><div {attribute}><p>{SECRET}</p></div>"
    markup = f"<html><body><article>{inner}</article></body></html>"
    assert extract_article(markup.encode(), url="https://a.example/1", content_type="text/html").text == TEXT


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("<div hidden>" * 50_000, id="nested"),
        pytest.param("<div hidden>" * 250 + "<h1>x</h1>" * 50_000, id="nested around headlines"),
        pytest.param("<i hidden></i>x" * 50_000, id="many"),
        pytest.param(f'<p style="{"display " * 1_000}">' * 50, id="long styles"),
        pytest.param(f'<p class="{"hidden-" * 1_000}">' * 50, id="long names"),
    ],
)
def test_hostile_pages_take_no_long_time(markup: str) -> None:
    page = html_tree(markup)
    assert least_seconds(lambda: drop_unseen(page), times=1) < 2.0
