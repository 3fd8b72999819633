"""Lists of feeds as other readers write them, and as nobody should."""

import pytest

from season_watch.model.errors import ParseError
from season_watch.parsing.opml import MOST_OUTLINES, Outline, read_opml

URL = "https://outlet.example/feed"


def listed(body: str, head: str = '<?xml version="1.0"?>') -> tuple[Outline, ...]:
    return read_opml(f'{head}<opml version="2.0"><head/><body>{body}</body></opml>'.encode())


@pytest.mark.parametrize(
    ("body", "outline"),
    [
        pytest.param(
            f'<outline text="Wire" type="rss" xmlUrl="{URL}" category="/tv/drama, news"/>',
            Outline(name="Wire", url=URL, categories=("/tv/drama", "news")),
            id="all that is stated",
        ),
        pytest.param(
            f'<outline text="TV"><outline text="Wire" xmlUrl="{URL}"/></outline>',
            Outline(name="Wire", url=URL),
            id="in a folder",
        ),
        pytest.param(
            f'<outline title="Wire" xmlurl=" {URL} "/>', Outline(name="Wire", url=URL), id="as some readers write it"
        ),
        pytest.param(
            f'<outline text="A&#10;B&nbsp;&#27;" xmlUrl="{URL}"/>', Outline(name="A B", url=URL), id="controls"
        ),
        pytest.param(f'<outline text="A & B" xmlUrl="{URL}"/>', Outline(name="A  B", url=URL), id="broken markup"),
    ],
)
def test_a_feed_of_a_list_is_read(body: str, outline: Outline) -> None:
    (found,) = listed(body)
    assert (found.url, found.categories) == (outline.url, outline.categories)
    assert found.name.split() == outline.name.split()


@pytest.mark.parametrize("within", ["", "<!-- </opml> -->"], ids=["cut", "with an end in a comment"])
def test_of_a_list_that_breaks_off_nothing_is_taken(within: str) -> None:
    with pytest.raises(ParseError, match="breaks off"):
        read_opml(f'<opml version="2.0"><body>{within}<outline text="Wire" xmlUrl="{URL}"/><outline te'.encode())


def test_folders_and_links_are_no_feeds() -> None:
    assert listed('<outline text="TV"/><outline type="link" url="https://outlet.example/"/>') == ()


def test_a_list_in_utf_16_is_read() -> None:
    body = f'<?xml version="1.0" encoding="UTF-16"?><opml><body><outline text="회" xmlUrl="{URL}"/></body></opml>'
    assert read_opml(body.encode("utf-16")) == (Outline(name="회", url=URL),)


@pytest.mark.parametrize(
    "declared",
    [
        pytest.param('<!ENTITY x SYSTEM "file:///etc/hostname">', id="a file"),
        pytest.param('<!ENTITY x SYSTEM "http://127.0.0.1:9/">', id="an address"),
        pytest.param('<!ENTITY y "hahaha"><!ENTITY x "&y;&y;">', id="laughs"),
    ],
)
def test_entities_of_its_own_mean_nothing(declared: str) -> None:
    found = listed(f'<outline text="A&x;" xmlUrl="{URL}"/>', head=f"<!DOCTYPE opml [{declared}]>")
    assert [one.name for one in found] in ([], ["A"])


def test_a_list_is_taken_to_a_bound() -> None:
    assert len(listed(f'<outline text="A" xmlUrl="{URL}"/>' * (MOST_OUTLINES + 1))) == MOST_OUTLINES


def test_folders_nested_beyond_reason_end_somewhere() -> None:
    assert len(listed("<outline>" * 100_000 + f'<outline xmlUrl="{URL}"/>')) <= 1


@pytest.mark.parametrize(
    "body", [b"", b"words", b"<rss/>", b"{}", b"\xff\xfe\x00", b"<!-- opml -->", b"\xef\xbb\xbf", b"\x00\x00"]
)
def test_what_is_no_list_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(ParseError) as refused:
        read_opml(body)
    assert refused.value.reason == "not-opml"
