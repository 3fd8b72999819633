"""Pages that come with status 200 in place of a feed, a list or an article, and are told for what they are."""

from collections.abc import Callable

import pytest

from season_watch.model.errors import ParseError
from season_watch.model.source import Selectors
from season_watch.parsing.articles import extract_article
from season_watch.parsing.blindness import Sign, leads_home, sign_of
from season_watch.parsing.feeds import parse_feed
from season_watch.parsing.markup import html_tree
from season_watch.parsing.pages import parse_list

URL = "https://a.example/tv/1"


def page(body: str, *, title: str = "", head: str = "") -> str:
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


MANY_WORDS = "<p>" + "The series returns to the school where it began, its makers said. " * 40 + "</p>"
CHALLENGE = page(
    "<script>window._cf_chl_opt={cType:'managed'}</script><noscript>x</noscript>", title="Just a moment..."
)
LOGIN = page("<h1>Welcome back</h1><form><input name=u><input type=PASSWORD name=p></form>", title="Sign in")
NOT_FOUND = page("<h1>Page not found</h1><p>Try our search, or these stories.</p>", title="Lantern")
ARTICLE = page(f"<article><h1>Season 2</h1>{MANY_WORDS}</article>", title="Season 2 | Lantern")
NEWS = '<meta property="og:type" content="article">'

SIGNS = [
    pytest.param(CHALLENGE, Sign.CHALLENGE, id="Cloudflare"),
    pytest.param(page("<p>Verifying you are human. This may take a few seconds.</p>"), Sign.CHALLENGE, id="in words"),
    pytest.param(page("<script src='https://geo.captcha-delivery.com/c.js'></script>"), Sign.CHALLENGE, id="DataDome"),
    pytest.param(page("<p>Reference #18.2f</p>", title="Access Denied"), Sign.CHALLENGE, id="access denied"),
    pytest.param(LOGIN, Sign.LOGIN, id="a form with a password"),
    pytest.param(NOT_FOUND, Sign.NOT_FOUND, id="a heading"),
    pytest.param(page(MANY_WORDS, title="404 - Page not found | Lantern"), Sign.NOT_FOUND, id="a title with its site"),
    pytest.param(page("", title="Error 404"), Sign.NOT_FOUND, id="the number"),
    pytest.param(page("<h1>Sorry, this page doesn’t exist.</h1>"), Sign.NOT_FOUND, id="a sentence"),
    pytest.param(page("<h1>This story is no longer available</h1>"), Sign.NOT_FOUND, id="taken down"),
    pytest.param(page("<h1>페이지를 찾을 수 없습니다</h1>"), Sign.NOT_FOUND, id="Korean"),
    pytest.param(page("<h1>Página no encontrada</h1>"), Sign.NOT_FOUND, id="Spanish"),
    pytest.param(page("<h1>Seite nicht gefunden</h1>"), Sign.NOT_FOUND, id="German"),
    pytest.param(ARTICLE, None, id="an article"),
    pytest.param(page("<div id=app></div>"), None, id="nothing"),
    pytest.param(page(MANY_WORDS, title="Season 2 wraps - 404 Media"), None, id="a site named for the number"),
    pytest.param(page(MANY_WORDS + "<form><input type=password></form>"), None, id="a form beside a text"),
    pytest.param(page(MANY_WORDS + "<script src='https://captcha-delivery.com'></script>"), None, id="a guarded text"),
    pytest.param(page("<h1>Page not found</h1>", head=NEWS), None, id="an article of that name"),
    pytest.param(page("<p>A teaser.</p><input type=password>", head=NEWS), None, id="an article for subscribers"),
    pytest.param(page("<h1>The story that was not found until now, and what it means</h1>"), None, id="a headline"),
]


@pytest.mark.parametrize(("markup", "sign"), SIGNS)
def test_a_page_is_told_for_what_it_is(markup: str, sign: Sign | None) -> None:
    assert sign_of(html_tree(markup), markup) is sign


def as_feed(markup: str) -> object:
    return parse_feed(markup.encode(), url=URL, content_type="text/html", lang=None)


def as_list(markup: str) -> object:
    return parse_list(
        markup.encode(), url=URL, content_type="text/html", selectors=Selectors(entry=".teaser"), lang=None
    )


def as_article(markup: str) -> object:
    return extract_article(markup.encode(), url=URL, content_type="text/html")


@pytest.mark.parametrize(
    ("read", "markup", "reason"),
    [
        pytest.param(as_feed, CHALLENGE, "challenge-page", id="a challenge for a feed"),
        pytest.param(as_feed, LOGIN, "not-a-feed", id="a login for a feed"),
        pytest.param(as_feed, NOT_FOUND, "not-a-feed", id="nothing for a feed"),
        pytest.param(as_feed, ARTICLE, "not-a-feed", id="an article for a feed"),
        pytest.param(as_list, CHALLENGE, "challenge-page", id="a challenge for a list"),
        pytest.param(as_list, LOGIN, "login-page", id="a login for a list"),
        pytest.param(as_list, NOT_FOUND, "soft-404", id="nothing for a list"),
        pytest.param(as_list, ARTICLE, "nothing-matched", id="an article for a list"),
        pytest.param(as_article, CHALLENGE, "challenge-page", id="a challenge for an article"),
        pytest.param(as_article, LOGIN, "login-page", id="a login for an article"),
        pytest.param(as_article, NOT_FOUND, "soft-404", id="nothing for an article"),
        pytest.param(as_article, page(""), "no-article", id="an empty page for an article"),
    ],
)
def test_what_came_in_its_place_is_the_reason(read: Callable[[str], object], markup: str, reason: str) -> None:
    with pytest.raises(ParseError) as refused:
        read(markup)
    assert refused.value.reason == reason
    assert type(refused.value.reason) is str  # it crosses to a process that knows no parser
    assert URL in str(refused.value)


def test_the_sentence_says_what_came() -> None:
    with pytest.raises(
        ParseError, match=r"^https://a\.example/tv/1 is not a feed: it is a page that asks to log in\.$"
    ):
        as_feed(LOGIN)


def test_an_entry_that_matches_is_believed_whatever_its_page_looks_like() -> None:
    markup = page("<h1>Not found</h1><div class=teaser><a href=/1>Season 2</a></div>")
    assert as_list(markup)


@pytest.mark.parametrize(
    ("asked", "answered", "leads"),
    [
        ("https://a.example/tv/1", "https://www.a.example/", True),
        ("https://a.example/tv/1", "https://a.example", True),
        ("https://a.example/?p=1", "https://a.example/", True),
        ("https://a.example/tv/1", "https://a.example/tv/1/", False),
        ("https://a.example/tv/1", "https://a.example/?p=1", False),
        ("https://a.example/", "https://a.example/", False),
    ],
)
def test_an_article_that_leads_to_the_front_page_is_gone(asked: str, answered: str, leads: bool) -> None:
    assert leads_home(asked, answered) is leads
