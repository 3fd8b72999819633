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
from season_watch.parsing.feeds import parse_feed, read_by_feedparser
from season_watch.parsing.slices import cut

DIRECTORY = os.environ.get("SEASON_WATCH_FEEDPARSER_TESTS", "")
URL = "https://a.example/feed.xml"
pytestmark = pytest.mark.skipif(not DIRECTORY, reason="SEASON_WATCH_FEEDPARSER_TESTS names no directory of feeds")


@pytest.fixture(scope="module")
def bodies() -> dict[str, bytes]:
    """The feeds, by their path."""
    return {str(path): path.read_bytes() for path in sorted(Path(DIRECTORY).rglob("*.xml"))}


def test_each_feed_is_read_or_refused(bodies: dict[str, bytes]) -> None:
    read = 0
    for body in bodies.values():
        with suppress(ParseError):
            parse_feed(body, url=URL, content_type="application/xml", lang=None)
            read += 1
    assert read > len(bodies) * 0.9


def test_what_is_read_fast_feedparser_reads_alike(bodies: dict[str, bytes]) -> None:
    outcomes: Counter[str] = Counter()
    for path, body in bodies.items():
        document = decode_body(body, "").text.encode()
        sliced = cut(document, url=URL)
        found = read_fast(sliced, document) if sliced else None
        assert found is None or found == read_by_feedparser(document, URL), path
        outcomes["fast" if found else "feedparser"] += 1
    assert outcomes["fast"] > len(bodies) / 4
