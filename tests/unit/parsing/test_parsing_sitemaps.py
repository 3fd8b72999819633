"""News sitemaps as sources."""

from datetime import UTC, datetime

import pytest

from season_watch.model.errors import ParseError
from season_watch.model.item import Entry
from season_watch.parsing.feeds import parse_feed
from season_watch.parsing.parsed import ParsedSource

URL = "https://a.example/news.xml"
ROOT = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
)
STAMP = "<news:publication_date>2022-06-06T18:00:00+02:00</news:publication_date>"


def page(inside: str = STAMP, *, path: str = "1", title: str = "Season 2 renewed", name: str = "Lantern") -> str:
    publication = f"<news:publication><news:name>{name}</news:name><news:language>en</news:language></news:publication>"
    news = f"<news:news>{publication}{inside}<news:title>{title}</news:title></news:news>"
    return f"<url><loc>https://a.example/{path}</loc>{news}</url>"


def sitemap(*pages: str, root: str = ROOT) -> str:
    return f"<?xml version='1.0' encoding='UTF-8'?>{root}{''.join(pages)}</urlset>"


def read(body: str) -> ParsedSource:
    return parse_feed(body.encode(), url=URL, content_type="application/xml", lang=None)


def test_a_page_with_news_becomes_an_entry() -> None:
    (entry,) = read(sitemap(page())).entries
    assert entry == Entry(
        guid=None,
        url="https://a.example/1",
        title="Season 2 renewed",
        text="",
        published=datetime(2022, 6, 6, 16, tzinfo=UTC),
        outlet="Lantern",
        lang="en",
        digest=entry.digest,
    )


def test_words_that_are_escaped_twice_and_folded_come_out_plain() -> None:
    title = "\n <![CDATA[It&#39;s back:\n Lantern &amp; Co]]> "
    (entry,) = read(sitemap(page(title=title, name="<![CDATA[A &amp; B]]>"))).entries
    assert (entry.title, entry.outlet) == ("It's back: Lantern & Co", "A & B")


def test_a_page_without_news_is_no_entry() -> None:
    parsed = read(sitemap("<url><loc>https://a.example/about</loc></url>", page()))
    assert [entry.url for entry in parsed.entries] == ["https://a.example/1"]
    assert parsed.title == "Lantern"


def test_each_publication_is_an_outlet() -> None:
    parsed = read(sitemap(page(), page(path="2", name="Harbour")))
    assert [entry.outlet for entry in parsed.entries] == ["Lantern", "Harbour"]
    assert parsed.title == ""


def test_a_change_is_dated_where_the_news_is_not() -> None:
    dated = page("").replace("</url>", "<lastmod>2022-06-06</lastmod></url>")
    (entry,) = read(sitemap(dated)).entries
    assert entry.published == datetime(2022, 6, 6, tzinfo=UTC)


def test_a_sitemap_without_pages_is_a_source_without_entries() -> None:
    assert read(sitemap()) == ParsedSource(title="", entries=())


@pytest.mark.parametrize(
    ("body", "title"),
    [
        pytest.param(sitemap(page(title="Fish &nbsp;and chips")), "Fish and chips", id="entities of HTML"),
        pytest.param(sitemap(page())[:-30], "Season 2 renewed", id="cut off"),
    ],
)
def test_a_broken_sitemap_keeps_its_entries(body: str, title: str) -> None:
    parsed = read(body)
    assert [entry.title for entry in parsed.entries] == [title]
    assert parsed.notes == ("malformed",)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(sitemap("<url><loc>https://a.example/about</loc></url>"), id="pages alone"),
        pytest.param(
            "<sitemapindex><sitemap><loc>https://a.example/1.xml</loc></sitemap></sitemapindex>", id="an index"
        ),
    ],
)
def test_a_sitemap_without_news_is_not_a_feed(body: str) -> None:
    with pytest.raises(ParseError) as refused:
        read(body)
    assert refused.value.reason == "not-a-feed"


def test_entities_of_its_own_are_not_opened() -> None:
    doctype = "<!DOCTYPE u [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    body = sitemap(page(title="a &x; b"))
    (entry,) = read(body.replace("?>", f"?>{doctype}", 1)).entries
    assert "root:" not in entry.title
