"""Feeds that are broken, odd or meant to harm: each gets a clear word or its entries, soon."""

import sys
from contextlib import suppress

import pytest

from season_watch.model.errors import ParseError
from season_watch.parsing.feeds import parse_feed
from season_watch.parsing.parsed import ParsedSource
from tests.stopwatch import least_seconds

URL = "https://a.example/feed.xml"
SOON = 2.0
"""Seconds: the promise is made for an idle machine, and these take a tenth of it."""


def rss(*items: str, doctype: str = "") -> str:
    inside = "".join(items)
    head = f'<?xml version="1.0" encoding="utf-8"?>{doctype}'
    return f'{head}<rss version="2.0"><channel><title>T</title>{inside}</channel></rss>'


def item(title: str = "t", text: str = "d") -> str:
    return f"<item><title>{title}</title><link>https://a.example/1</link><description>{text}</description></item>"


def read(body: str | bytes, content_type: str = "text/xml") -> ParsedSource:
    raw = body.encode() if isinstance(body, str) else body
    return parse_feed(raw, url=URL, content_type=content_type, lang=None)


REFUSED = [
    pytest.param(b"<!doctype html><html><form>Log in <rss></rss></form></html>", "not-a-feed", id="captive portal"),
    pytest.param(b'<?xml version="1.0"?><sitemap><url/></sitemap>', "not-a-feed", id="other XML"),
    pytest.param(b'{"items": []}', "not-a-feed", id="JSON"),
    pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", "not-a-feed", id="picture"),
    pytest.param(b"/etc/passwd", "not-a-feed", id="path"),
    pytest.param(b"http://127.0.0.1:9/feed", "not-a-feed", id="address"),
    pytest.param(b"<item><rss <channel<link></item</link<", "not-a-feed", id="what feedparser falls over"),
    pytest.param(b"<rdf >", "not-a-feed", id="a word that looks like a root"),
]


@pytest.mark.parametrize(("body", "reason"), REFUSED)
def test_what_is_no_feed_is_refused_in_one_sentence(body: bytes, reason: str) -> None:
    with pytest.raises(ParseError) as refused:
        read(body)
    assert refused.value.reason == reason
    assert URL in str(refused.value)
    assert str(refused.value).count("\n") == 0


@pytest.mark.parametrize("body", [b"", b" \r\n\t", b"\xef\xbb\xbf"], ids=["empty", "white space", "a mark alone"])
def test_a_body_without_anything_lists_nothing(body: bytes) -> None:
    assert read(body) == ParsedSource(title="", entries=())


_opened: list[str] = []
_watching = False


def _note_opening(event: str, arguments: tuple[object, ...]) -> None:
    if _watching and event in {"open", "socket.connect", "socket.getaddrinfo", "urllib.Request"}:
        _opened.append(f"{event} {arguments[0]}")


sys.addaudithook(_note_opening)  # can't be removed, so it only looks while it is told to


@pytest.mark.parametrize(
    "body", ["/etc/passwd", "/etc/hostname\n", "file:///etc/passwd", "http://127.0.0.1:9/feed", "<rss>/etc/passwd"]
)
def test_a_body_that_looks_like_an_address_opens_nothing(body: str) -> None:
    # What is imported at first use, by the fast reader and by feedparser's two, is not opened by the body.
    for title in ("t", "<b>t</b>", "&nbsp;"):
        read(rss(item(title)))
    global _watching  # noqa: PLW0603 - an audit hook can't be given an argument
    _opened.clear()
    _watching = True
    try:
        with suppress(ParseError):
            read(body)
    finally:
        _watching = False
    assert _opened == []


LAUGHS = "<!DOCTYPE l [<!ENTITY a0 'lol'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)
) + "]>"  # fmt: skip
LONG_ENTITY = f"<!DOCTYPE l [<!ENTITY q '{'x' * 50_000}'>]>"
LONG_ENTITY_WITH_BRACKET = f"<!DOCTYPE l [<!ENTITY q '<rss >{'x' * 50_000}'>]>"
HARMFUL = [
    pytest.param(rss(item("&a9;"), doctype=LAUGHS), id="a billion laughs"),
    pytest.param(rss(item("&q;" * 10_000), doctype=LONG_ENTITY), id="one long entity, often"),
    pytest.param(rss(item("&q;" * 10_000), doctype=LONG_ENTITY_WITH_BRACKET), id="an entity that holds a bracket"),
    pytest.param(rss(item(text=f'&lt;p style="{"a" * 1_000_000}"&gt;x&lt;/p&gt;')), id="long style"),
    pytest.param(rss(item(text="&lt;!--" * 150_000)), id="many comments"),
    pytest.param(rss(item(text=f"&lt;p {' '.join(f'a{n}=1' for n in range(50_000))}&gt;x")), id="many attributes"),
    pytest.param(rss(item(text="&lt;div&gt;" * 100_000)), id="deep markup"),
    pytest.param(rss(f"<item>{'<a>' * 50_000}{'</a>' * 50_000}</item>", item()), id="deep XML"),
]


@pytest.mark.parametrize("body", HARMFUL)
def test_what_is_meant_to_exhaust_the_reader_is_read_soon_and_stays_small(body: str) -> None:
    (entry,) = read(body).entries

    assert least_seconds(lambda: read(body)) < SOON
    assert len(entry.title) + len(entry.text) < 100_000


ODD = [
    pytest.param(rss(item("Café")).encode("utf-16"), "Café", (), id="UTF-16 labelled UTF-8"),
    pytest.param(rss(item("Café")).encode("utf-16-le"), "Café", (), id="UTF-16 without a mark"),
    pytest.param(rss(item("Café “2”")).encode("cp1252"), "Café “2”", ("encoding",), id="Windows-1252 labelled UTF-8"),
    pytest.param(rss(item("지우학 2")).replace("utf-8", "euc-kr").encode("euc-kr"), "지우학 2", (), id="EUC-KR"),
    pytest.param(
        rss(item("지우학 시즌2 촬영")).encode() + b"\xff",
        "지우학 시즌2 촬영",
        ("encoding", "malformed"),
        id="one bad byte",
    ),
    pytest.param(rss(item("a\x00b\x1b[31mc")), "ab[31mc", ("encoding",), id="NUL and ESC"),
    pytest.param(
        rss(item("a\ud800b")).encode("utf-8", "surrogatepass"), "a\ufffdb", ("encoding",), id="lone surrogate"
    ),
    pytest.param(rss(item("a&#xD800;b&#99999999999;")), "a\ufffdb\ufffd", (), id="references to no character"),
    pytest.param(rss(item("a&#x202e;b&#x2066;c")), "abc", (), id="bidi overrides"),
    pytest.param(rss(item("a&#27;b")), "a b", ("malformed",), id="reference to a control"),
    pytest.param(rss(item("Q&nbsp;&mdash;&eacute;")), "Q —é", ("malformed",), id="HTML's entities"),
    pytest.param("<br />\n<b>Warning</b>: x\n" + rss(item()), "t", ("malformed",), id="PHP warning before the XML"),
    pytest.param(rss(item())[:-20], "t", ("malformed",), id="cut off"),
    pytest.param(rss(item("=?utf-8?q?a=0ABcc:_e@x?=")), "=?utf-8?q?a=0ABcc:_e@x?=", (), id="a mail header, undecoded"),
    pytest.param(rss(item()).replace("utf-8", "punycode"), "t", (), id="a codec that no feed is written in"),
]


@pytest.mark.parametrize(("body", "title", "notes"), ODD)
def test_odd_feeds_keep_their_entries(body: str | bytes, title: str, notes: tuple[str, ...]) -> None:
    parsed = read(body)
    assert [entry.title for entry in parsed.entries] == [title]
    assert parsed.notes == notes


def test_what_is_beyond_5000_entries_is_left_out() -> None:
    parsed = read(rss(*[item()] * 5_001))
    assert len(parsed.entries) == 5_000
    assert parsed.notes == ("truncated",)
