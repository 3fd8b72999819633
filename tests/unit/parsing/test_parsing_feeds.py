"""Feeds: what is read from sound ones."""

from datetime import UTC, datetime

import pytest

from season_watch.model.item import Entry
from season_watch.parsing.feeds import parse_feed
from season_watch.parsing.parsed import ParsedSource

URL = "https://www.lantern.example/feeds/tv.xml"

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Lantern Courier</title><link>https://www.lantern.example/</link><language>en-GB</language>{items}</channel></rss>"""

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ko"><title>Harbour</title><id>urn:h</id>{items}</feed>"""


def feed(body: str, *, lang: str | None = None) -> ParsedSource:
    return parse_feed(body.encode(), url=URL, content_type="application/xml", lang=lang)


def item(inside: str = "", *, title: str = "Season 2 renewed", link: str = "https://www.lantern.example/1") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{inside}</item>"


def only(body: str) -> Entry:
    (entry,) = feed(body).entries
    return entry


def test_an_rss_item_becomes_an_entry() -> None:
    stamp = "<pubDate>Mon, 06 Jun 2022 18:00:00 +0200</pubDate>"
    entry = only(RSS.format(items=item(f"<guid isPermaLink='false'>g1</guid>{stamp}<description>Yes.</description>")))
    assert entry == Entry(
        guid="g1",
        url="https://www.lantern.example/1",
        title="Season 2 renewed",
        text="Yes.",
        published=datetime(2022, 6, 6, 16, tzinfo=UTC),
        outlet="Lantern Courier",
        lang="en",
        digest=entry.digest,
    )


def test_an_atom_entry_becomes_an_entry() -> None:
    entry = only(
        ATOM.format(
            items='<entry><id>urn:1</id><title type="text">2 &lt; 3</title><link href="/1"/>'
            "<updated>2024-02-03T04:05:06Z</updated>"
            '<content type="html">&lt;p&gt;A&lt;/p&gt;&lt;p&gt;B&lt;/p&gt;</content></entry>'
        )
    )
    assert (entry.guid, entry.url) == ("urn:1", "https://www.lantern.example/1")
    assert (entry.title, entry.text) == ("2 < 3", "A\n\nB")
    assert entry.published == datetime(2024, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert (entry.outlet, entry.lang) == ("Harbour", "ko")


def test_a_feed_without_entries_is_a_feed() -> None:
    assert feed(RSS.format(items="")) == ParsedSource(title="Lantern Courier", entries=())


def test_the_owners_language_overrides_the_feeds() -> None:
    (entry,) = feed(RSS.format(items=item()), lang="pt-BR").entries
    assert entry.lang == "pt"


def test_an_aggregators_entry_carries_its_own_outlet() -> None:
    source = '<source url="https://variety.example">Variety</source>'
    entry = only(RSS.format(items=item(source, title="Season 2 renewed - Variety")))
    assert (entry.title, entry.outlet) == ("Season 2 renewed", "Variety")


def test_a_feed_without_a_title_has_its_host_for_an_outlet() -> None:
    assert only(RSS.replace("<title>Lantern Courier</title>", "").format(items=item())).outlet == "lantern.example"


def test_the_longer_of_summary_and_content_is_the_text() -> None:
    inside = (
        "<description>Short.</description><content:encoded><![CDATA[<p>Long.</p><p>Longer.</p>]]></content:encoded>"
    )
    assert only(RSS.format(items=item(inside))).text == "Long.\n\nLonger."


def test_markup_becomes_paragraphs_without_scripts() -> None:
    markup = (
        "<![CDATA[<h2>Cast</h2><p>Park<br>Yoon</p><script>alert(1)</script><style>p{}</style><ul><li>Lomon</li></ul>]]>"
    )
    entry = only(RSS.format(items=item(f"<description>{markup}</description>")))
    assert entry.text == "Cast\n\nPark\nYoon\n\nLomon"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        pytest.param("It&amp;#8217;s &amp;amp; back", "It’s & back", id="escaped twice"),
        pytest.param("&lt;b&gt;All of Us&lt;/b&gt; Are Dead", "All of Us Are Dead", id="markup"),
        pytest.param("\n  Two\n lines ", "Two lines", id="lines"),
        pytest.param("AT&amp;T wins", "AT&T wins", id="ampersand"),
        pytest.param("1 &lt; 2", "1 < 2", id="less than"),
    ],
)
def test_titles_are_one_line_of_plain_text(title: str, shown: str) -> None:
    assert only(RSS.format(items=item(title=title))).title == shown


@pytest.mark.parametrize(
    ("link", "url"),
    [
        pytest.param("/tv/1", "https://www.lantern.example/tv/1", id="absolute path"),
        pytest.param("1.html", "https://www.lantern.example/feeds/1.html", id="relative path"),
        pytest.param("//cdn.example/1", "https://cdn.example/1", id="without a scheme"),
        pytest.param(" https://www.lantern.example/\n1 ", "https://www.lantern.example/1", id="white space"),
    ],
)
def test_links_are_made_absolute(link: str, url: str) -> None:
    assert only(RSS.format(items=item(link=link))).url == url


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://a.example/1",
        "mailto:a@a.example",
        "http://",
        "http://[::1",
        "",
        "http://a.example:99999/1",
    ],
)
def test_an_entry_without_a_web_address_is_left_out(link: str) -> None:
    parsed = feed(RSS.format(items=item(link=link) + item()))
    assert [entry.url for entry in parsed.entries] == ["https://www.lantern.example/1"]
    assert parsed.notes == ("bad-link",)


FIELDS = {"title": "T", "link": "https://a.example/1", "guid": "g", "text": "x"}


def digest(fields: dict[str, str]) -> str:
    inside = f"<guid isPermaLink='false'>{fields['guid']}</guid><description>{fields['text']}</description>"
    return only(RSS.format(items=item(inside, title=fields["title"], link=fields["link"]))).digest


@pytest.mark.parametrize("change", ["title", "text"])
def test_each_change_of_an_entry_changes_its_digest(change: str) -> None:
    assert digest(FIELDS) != digest(FIELDS | {change: FIELDS[change] + "2"})
    assert len(digest(FIELDS)) == 32


@pytest.mark.parametrize("change", ["guid", "link"])
def test_a_new_guid_or_address_alone_leaves_the_digest(change: str) -> None:
    assert digest(FIELDS) == digest(FIELDS | {change: FIELDS[change] + "2"})


@pytest.mark.parametrize(("other", "same"), [("6 Jun 2022 22:15", True), ("7 Jun 2022 10:00", False)])
def test_a_new_day_changes_the_digest_and_a_new_time_does_not(other: str, same: bool) -> None:
    """A page brought up to date may keep what its feed shows; a feed that stamps every entry anew brings no news."""
    stamped = (only(RSS.format(items=item(f"<pubDate>{at} GMT</pubDate>"))) for at in ("6 Jun 2022 10:00", other))
    assert len({entry.digest for entry in stamped}) == (1 if same else 2)


@pytest.mark.parametrize(
    ("stamps", "published"),
    [
        pytest.param(
            "<published>2024-01-02</published><updated>2024-05-06</updated>",
            datetime(2024, 1, 2, tzinfo=UTC),
            id="both",
        ),
        pytest.param("<updated>2024-05-06</updated>", datetime(2024, 5, 6, tzinfo=UTC), id="updated alone"),
        pytest.param(
            "<published/><updated>2024-05-06</updated>", datetime(2024, 5, 6, tzinfo=UTC), id="an empty stamp"
        ),
        pytest.param("<published>soon</published>", None, id="nonsense"),
        pytest.param("<published>0001-01-01T00:00:00Z</published>", None, id="the year 1"),
        pytest.param("", None, id="none"),
    ],
)
def test_an_entry_is_as_old_as_its_first_sensible_stamp(stamps: str, published: datetime | None) -> None:
    items = f'<entry><id>urn:1</id><title>T</title><link href="/1"/>{stamps}</entry>'
    assert only(ATOM.format(items=items)).published == published


def test_a_stamp_that_cannot_be_read_is_not_guessed() -> None:
    assert only(RSS.format(items=item("<pubDate>2024년 01월 02일 12:00:00</pubDate>"))).published is None
