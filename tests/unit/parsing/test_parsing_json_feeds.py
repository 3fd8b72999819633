"""JSON Feed: what is read of it, and what is none."""

import json
from datetime import UTC, datetime

import pytest

from season_watch.model.errors import ParseError
from season_watch.model.item import Entry
from season_watch.parsing.feeds import parse_feed
from season_watch.parsing.parsed import ParsedSource

URL = "https://a.example/tv/feed.json"
VERSION = "https://jsonfeed.org/version/1.1"
ITEM = {"id": "1", "url": "https://a.example/1", "title": "Season 2 renewed"}


def read(feed: object, *, lang: str | None = None) -> ParsedSource:
    return parse_feed(json.dumps(feed).encode(), url=URL, content_type="application/feed+json", lang=lang)


def only(**fields: object) -> Entry:
    (entry,) = read({"version": VERSION, "title": "Lantern", "items": [ITEM | fields]}).entries
    return entry


def test_an_item_becomes_an_entry() -> None:
    feed = {
        "version": VERSION,
        "title": "Lantern",
        "language": "en-GB",
        "items": [
            ITEM
            | {
                "content_html": "<p>One.</p><p>Two &amp; three.</p>",
                "summary": "Short.",
                "date_published": "2022-06-06T18:00:00+02:00",
                "date_modified": "2022-06-07T18:00:00+02:00",
            }
        ],
    }
    (entry,) = read(feed).entries
    assert entry == Entry(
        guid="1",
        url="https://a.example/1",
        title="Season 2 renewed",
        text="One.\n\nTwo & three.",
        published=datetime(2022, 6, 6, 16, tzinfo=UTC),
        outlet="Lantern",
        lang="en",
        digest=entry.digest,
    )


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        pytest.param({"content_text": "2 < 3 & <b>\n\nso"}, "2 < 3 & <b>\n\nso", id="plain text is no markup"),
        pytest.param({"summary": "Short."}, "Short.", id="a summary alone"),
        pytest.param({"content_html": 7, "content_text": ["x"]}, "", id="what is no text"),
    ],
)
def test_the_text_is_what_the_item_holds(fields: dict[str, object], text: str) -> None:
    assert only(**fields).text == text


@pytest.mark.parametrize(
    ("fields", "guid", "url"),
    [
        pytest.param({"id": 7}, "7", "https://a.example/1", id="a number for an id"),
        pytest.param({"id": None}, None, "https://a.example/1", id="no id"),
        pytest.param({"url": "/2"}, "1", "https://a.example/2", id="a relative address"),
        pytest.param(
            {"url": None, "external_url": "https://b.example/3"}, "1", "https://b.example/3", id="an address elsewhere"
        ),
    ],
)
def test_an_item_is_found_by_what_it_states(fields: dict[str, object], guid: str | None, url: str) -> None:
    entry = only(**fields)
    assert (entry.guid, entry.url) == (guid, url)


def test_an_item_without_an_address_is_left_out() -> None:
    parsed = read({"version": VERSION, "title": "T", "items": [{"id": "1", "title": "x"}, "no item", ITEM]})
    assert [entry.url for entry in parsed.entries] == ["https://a.example/1"]
    assert parsed.notes == ("bad-link",)


def test_the_owners_language_overrides_the_feeds() -> None:
    (entry,) = read({"version": VERSION, "language": "en", "items": [ITEM]}, lang="pt-BR").entries
    assert (entry.lang, entry.outlet) == ("pt", "a.example")


def test_a_feed_without_items_is_a_feed() -> None:
    assert read({"version": "https://jsonfeed.org/version/1", "title": "T"}) == ParsedSource(title="T", entries=())


def test_what_is_beyond_5000_items_is_left_out() -> None:
    parsed = read({"version": VERSION, "title": "T", "items": [ITEM] * 5_001})
    assert (len(parsed.entries), parsed.notes) == (5_000, ("truncated",))


@pytest.mark.parametrize(
    "body",
    [
        pytest.param('{"items": []}', id="no version"),
        pytest.param('{"version": 1, "items": []}', id="another version"),
        pytest.param('{"version": "https://jsonfeed.org/version/1.1", "items": [', id="cut off"),
        pytest.param('{"a":' * 100_000, id="deep"),
        pytest.param("{{ feed }}", id="a template"),
    ],
)
def test_other_json_is_not_a_feed(body: str) -> None:
    with pytest.raises(ParseError) as refused:
        parse_feed(body.encode(), url=URL, content_type="", lang=None)
    assert refused.value.reason == "not-a-feed"
