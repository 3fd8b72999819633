import json

import pytest

from season_watch.model.subscription import NO_HUB, Hub
from season_watch.parsing.feeds import parse_feed
from season_watch.parsing.hubs import links_of_header, named_hub

URL = "https://wire.example/news/feed.xml"
HUB = "https://hub.example/"
SELF = "https://wire.example/feed"
ATOM = 'xmlns:atom="http://www.w3.org/2005/Atom"'
LINKS = f'<atom:link rel="hub" href="{HUB}"/><atom:link rel="self" href="/feed" type="application/rss+xml"/>'


def rss(head: str, item: str = "", namespace: str = ATOM) -> str:
    entry = f"<item><title>A</title>{item}</item>"
    return f'<rss version="2.0" {namespace}><channel><title>W</title>{head}{entry}</channel></rss>'


def atom(head: str) -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>W</title>{head}<entry><title>A</title></entry></feed>'


def json_feed(**more: object) -> str:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "W", "items": [], **more})


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(rss(LINKS), Hub(url=HUB, topic=SELF), id="rss"),
        pytest.param(
            atom(f'<link rel="HUB" href="{HUB}"/><link rel="self" href="{SELF}"/>'),
            Hub(url=HUB, topic=SELF),
            id="atom",
        ),
        pytest.param(
            json_feed(hubs=[{"type": "rssCloud", "url": "x"}, {"type": "WebSub", "url": HUB}], feed_url=SELF),
            Hub(url=HUB, topic=SELF),
            id="json feed",
        ),
        pytest.param(rss(f'<atom:link rel="hub" href="{HUB}"/>'), Hub(url=HUB, topic=URL), id="no self: where it is"),
        pytest.param(rss(LINKS + LINKS.replace("hub.", "hub2.")), Hub(url=HUB, topic=SELF), id="the first of two"),
        pytest.param(rss("", item=LINKS), NO_HUB, id="an entry's links"),
        pytest.param(rss(LINKS, namespace='xmlns:atom="urn:other"'), NO_HUB, id="another namespace"),
        pytest.param(rss('<atom:link rel="hub" href="file:///etc/passwd"/>'), NO_HUB, id="no web address"),
        pytest.param(rss(f'<atom:link rel="hub" href="{HUB}{"x" * 2000}"/>'), NO_HUB, id="too long"),
        pytest.param(rss('<atom:link rel="self" href="/feed"/>'), NO_HUB, id="self alone"),
        pytest.param(rss(LINKS + "&bad;"), NO_HUB, id="not well-formed"),
        pytest.param(json_feed(hubs="x"), NO_HUB, id="json of another shape"),
    ],
)
def test_a_feed_names_its_hub_in_links_of_its_own(body: str, expected: Hub) -> None:
    assert parse_feed(body.encode(), url=URL, content_type="", lang=None).hub == expected


def test_the_hub_of_a_feed_is_known_however_few_of_its_entries_are_new() -> None:
    body = rss(LINKS, item="<link>https://wire.example/a</link>").encode()
    first = parse_feed(body, url=URL, content_type="", lang=None)
    assert first.slices
    assert parse_feed(body, url=URL, content_type="", lang=None, known=frozenset(first.slices)).hub == first.hub


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        pytest.param(f'<{HUB}>; rel="hub", <{SELF}>; rel="self"', Hub(url=HUB, topic=SELF), id="quoted"),
        pytest.param(f"<{HUB}>;rel=hub,<{SELF}>;rel=self", Hub(url=HUB, topic=SELF), id="bare"),
        pytest.param(f'<{HUB}>; title="a, <b>; rel=self"; rel="x hub"', Hub(url=HUB, topic=URL), id="much in one"),
        pytest.param("<http://[>; rel=hub, nonsense, <", NO_HUB, id="nonsense"),
        pytest.param("<" * 4000 + ";" * 4000, NO_HUB, id="hostile"),
        pytest.param("", NO_HUB, id="none"),
    ],
)
def test_a_header_names_a_hub_as_links_do(header: str, expected: Hub) -> None:
    assert named_hub(links_of_header(header), URL) == expected
