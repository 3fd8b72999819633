"""When a feed asks to be left alone: both readers' feeds tell the same."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from season_watch.model.source import NO_WISH, FeedWish
from season_watch.parsing.feeds import parse_feed
from season_watch.parsing.wishes import stated_wish

SYNDICATION = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
ITEM = "<item><link>https://a.example/1</link><title>T</title></item>"
HOUR = 3600
DAY = 24 * HOUR


def rss(head: str, item: str = ITEM, end: str = "</channel></rss>") -> str:
    return f'<rss version="2.0" {SYNDICATION}><channel><title>A</title>{head}{item}{end}'


def rdf(head: str) -> str:
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        f" {SYNDICATION}>"
        f"<channel><title>A</title>{head}</channel>{ITEM}</rdf:RDF>"
    )


def wish_of(body: str) -> FeedWish:
    return parse_feed(
        body.encode(), url="https://a.example/feed", content_type="text/xml; charset=utf-8", lang=None
    ).wish


@pytest.mark.parametrize(
    ("head", "wish"),
    [
        pytest.param("", NO_WISH, id="none"),
        pytest.param("<ttl>60</ttl>", FeedWish(ttl=HOUR), id="ttl is in minutes"),
        pytest.param("<ttl> 0060\n</ttl>", FeedWish(ttl=HOUR), id="white space and zeros"),
        pytest.param("<ttl>soon</ttl>", NO_WISH, id="a ttl that is no number"),
        pytest.param("<ttl>-5</ttl>", NO_WISH, id="a ttl below nothing"),
        pytest.param(f"<ttl>{'9' * 5000}</ttl>", FeedWish(ttl=60 * 10**8), id="a ttl beyond all numbers"),
        pytest.param("<ttl>٦٠</ttl>", NO_WISH, id="digits of other scripts"),
        pytest.param(
            "<skipHours><hour>0</hour><hour>23</hour><hour>0</hour></skipHours>", FeedWish(hours=(0, 23)), id="hours"
        ),
        pytest.param("<skipHours><hour>24</hour></skipHours>", FeedWish(hours=(0,)), id="RSS 0.91 calls midnight 24"),
        pytest.param("<skipHours><hour>25</hour><hour/></skipHours>", NO_WISH, id="no hours of a day"),
        pytest.param(
            "<skipDays><day>Sunday</day><day>saturday</day><day>Someday</day></skipDays>",
            FeedWish(weekdays=(5, 6)),
            id="days",
        ),
        pytest.param("<sy:updatePeriod>hourly</sy:updatePeriod>", FeedWish(period=HOUR), id="a period"),
        pytest.param(
            "<sy:updatePeriod>\n daily </sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>",
            FeedWish(period=6 * HOUR),
            id="several times a period",
        ),
        pytest.param("<sy:updateFrequency>2</sy:updateFrequency>", FeedWish(period=DAY // 2), id="a day if unnamed"),
        pytest.param(
            "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>",
            FeedWish(period=HOUR),
            id="no frequency at all",
        ),
        pytest.param("<sy:updatePeriod>always</sy:updatePeriod>", NO_WISH, id="a word that the module doesn't know"),
        pytest.param(
            "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateBase>2000-01-01T12:30+00:00</sy:updateBase>",
            FeedWish(period=HOUR, base=datetime(2000, 1, 1, 12, 30, tzinfo=UTC)),
            id="counted from a moment",
        ),
    ],
)
def test_a_wish_is_the_same_however_its_feed_is_read(head: str, wish: FeedWish) -> None:
    plainly_read, by_feedparser = rss(head), rss(head).replace("<rss", "<!DOCTYPE rss><rss")
    assert [wish_of(plainly_read), wish_of(by_feedparser)] == [wish, wish]


def test_rss_1_states_its_period_in_its_channel() -> None:
    assert wish_of(rdf("<sy:updatePeriod>weekly</sy:updatePeriod>")) == FeedWish(period=7 * DAY)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(rss("", ITEM.replace("<link>", "<ttl>60</ttl><link>")), id="in an entry"),
        pytest.param(rss("<!-- <ttl>60</ttl> -->"), id="in a comment"),
        pytest.param(rss("<description><![CDATA[<ttl>60</ttl>]]></description>"), id="in a text"),
        pytest.param(rss("<ttl><b>60</b></ttl>"), id="in an element within"),
        pytest.param(rss('<x:ttl xmlns:x="urn:x">60</x:ttl>'), id="of another namespace"),
        pytest.param(rss("<image><ttl>60</ttl></image>"), id="elsewhere in the channel"),
    ],
)
def test_what_stands_elsewhere_is_no_wish(body: str) -> None:
    assert wish_of(body) == NO_WISH


def test_a_broken_feed_tells_what_stands_before_its_fault() -> None:
    assert wish_of(rss("<ttl>60</ttl>", ITEM, "<p>&nbsp;</channel></rss>")) == FeedWish(ttl=HOUR)


@given(st.binary(max_size=200), st.sampled_from(["<ttl>", "<skipHours><hour>", "<sy:updatePeriod>"]))
def test_no_bytes_make_the_reading_of_a_wish_fail(noise: bytes, opening: str) -> None:
    document = rss(opening).encode() + noise
    assert stated_wish(document).ttl >= 0
