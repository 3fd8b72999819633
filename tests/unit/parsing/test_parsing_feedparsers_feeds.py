"""feedparser's own test feeds through this room. They come with its source distribution, not with this repository:

pip download --no-deps --no-binary :all: feedparser==6.0.14 && tar xzf feedparser-6.0.14.tar.gz
SEASON_WATCH_FEEDPARSER_TESTS=feedparser-6.0.14/tests pytest tests/unit/parsing/test_parsing_feedparsers_feeds.py
"""

import os
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from season_watch.model.errors import ParseError
from season_watch.parsing.decoding import decode_body
from season_watch.parsing.fast_feeds import read_fast
from season_watch.parsing.feedparser_feeds import read_by_feedparser
from season_watch.parsing.feeds import parse_feed
from season_watch.parsing.found import FoundEntry
from season_watch.parsing.slices import cut

DIRECTORY = os.environ.get("SEASON_WATCH_FEEDPARSER_TESTS", "")
URL = "https://a.example/feed.xml"
NEXT = {
    b"<item": b"<item><title>Next</title><link>https://a.example/next</link><description>d</description></item>",
    b"<entr": b"<entry><title>Next</title><id>https://a.example/next</id><summary>s</summary></entry>",
}
"""What may follow the first entry of a feed, by how that begins."""
pytestmark = pytest.mark.skipif(not DIRECTORY, reason="SEASON_WATCH_FEEDPARSER_TESTS names no directory of feeds")


@pytest.fixture(scope="module")
def bodies() -> dict[str, bytes]:
    """The feeds, by their path."""
    return {str(path): path.read_bytes() for path in sorted(Path(DIRECTORY).rglob("*.xml"))}


def test_each_feed_is_read_or_refused(bodies: dict[str, bytes]) -> None:
    readable = 0
    for body in bodies.values():
        with suppress(ParseError):
            parse_feed(body, url=URL, content_type="application/xml", lang=None)
            readable += 1
    assert readable > len(bodies) * 0.9


def test_what_is_read_fast_feedparser_reads_alike(bodies: dict[str, bytes]) -> None:
    outcomes: Counter[str] = Counter()
    for path, body in bodies.items():
        document = decode_body(body, "").text.encode()
        sliced = cut(document, url=URL)
        found = read_fast(sliced, document) if sliced else None
        assert found is None or found == read_by_feedparser(document, URL), path
        outcomes["fast" if found else "feedparser"] += 1
    assert outcomes["fast"] > len(bodies) / 4


def test_an_entry_reads_alike_after_any_other_whether_that_is_left_out_or_not(bodies: dict[str, bytes]) -> None:
    followed = 0
    for path, body in bodies.items():
        sliced = cut(with_one_more(decode_body(body, "").text.encode()), url=URL)
        whole = entries(sliced.document) if sliced else ()
        if sliced and len(whole) == len(sliced.slices) > 1:
            followed += 1
            assert entries(sliced.holding(sliced.slices[1:])) == whole[1:], path
    assert followed > len(bodies) / 4


def entries(document: bytes) -> tuple[FoundEntry, ...]:
    """What feedparser finds; nothing in a format that it doesn't know."""
    with suppress(ParseError):
        return read_by_feedparser(document, URL).entries
    return ()


def with_one_more(document: bytes) -> bytes:
    """A feed with a plain entry after its first; as it is where it has none."""
    sliced = cut(document, url=URL)
    if sliced is None or not sliced.slices:
        return document
    first = sliced.slices[0]
    after = NEXT.get(document[first.start : first.start + 5], b"")
    return document[: first.end] + after + document[first.end :]
