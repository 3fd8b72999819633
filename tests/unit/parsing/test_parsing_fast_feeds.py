"""The fast reader and feedparser: whatever the one reads, the other reads alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from season_watch.parsing.fast_feeds import read_fast
from season_watch.parsing.feedparser_feeds import read_by_feedparser
from season_watch.parsing.found import FoundFeed
from season_watch.parsing.slices import cut

URL = "https://a.example/feed.xml"
NAMESPACES = """xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
 xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:wfw="http://wellformedweb.org/CommentAPI/"
 xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:gd="http://schemas.google.com/g/2005\""""
RSS_ROOT = f'<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" {NAMESPACES}>'
ATOM_ROOT = f'<feed xmlns="http://www.w3.org/2005/Atom" {NAMESPACES}>'


def rss(*items: str, head: str = "<title>T</title>", root: str = RSS_ROOT, tail: str = "") -> str:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f"<?xml version='1.0'?>{root}<channel>{head}{inside}{tail}</channel></rss>"


def atom(*entries: str, head: str = "<title>T</title>", root: str = ATOM_ROOT) -> str:
    return f"{root}{head}{''.join(f'<entry>{entry}</entry>' for entry in entries)}</feed>"


def fast(body: str) -> FoundFeed | None:
    sliced = cut(body.encode(), url=URL)
    return read_fast(sliced, body.encode()) if sliced else None


LINK = "<link>https://a.example/1</link>"
PLAIN_RSS_ITEMS = [
    LINK + "<title>Season 2</title>",
    LINK + "<title>Park &amp;amp; Yoon &amp;#8217;s</title><description>&lt;p&gt;One&lt;/p&gt;</description>",
    LINK + "<title>a &lt; b &amp;c; d</title>",
    "<guid>https://a.example/1</guid><title>T</title>",
    "<guid isPermaLink='true'> https://a.example/1 </guid><title>T</title>",
    "<guid isPermaLink='false'>1</guid><title>T</title>",
    "<guid>https://a.example/g</guid><link/><title>T</title>",
    LINK + "<guid>g</guid><title><![CDATA[C & D]]></title><content:encoded><![CDATA[<p>x</p>]]></content:encoded>",
    LINK + "<content:encoded>&lt;p&gt;long&lt;/p&gt;</content:encoded><description>short</description>",
    LINK + "<pubDate> Mon, 06 Jun 2022 18:00:00 GMT </pubDate><dc:date>2022-06-06</dc:date>",
    LINK + "<pubDate/><atom:updated>2022-06-06T10:00:00Z</atom:updated>",
    LINK + "<title>N - Variety</title><source url='https://v.example'>Variety</source>",
    LINK + "<source url='https://v.example'/><title>Café “2” 지금</title>",
    LINK + "<title>CafÃ©</title><description>encoded twice: Ã©</description>",
    LINK + "<author>a@b.c (A)</author><category domain='x'>TV</category><comments>https://a.example/c</comments>",
    LINK + "<dc:creator>A</dc:creator><wfw:commentRss>x</wfw:commentRss><slash:comments>3</slash:comments>",
    LINK + "<enclosure url='https://a.example/a.mp3' length='1' type='audio/mpeg'/><title>T</title>",
    LINK + "<atom:link rel='self' href='https://a.example/self'/><title>T</title>",
    LINK + "<title>T</title><media:content url='p.jpg'><media:title type='html'>name</media:title></media:content>",
    "<media:content url='p.jpg'><media:title>name</media:title></media:content><title>T</title>" + LINK,
    LINK + "<media:group><media:description>of the video</media:description></media:group><title>T</title>",
    LINK + "<post-id xmlns='com-wordpress:feed-additions:1'>7</post-id><title>T</title>",
    LINK + "<yt:videoId>v</yt:videoId><gd:rating average='1'/><title>T<!-- not shown --></title>",
    "<title>no address</title>",
    " stray text <title>T</title> and more ",
    "",
]
VIDEO = (
    "<yt:videoId>v</yt:videoId><title>V</title><link rel='alternate' href='https://y.example/v'/><media:group>"
    "<media:title>V</media:title><media:content url='u'/><media:thumbnail url='t'/><media:description>Out\n\nnow"
    "</media:description><media:community><media:starRating count='1'/><media:statistics views='2'/>"
    "</media:community></media:group>"
)
PLAIN_ATOM_ENTRIES = [
    "<id>urn:1</id><title>T</title><link href='https://a.example/1'/><updated>2024-02-03T04:05:06Z</updated>",
    "<id>https://a.example/1</id><title type='html'>&lt;b&gt;T&lt;/b&gt; &amp;amp;</title>",
    "<title type='TEXT'>a &lt; b &amp;amp; c</title><link rel='self' href='https://a.example/s'/>",
    "<link rel='Alternate' type='Text/HTML' href='https://a.example/1'/><link rel='replies' href='https://a.example/r'/>",
    "<link type='application/json' href='https://a.example/j'/><id>urn:1</id><title/>",
    "<link href=''/><id>urn:1</id>",
    "<content type='html'>&lt;p&gt;x&lt;/p&gt;</content><summary>short</summary><id>urn:1</id>",
    "<summary type='html'>&lt;p&gt;x&lt;/p&gt;</summary><content>&lt;b&gt;</content><published>2024-01-01</published>",
    "<author><name>A</name><uri>https://a.example/a</uri><gd:image src='x'/></author><category term='t'/><id>1</id>",
    "<title>Café</title><rights>R</rights><contributor><name>B</name></contributor><id>urn:1</id>",
    VIDEO,
]
PLAIN = [
    *(pytest.param(rss(item), id=f"RSS item {n}") for n, item in enumerate(PLAIN_RSS_ITEMS)),
    *(pytest.param(atom(entry), id=f"Atom entry {n}") for n, entry in enumerate(PLAIN_ATOM_ENTRIES)),
    pytest.param(rss(*PLAIN_RSS_ITEMS), id="all items in one feed"),
    pytest.param(atom(*PLAIN_ATOM_ENTRIES), id="all entries in one feed"),
    pytest.param(rss(head=""), id="nothing"),
    pytest.param(rss(LINK, head="", tail="<title>T</title><language>en-GB</language>"), id="title after the items"),
    pytest.param(
        rss(
            LINK,
            head="<image><url>i</url><title>I</title><link>l</link></image><title>T</title><language> de </language>"
            "<skipHours><hour>1</hour></skipHours><atom:link href='s' rel='self'/><sy:updatePeriod>hourly"
            "</sy:updatePeriod><link>https://a.example</link><description>D</description><ttl>60</ttl>",
        ),
        id="everything around items",
    ),
    pytest.param(rss(LINK, root='<rss version="0.91" xml:lang="en_US">'), id="language of the root"),
    pytest.param(rss(LINK, root="<rss>"), id="no version"),
    pytest.param(
        atom("<id>1</id>", root='<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ko">'), id="language of Atom"
    ),
    pytest.param(
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>P</a:title><a:entry><a:id>urn:1</a:id>'
        "<a:title>T</a:title></a:entry></a:feed>",
        id="Atom with a prefix",
    ),
]


@pytest.mark.parametrize("body", PLAIN)
def test_a_plain_feed_is_read_fast_and_as_feedparser_reads_it(body: str) -> None:
    assert fast(body) == read_by_feedparser(body.encode(), URL)


ODD_RSS_ITEMS = [
    LINK + "<title>one</title><title>two</title>",
    LINK + "<title>&lt;b&gt;bold&lt;/b&gt;</title>",
    LINK + "<title>don\x92t</title>",
    LINK + "<title>don&#146;t &#x92;</title>",
    LINK + "<link>https://a.example/2</link>",
    "<link>https:///a.example/1</link>",
    "<link>https://a.example/?a=1&amp;amp;b=2</link>",
    "<atom:link href='https://a.example/1'/><title>T</title>",
    LINK + "<description>one</description><description>two</description>",
    LINK + "<description>one</description><media:description>two</media:description>",
    LINK + "<media:content><media:title>the item's too</media:title></media:content>",
    LINK + "<title>T</title><source url='u'>S</source><media:title>after the source</media:title>",
    LINK + "<title>T</title><image><url>u</url><title>of the picture</title></image>",
    LINK + "<description><p>unescaped</p></description>",
    LINK + "<title>a<b>b</b></title>",
    LINK + "<itunes:summary xmlns:itunes='http://www.itunes.com/DTDs/PodCast-1.0.dtd'>s</itunes:summary>",
    LINK + "<x:title xmlns:x='http://purl.org/dc/elements/1.1/'>of Dublin Core</x:title>",
    LINK + "<media:title xmlns:media='http://other.example/'>of another</media:title><description>d</description>",
    LINK + "<dc:title>of Dublin Core</dc:title>",
    LINK + "<dc:description>one</dc:description>",
    LINK + "<guid isPermaLink='TRUE' lang='en'>g</guid>",
    LINK + "<source url='u'><title>inside</title></source>",
    LINK + "<unknown>x</unknown><published>2024-01-01</published>",
    LINK + "<yt:box><title>within another</title></yt:box>",
    "<link xml:base='https://b.example/'>/1</link><title>T</title>",
]
ODD_ATOM_ENTRIES = [
    "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>x <b>y</b></div></title><id>urn:1</id>",
    "<link href='https://a.example/1'/><link href='https://a.example/2'/><id>urn:1</id>",
    "<content type='image/png'>aGVsbG8=</content><id>urn:1</id>",
    "<content src='https://a.example/c'/><id>urn:1</id>",
    "<summary>one</summary><summary>two</summary><content>three</content><id>urn:1</id>",
    "<source><id>urn:s</id><title>S</title></source><title>T</title><id>urn:1</id>",
    "<link url='https://a.example/1'/><id>urn:1</id>",
    "<title xml:lang='de'>T</title><id>urn:1</id>",
    "<rights type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>x</div></rights><id>urn:1</id>",
]
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
    f"<channel><title>T</title></channel><item>{LINK}</item></rdf:RDF>"
)
ODD = [
    *(rss(item, LINK) for item in ODD_RSS_ITEMS),
    *(atom(entry, "<id>urn:2</id>") for entry in ODD_ATOM_ENTRIES),
    rss(LINK, head="<title>one</title><title>two</title>"),
    rss(LINK, head="<textInput><title>Search</title></textInput><title>T</title>"),
    rss(LINK, root='<rss xml:base="https://b.example/">'),
    rss(LINK, root='<rss xmlns="http://backend.userland.com/rss2">'),
    rss(LINK, root='<rss xmlns:media="http://purl.org/dc/elements/1.1/">'),
    atom("<id>1</id>", root='<feed xmlns="http://www.w3.org/2005/Atom" xmlns:r="http://purl.org/rss/1.0/">'),
    RDF,
    f"<rss><channel><title>T</title></channel><item>{LINK}</item></rss>",
]


@pytest.mark.parametrize("body", ODD)
def test_in_front_of_anything_else_the_fast_reader_gives_up(body: str) -> None:
    assert fast(body) is None


PIECES = st.sampled_from(
    [
        *PLAIN_RSS_ITEMS,
        *ODD_RSS_ITEMS,
        "<hasOwn a='1'/>",
        "<dc:subject>s</dc:subject>",
        "<media:thumbnail url='t'>x</media:thumbnail>",
        "<media:group>",
        "</media:group>",
    ]
)
HEADS = st.sampled_from(["<title>T</title>", "<title>&lt;b&gt;T&lt;/b&gt;</title>", "<dc:title>D</dc:title>", ""])


@given(st.lists(st.lists(PIECES, max_size=4), max_size=4), HEADS)
def test_whatever_is_read_fast_feedparser_reads_alike(items: list[list[str]], head: str) -> None:
    body = rss(*map("".join, items), head=head)
    found = fast(body)
    assert found is None or found == read_by_feedparser(body.encode(), URL)


ATOM_PIECES = st.sampled_from([*PLAIN_ATOM_ENTRIES, *ODD_ATOM_ENTRIES, "<media:title>M</media:title>", "x"])


@given(st.lists(st.lists(ATOM_PIECES, max_size=3), max_size=4))
def test_whatever_atom_is_read_fast_feedparser_reads_alike(entries: list[list[str]]) -> None:
    body = atom(*map("".join, entries))
    found = fast(body)
    assert found is None or found == read_by_feedparser(body.encode(), URL)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=60))
def test_any_text_is_mended_as_feedparser_mends_it(text: str) -> None:
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    body = rss(f"<guid>{safe}</guid><title>{safe}</title><description>{safe}</description>")
    found = fast(body)
    assert found is None or found == read_by_feedparser(body.encode(), URL)
