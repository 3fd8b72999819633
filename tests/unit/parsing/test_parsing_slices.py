"""A feed cut into its items: what is left out changes nothing of what is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from season_watch.parsing.feeds import parse_feed
from season_watch.parsing.parsed import ParsedSource
from season_watch.parsing.slices import cut

URL = "https://a.example/tv/feed.xml"


def item(number: int, *, inside: str = "", link: str | None = None) -> str:
    address = link or f"https://a.example/{number}"
    return f"<item><title>Title {number}</title><link>{address}</link>{inside}</item>"


def rss(*items: str, root: str = "<rss version='2.0'>", head: str = "<title>T</title>", between: str = "\n") -> str:
    return f"<?xml version='1.0' encoding='utf-8'?>\n{root}<channel>{head}{between.join(items)}</channel></rss>"


def read(body: str, known: frozenset[str] = frozenset(), url: str = URL) -> ParsedSource:
    return parse_feed(body.encode(), url=url, content_type="application/xml", lang=None, known=known)


def names(body: str) -> tuple[str, ...]:
    sliced = cut(body.encode(), url=URL)
    assert sliced is not None
    return tuple(one.name for one in sliced.slices)


SOUND = [
    pytest.param(rss(item(1), item(2), item(3)), id="RSS"),
    pytest.param(rss(item(1), item(2), between="<!-- <item></item> -->"), id="an item in a comment"),
    pytest.param(
        rss(item(1, inside="<description><![CDATA[</item><item>]]></description>"), item(2)),
        id="a closing tag in CDATA",
    ),
    pytest.param(rss(item(1, inside="<description>&lt;/item></description>"), item(2)), id="an escaped closing tag"),
    pytest.param(rss(item(1), item(2)).replace("<item>", "<item\n>").replace("</item>", "</item >"), id="white space"),
    pytest.param(rss(item(1, inside="<title>two</title>"), item(2)), id="what feedparser must read"),
    pytest.param(rss(item(1, inside="<description>지우학 “2”</description>"), item(2)), id="more than ASCII"),
    pytest.param(rss(item(1), item(2), item(1)), id="the same item twice"),
    pytest.param(rss(item(1), item(2, link="javascript:x"), item(3)), id="an item without a web address"),
    pytest.param(rss(item(1), item(2), head="", root="<rss xml:base='https://b.example/'>"), id="a base address"),
    pytest.param(
        "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:title>T</a:title>"
        "<a:entry><a:id>https://a.example/1</a:id></a:entry><a:entry><a:id>https://a.example/2</a:id></a:entry></a:feed>",
        id="Atom with a prefix",
    ),
    pytest.param(
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
        f"<channel><title>T</title></channel>{item(1)}{item(2)}</rdf:RDF>",
        id="RSS 1.0",
    ),
]


@pytest.mark.parametrize("body", SOUND)
def test_known_slices_are_left_out_and_the_others_read_as_ever(body: str) -> None:
    whole = read(body)
    assert len(whole.slices) == len(whole.entries) > 1
    for left_out in range(len(whole.slices)):
        known = frozenset(whole.slices[:left_out])
        part = read(body, known)
        kept = [n for n, name in enumerate(whole.slices) if name not in known]
        assert part.entries == tuple(whole.entries[n] for n in kept)
        assert part.slices == tuple(whole.slices[n] for n in kept)
        assert (part.title, part.notes, part.skipped) == (whole.title, whole.notes, known)


def test_a_body_whose_items_are_all_known_brings_none() -> None:
    whole = read(rss(item(1), item(2)))
    again = read(
        rss(item(1), item(2), head="<title>T</title><lastBuildDate>now</lastBuildDate>"), frozenset(whole.slices)
    )
    assert again == ParsedSource(title="T", entries=(), skipped=frozenset(whole.slices))


UNCUT = [
    pytest.param(rss(f"<item><title>a</title>{item(1)}</item>", item(2)), id="items within items"),
    pytest.param(rss(item(1), "<item><entry/><link>https://a.example/1</link></item>"), id="entries within items"),
    pytest.param(rss(item(1), "<item/>"), id="an empty tag"),
    pytest.param(rss(item(1, inside="<description>&nbsp;</description>"), item(2)), id="an entity of HTML"),
    pytest.param(rss(item(1), item(2))[:-20], id="cut off"),
    pytest.param("<br>\n" + rss(item(1)), id="something before the XML"),
    pytest.param(rss(item(1, inside="<x:y/>"), item(2)), id="an undeclared prefix"),
    pytest.param(rss(item(1)).replace("<rss", "<!DOCTYPE rss><rss"), id="a DOCTYPE"),
]


@pytest.mark.parametrize("body", UNCUT)
def test_where_items_cannot_be_told_apart_the_whole_is_read(body: str) -> None:
    known = frozenset(names(rss(item(1), item(2))))
    assert cut(body.encode(), url=URL) is None
    assert read(body, known) == read(body)
    assert read(body).slices == ()


def test_where_feedparser_sees_other_items_the_whole_is_read() -> None:
    body = rss(item(1), "<x:item xmlns:x='urn:x'><x:title>no item of RSS</x:title></x:item>")
    assert len(names(body)) == 2
    assert [entry.title for entry in read(body).entries] == ["Title 1"]
    assert read(body).slices == ()


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(rss(item(1), root="<rss version='2.0' xml:base='https://b.example/'>"), id="base"),
        pytest.param(
            rss(item(1), root="<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'>"), id="namespace"
        ),
        pytest.param(rss(item(1) + " ").replace("<channel>", "<channel lang='ko'>"), id="attribute of an ancestor"),
        pytest.param(rss(item(1, inside=" ")), id="a byte more"),
    ],
)
def test_what_may_change_an_item_changes_its_slice(other: str) -> None:
    assert names(rss(item(1))) != names(other)


def test_a_feed_that_moved_is_read_anew() -> None:
    body = rss(item(1, link="/1"))
    known = frozenset(read(body).slices)
    assert [entry.url for entry in read(body, known, "https://b.example/").entries] == ["https://b.example/1"]


def test_an_item_keeps_its_slice_when_another_comes_before_it() -> None:
    (old,) = names(rss(item(1)))
    assert names(rss(item(2, inside="<x:y xmlns:x='urn:x'/>"), item(1)))[1] == old


INSIDES = st.sampled_from(
    [
        "",
        "<description>&lt;p>a&lt;/p></description>",
        "<description><![CDATA[</item>]]></description>",
        "<title>another</title>",
        "<guid>g</guid>",
        "<pubDate>Mon, 06 Jun 2022 18:00:00 GMT</pubDate>",
        "<source url='u'><title>S</title></source>",
        "<unknown a='b'>text</unknown>",
        "<image><title>I</title></image>",
    ]
)


@given(st.lists(st.tuples(st.integers(1, 9), INSIDES, st.booleans()), min_size=1, max_size=8))
def test_reading_the_unknown_is_reading_the_whole_without_the_known(parts: list[tuple[int, str, bool]]) -> None:
    body = rss(*(item(number, inside=inside) for number, inside, _ in parts))
    whole = read(body)
    known = frozenset(name for name, (_, _, is_known) in zip(whole.slices, parts, strict=True) if is_known)
    expected = tuple(entry for entry, name in zip(whole.entries, whole.slices, strict=True) if name not in known)
    assert read(body, known).entries == expected
