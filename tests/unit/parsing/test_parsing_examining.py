"""What stands at an address, told from its body."""

import pytest

from season_watch.model.discovery import Nature
from season_watch.model.errors import ParseError
from season_watch.parsing.examining import Examined, examine

URL = "https://outlet.example/tv"
RSS = "<rss version='2.0'><channel><title>Wire</title><item><title>A</title><link>/a</link></item></channel></rss>"
INDEX = (
    "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>https://o.example/p.xml</loc>"
    "</sitemap><sitemap><loc>https://o.example/news.xml</loc></sitemap></sitemapindex>"
)
ARTICLE = "<html><head><meta property='og:type' content='article'></head><body><h1>A</h1></body></html>"
SECTION = """<html><head><meta property='og:type' content='website'><title>TV</title>
<script type="application/ld+json">{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle"}]}</script>
</head><body></body></html>"""


def examined(body: str, url: str = URL) -> Examined:
    return examine(body.encode(), url=url, content_type="text/html")


@pytest.mark.parametrize(
    ("body", "nature"),
    [
        pytest.param(RSS, Nature.FEED, id="feed, whatever its type says"),
        pytest.param(INDEX, Nature.SITEMAP, id="index of sitemaps"),
        pytest.param(ARTICLE, Nature.ARTICLE, id="article"),
        pytest.param(SECTION, Nature.PAGE, id="a list states its articles and is none"),
        pytest.param("<html><title>Outlet</title></html>", Nature.PAGE, id="page"),
        pytest.param('{"name": "X", "_embedded": {"seasons": []}}', Nature.SHOW, id="show of tvmaze"),
    ],
)
def test_a_body_tells_what_it_is(body: str, nature: Nature) -> None:
    assert examined(body).nature is nature


def test_a_front_page_is_no_article_whatever_it_says() -> None:
    assert examined(ARTICLE, "https://outlet.example/").nature is Nature.PAGE


def test_an_index_leads_to_its_news_first() -> None:
    assert [one.url for one in examined(INDEX).candidates] == ["https://o.example/news.xml", "https://o.example/p.xml"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param("", "empty-body", id="nothing"),
        pytest.param("just words", "not-a-feed", id="text"),
        pytest.param("{}", "not-a-feed", id="some JSON"),
        pytest.param("<html><input type=password></html>", "login-page", id="login"),
        pytest.param("<html><title>Just a moment...</title></html>", "challenge-page", id="challenge"),
        pytest.param("<html><h1>Page not found</h1></html>", "soft-404", id="soft 404"),
        pytest.param(
            "<!DOCTYPE s [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><sitemapindex><sitemap><loc>&b;</loc></sitemap>"
            "</sitemapindex>",
            "not-a-feed",
            id="a sitemap with entities of its own",
        ),
    ],
)
def test_what_is_none_of_it_is_named(body: str, reason: str) -> None:
    with pytest.raises(ParseError) as refused:
        examined(body)
    assert refused.value.reason == reason
