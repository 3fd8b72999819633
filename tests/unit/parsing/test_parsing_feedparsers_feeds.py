"""feedparser's own test feeds through this room. They come with its source distribution, not with this repository:
`make test` fetches the one that the lock file names, and `make feeds` nothing but that.
"""

import sys
from calendar import timegm
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import feedparser
import pytest

from season_watch.model.errors import ParseError
from season_watch.model.source import Selectors
from season_watch.parsing.addresses import absolute
from season_watch.parsing.articles import extract_article
from season_watch.parsing.dates import stated_instant
from season_watch.parsing.decoding import decode_body
from season_watch.parsing.examining import examine
from season_watch.parsing.fast_feeds import read_fast
from season_watch.parsing.feedparser_feeds import Fields, read_by_feedparser
from season_watch.parsing.feeds import harmless, parse_feed
from season_watch.parsing.found import FoundEntry, FoundFeed
from season_watch.parsing.opml import read_opml
from season_watch.parsing.pages import parse_list
from season_watch.parsing.slices import cut
from season_watch.parsing.text import one_line, plain
from season_watch.parsing.tvmaze import parse_show

DIRECTORY = Path(sys.prefix) / "feedparser" / "tests"
EVERY = 4
"""Of the readers that are not made for feeds, each is shown every fourth: page after page takes its time."""

TYPE = "application/xml"
SELECTORS = Selectors(entry="item, entry, li", summary="p", published="time")
URL = "https://a.example/feed.xml"
NEXT = {
    b"<item": b"<item><title>Next</title><link>https://a.example/next</link><description>d</description></item>",
    b"<entr": b"<entry><title>Next</title><id>https://a.example/next</id><summary>s</summary></entry>",
}
"""What may follow the first entry of a feed, by how that begins."""
pytestmark = pytest.mark.skipif(
    not DIRECTORY.is_dir(), reason="feedparser's feeds are not here: `make feeds` fetches them, over the network"
)


@pytest.fixture(scope="module")
def bodies() -> dict[str, bytes]:
    """The feeds, by their path."""
    return {str(path): path.read_bytes() for path in sorted(DIRECTORY.rglob("*.xml"))}


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


def test_titles_links_ids_and_dates_of_what_is_read_fast_are_as_feedparser_reads_the_bytes_as_they_came(
    bodies: dict[str, bytes],
) -> None:
    compared = 0
    for path, body in bodies.items():
        found = found_fast(body)
        if found is not None:
            ours, theirs = list(map(shown, found.entries)), list(map(as_feedparser_has_it, raw_entries(body)))
            assert ours == theirs, path
            compared += len(ours)
    assert compared > len(bodies) / 5


@pytest.mark.parametrize(
    ("read", "least"),
    [
        pytest.param(lambda body: examine(body, url=URL, content_type=TYPE), 0.9, id="examine"),
        pytest.param(lambda body: extract_article(body, url=URL, content_type=TYPE), 0.01, id="article"),
        pytest.param(
            lambda body: parse_list(body, url=URL, content_type=TYPE, selectors=SELECTORS, lang=None), 0.4, id="list"
        ),
    ],
)
def test_no_reader_of_the_room_breaks_at_a_feed(
    bodies: dict[str, bytes], read: Callable[[bytes], object], least: float
) -> None:
    shown, readable = list(bodies.values())[::EVERY], 0
    for body in shown:
        with suppress(ParseError):
            read(body)
            readable += 1
    assert readable > len(shown) * least


@pytest.mark.parametrize(
    "read",
    [
        pytest.param(lambda body: parse_show(body, url=URL, content_type=TYPE), id="show"),
        pytest.param(read_opml, id="opml"),
    ],
)
def test_a_feed_is_refused_by_what_reads_no_feeds(bodies: dict[str, bytes], read: Callable[[bytes], object]) -> None:
    for body in list(bodies.values())[::EVERY]:
        with pytest.raises(ParseError):
            read(body)


def test_an_entry_reads_alike_after_any_other_whether_that_is_left_out_or_not(bodies: dict[str, bytes]) -> None:
    followed = 0
    for path, body in bodies.items():
        sliced = cut(with_one_more(decode_body(body, "").text.encode()), url=URL)
        whole = entries(sliced.document) if sliced else ()
        if sliced and len(whole) == len(sliced.slices) > 1:
            followed += 1
            assert entries(sliced.holding(sliced.slices[1:])) == whole[1:], path
    assert followed > len(bodies) / 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What an entry is known by."""

    guid: str
    url: str | None
    title: str
    published: datetime | None


def found_fast(body: bytes) -> FoundFeed | None:
    """What the fast path finds, in a body whose characters are as it states: else it is guess against guess."""
    decoded = decode_body(body, TYPE)
    document = harmless(decoded.text)
    sliced = cut(document, url=URL) if decoded.as_stated else None
    return read_fast(sliced, document) if sliced else None


def shown(entry: FoundEntry) -> Shown:
    at = next(filter(None, map(stated_instant, entry.stamps)), None)
    return Shown(
        guid=entry.guid,
        url=absolute(entry.link, URL),
        title=one_line(entry.title.shown()),
        published=at.replace(microsecond=0) if at else None,
    )


def raw_entries(body: bytes) -> list[Fields]:
    """feedparser's entries, with all that it does by default."""
    headers = {"content-type": TYPE, "content-location": URL}
    entries: list[Fields] = feedparser.parse(BytesIO(body), response_headers=headers).entries  # noqa: TID251
    return entries


def as_feedparser_has_it(entry: Fields) -> Shown:
    title = entry.get("title") or ""
    stamp = next((entry[key] for key in ("published_parsed", "updated_parsed") if key in entry), None)
    return Shown(
        guid=entry.get("id") or "",
        url=absolute(entry.get("link") or "", URL),
        title=one_line(plain(title) if "html" in entry["title_detail"]["type"] else title) if title else "",
        published=datetime.fromtimestamp(timegm(stamp), UTC) if stamp else None,
    )


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
