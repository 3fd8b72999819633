"""Where feeds may be: what pages state in their several ways, and what addresses tell by themselves."""

import pytest

from season_watch.model.discovery import FoundBy
from season_watch.parsing.candidates import (
    MOST_CANDIDATES,
    is_below,
    known_form,
    news_first,
    stated_feeds,
    stated_sitemaps,
    usual_feeds,
)
from season_watch.parsing.markup import html_tree

PAGE = "https://outlet.example/tv/"
CHANNEL = "UC" + "x" * 22
CHANNEL_FEED = f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"


def stated(markup: str, url: str = PAGE) -> list[tuple[str, FoundBy]]:
    return [(one.url, one.found_by) for one in stated_feeds(html_tree(markup), markup, url)]


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        pytest.param(
            '<link rel="alternate" type="application/rss+xml" href="/feed/">',
            [("https://outlet.example/feed/", FoundBy.LINK_TAG)],
            id="rss",
        ),
        pytest.param(
            '<link rel="ALTERNATE nofollow" type="application/atom+xml; charset=utf-8" href="atom">',
            [("https://outlet.example/tv/atom", FoundBy.LINK_TAG)],
            id="atom in odd spelling",
        ),
        pytest.param(
            '<link rel="alternate" type="application/feed+json" href="https://cdn.example/f.json">',
            [("https://cdn.example/f.json", FoundBy.LINK_TAG)],
            id="json feed at another host",
        ),
        pytest.param('<link rel="alternate" type="text/html" hreflang="es" href="/es/">', [], id="a translation"),
        pytest.param('<link rel="alternate" type="application/json+oembed" href="/oembed">', [], id="oembed"),
        pytest.param(
            '<link rel="alternate" type="application/rss+xml" href="javascript:x()">', [], id="no web address"
        ),
        pytest.param('<link rel="alternate" type="application/rss+xml" href="/comments/feed/">', [], id="comments"),
        pytest.param(
            '<script type="application/ld+json">{"@graph": [{"@type": "DataFeed", "url": "/news.json"}]}</script>',
            [("https://outlet.example/news.json", FoundBy.JSON_LD)],
            id="json-ld data feed",
        ),
        pytest.param(
            '<script type="application/ld+json">{"@type": "WebSite", "subjectOf": '
            '{"@type": "MediaObject", "encodingFormat": "application/rss+xml", "contentUrl": "/all"}}</script>',
            [("https://outlet.example/all", FoundBy.JSON_LD)],
            id="json-ld media type",
        ),
        pytest.param(
            '<a href="/rss.xml">RSS</a><a href="/tv/feed/?x=1">here</a><a href="/feedback">say</a>',
            [
                ("https://outlet.example/rss.xml", FoundBy.LINK),
                ("https://outlet.example/tv/feed/?x=1", FoundBy.LINK),
            ],
            id="links",
        ),
    ],
)
def test_a_page_names_its_feeds(markup: str, found: list[tuple[str, FoundBy]]) -> None:
    assert stated(markup) == found


def test_an_address_counts_once_by_its_best_naming() -> None:
    tag = '<link rel="alternate" type="application/rss+xml" title="All  news" href="/feed/">'
    markup = f'<a href="/feed/">RSS</a>{tag}'
    (only,) = stated_feeds(html_tree(markup), markup, PAGE)
    assert (only.found_by, only.title) == (FoundBy.LINK_TAG, "All news")


def test_the_feed_below_an_article_is_that_of_its_comments() -> None:
    markup = (
        '<meta property="og:type" content="article">'
        '<link rel="alternate" type="application/rss+xml" href="/tv/feed/">'
        '<link rel="alternate" type="application/rss+xml" href="/feed/">'
    )
    assert [url for url, _ in stated(markup)] == ["https://outlet.example/feed/"]


def test_a_page_of_a_thousand_feeds_is_cut_short() -> None:
    tags = (f'<link rel="alternate" type="application/rss+xml" href="/{number}">' for number in range(1_000))
    assert len(stated("".join(tags))) == MOST_CANDIDATES


@pytest.mark.parametrize(
    ("url", "feed"),
    [
        pytest.param(f"https://www.youtube.com/channel/{CHANNEL}", CHANNEL_FEED, id="channel"),
        pytest.param(f"https://m.youtube.com/channel/{CHANNEL}/videos", CHANNEL_FEED, id="a channel's tab"),
        pytest.param(
            "https://www.youtube.com/playlist?list=PLx",
            "https://www.youtube.com/feeds/videos.xml?playlist_id=PLx",
            id="playlist",
        ),
        pytest.param("https://www.youtube.com/@netflix", None, id="a handle is known by its page alone"),
        pytest.param(f"https://tube.example/channel/{CHANNEL}", None, id="another site"),
        pytest.param(
            "https://news.google.com/search?q=x&hl=en-US",
            "https://news.google.com/rss/search?q=x&hl=en-US",
            id="google news search",
        ),
        pytest.param("https://news.google.com/topics/CAAq", "https://news.google.com/rss/topics/CAAq", id="a topic"),
        pytest.param(
            "https://www.tvmaze.com/shows/12345/all-of-us-are-dead",
            "https://api.tvmaze.com/shows/12345?embed[]=seasons&embed[]=episodes",
            id="a show of tvmaze",
        ),
        pytest.param("https://news.google.com/rss/search?q=x", None, id="a feed already"),
    ],
)
def test_some_sites_tell_their_feeds_by_their_addresses(url: str, feed: str | None) -> None:
    found = known_form(url)
    assert (found.url if found else None) == feed


def test_a_youtube_page_names_its_channel_in_its_script() -> None:
    markup = f'<script>var x = {{"externalId":"{CHANNEL}"}}</script>'
    assert stated(markup, "https://www.youtube.com/@netflix") == [(CHANNEL_FEED, FoundBy.SITE)]
    assert stated(markup) == []


def test_robots_names_sitemaps_and_those_for_news_come_first() -> None:
    robots = "User-agent: *\nDisallow: /x\nSitemap: https://o.example/all.xml\n sitemap:/news.xml\nSITEMAP: /n.xml.gz\n"
    assert [one.url for one in stated_sitemaps(robots, PAGE)] == [
        "https://outlet.example/news.xml",
        "https://o.example/all.xml",
    ]
    assert news_first(()) == ()


def test_a_sections_own_usual_place_is_tried_first() -> None:
    assert usual_feeds(f"{PAGE}?page=2")[0].url == "https://outlet.example/tv/feed/"
    assert usual_feeds("https://outlet.example/")[0].url == "https://outlet.example/feed/"


def test_below_is_told_by_whole_segments() -> None:
    assert is_below("https://outlet.example/tv/feed/", "https://outlet.example/tv?x=1")
    assert not is_below("https://outlet.example/tvshows/feed/", "https://outlet.example/tv")
