"""List pages: what CSS selectors find on them."""

from datetime import UTC, datetime

import pytest

from season_watch.model.errors import ParseError
from season_watch.model.source import Selectors
from season_watch.parsing.pages import parse_list
from season_watch.parsing.parsed import ParsedSource

URL = "https://www.harbour.example/news/"
PAGE = """<!doctype html><html lang="en-US"><head><title>Harbour | News</title></head><body>
<nav><a href="/">Home</a></nav>
<article><h2><a href="/news/1#comments">Season 2 renewed</a></h2><time datetime="2022-06-06T16:00:00Z">June 6</time>
<p>It is <b>back</b>.</p></article>
<article><h2><a href="2">Filming begins</a></h2><span class="date">July 12, 2023</span></article>
</body></html>"""
ALL = Selectors(entry="article", link="h2 a", title="h2", summary="p", published="time, .date")


def read(page: str, selectors: Selectors = ALL) -> ParsedSource:
    return parse_list(page.encode(), url=URL, content_type="text/html", selectors=selectors, lang=None)


def test_a_list_page_becomes_entries() -> None:
    parsed = read(PAGE)
    first, second = parsed.entries
    assert (parsed.title, parsed.notes) == ("Harbour | News", ())
    assert (first.guid, first.url) == (None, "https://www.harbour.example/news/1")
    assert (first.title, first.text) == ("Season 2 renewed", "It is back.")
    assert (first.outlet, first.lang) == ("harbour.example", "en")
    assert first.published == datetime(2022, 6, 6, 16, tzinfo=UTC)
    assert (second.url, second.text) == ("https://www.harbour.example/news/2", "")
    assert second.published == datetime(2023, 7, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stated", "outlet"),
    [
        pytest.param(' property="og:site_name" content=" The\n Harbour "', "The Harbour", id="stated"),
        pytest.param(' property="og:site_name" content=" "', "harbour.example", id="blank"),
        pytest.param(' property="og:site_name"', "harbour.example", id="without words"),
        pytest.param(' property="og:title" content="News"', "harbour.example", id="something else"),
    ],
)
def test_entries_are_of_the_outlet_that_the_page_says_it_is(stated: str, outlet: str) -> None:
    parsed = read(PAGE.replace("<title>", f"<meta{stated}><title>"))
    assert {entry.outlet for entry in parsed.entries} == {outlet}


def test_an_entry_alone_is_enough_of_a_selector() -> None:
    assert [entry.title for entry in read(PAGE, Selectors(entry="article")).entries] == [
        "Season 2 renewed",
        "Filming begins",
    ]


def test_a_link_can_be_the_entry() -> None:
    parsed = read(PAGE, Selectors(entry="h2 a"))
    assert [entry.url for entry in parsed.entries] == [
        "https://www.harbour.example/news/1",
        "https://www.harbour.example/news/2",
    ]


def test_an_entry_without_a_link_is_left_out_and_noted() -> None:
    parsed = read(PAGE.replace('href="2"', 'href="javascript:void(0)"'))
    assert len(parsed.entries) == 1
    assert parsed.notes == ("bad-link",)


@pytest.mark.parametrize(
    ("page", "selectors", "reason"),
    [
        pytest.param("", ALL, "empty-body", id="empty"),
        pytest.param("<html><form>Log in</form></html>", ALL, "nothing-matched", id="login form"),
        pytest.param("<a " * 100_000, ALL, "nothing-matched", id="300 kB of opening tags"),
        pytest.param("<div>" * 100_000, ALL, "nothing-matched", id="deep nesting"),
        pytest.param("<!--" * 30_000, ALL, "nothing-matched", id="comments"),
        pytest.param("/etc/passwd", ALL, "nothing-matched", id="path"),
        pytest.param(PAGE, Selectors(entry="article >"), "bad-selector", id="bad entry selector"),
        pytest.param(PAGE, Selectors(entry="article", title="h2[["), "bad-selector", id="bad title selector"),
    ],
)
def test_a_page_without_entries_is_refused_in_one_sentence(page: str, selectors: Selectors, reason: str) -> None:
    with pytest.raises(ParseError) as refused:
        read(page, selectors)
    assert refused.value.reason == reason
    assert "\n" not in str(refused.value)


def test_the_refusal_names_the_selector_and_the_page() -> None:
    with pytest.raises(
        ParseError, match=r"The selector '\.card' matches nothing on https://www\.harbour\.example/news/\."
    ):
        read(PAGE, Selectors(entry=".card"))
