"""Sources by command: discover, test, add, remove, against a real site on loopback."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.configuring import Configuration, Feed
from tests.acceptance.feeds import Published, feed_reply, wrap_report
from tests.servers.scripted_http import Reply, ScriptedServer
from tests.unit.cli.command import Told, season_watch
from tests.vocabulary import WATCH

NOW = datetime.now(UTC)
CARDS = "".join(
    f'<div class="card"><a href="/2026/the-story-of-number-{n}">The story number {n}</a></div>' for n in range(4)
)


def page(body: str) -> Reply:
    markup = f"<!doctype html><html><head><title>The Lantern</title></head><body>{body}</body></html>"
    return Reply(headers=(("Content-Type", "text/html"),), body=markup.encode())


def published(title: str, text: str) -> Published:
    return Published(title=title, text=text, link=f"https://outlet.example/{len(title)}", at=NOW - timedelta(hours=1))


@pytest.fixture
def web() -> Iterator[ScriptedServer]:
    with ScriptedServer() as server:
        server.answer("/", page('<link rel="alternate" type="application/rss+xml" href="/feed">' + CARDS))
        server.answer("/list", page(CARDS))
        server.answer("/login", page('<input type="password">'))
        entries = (
            published(f"{WATCH.title} season 2 wraps filming", wrap_report(WATCH.title)),
            published(f"{WATCH.title} season 2 has wrapped, they say", "A teaser."),
            published("Another show \x1b[31m", "Its text."),
        )
        server.answer("/feed", feed_reply(entries))
        yield server


@pytest.fixture
def configuration(tmp_path: Path, web: ScriptedServer) -> Configuration:
    configuration = Configuration(
        folder=tmp_path, watches=(WATCH,), feeds=(Feed(name="filed", url=web.url("/feed?filed")),)
    )
    configuration.write()
    told_by(configuration, "migrate")
    return configuration


def told_by(configuration: Configuration, *command: str) -> Told:
    return season_watch(*command, at=configuration.path.parent)


def document(configuration: Configuration, *command: str) -> Any:  # noqa: ANN401 - as the command says
    return json.loads(told_by(configuration, *command, "--json").out)


def kept(configuration: Configuration) -> dict[str, Any]:
    return {source["name"]: source for source in document(configuration, "sources", "list")}


def test_discover_shows_what_an_address_leads_to(configuration: Configuration, web: ScriptedServer) -> None:
    feed, cards = document(configuration, "sources", "discover", web.url("/"))
    assert (feed["url"], feed["kind"], feed["found_by"], feed["entries"]) == (web.url("/feed"), "feed", "link-tag", 3)
    assert (cards["kind"], cards["selectors"]["entry"]) == ("page", "div.card")
    told = told_by(configuration, "sources", "discover", web.url("/"))
    assert told.code == 0
    assert f"`season-watch sources add {web.url('/feed')}` adds it." in told.out


def test_discover_says_why_there_is_nothing(configuration: Configuration, web: ScriptedServer) -> None:
    web.answer("/empty", page("nothing"))
    empty = told_by(configuration, "sources", "discover", web.url("/empty"), "--json")
    assert (empty.code, json.loads(empty.out)) == (3, [])
    assert "sources add URL --entry SELECTOR" in empty.err
    login = told_by(configuration, "sources", "discover", web.url("/login"))
    assert (login.code, login.err.count("\n"), "login-page" in login.err) == (1, 1, True)
    assert told_by(configuration, "sources", "discover", "ftp://outlet.example").code == 2


def test_the_guard_stands_before_discovery_too(configuration: Configuration, web: ScriptedServer) -> None:
    refused = told_by(configuration, "sources", "add", "http://10.0.0.1/")
    assert (refused.code, "blocked-address" in refused.err) == (1, True)
    assert not web.requests


def test_a_page_leads_no_further_into_a_network_than_a_person(
    configuration: Configuration, web: ScriptedServer
) -> None:
    web.answer("/trap", page('<link rel="alternate" type="application/rss+xml" href="http://10.0.0.1/feed">'))
    offers = document(configuration, "sources", "discover", web.url("/trap"))
    assert "10.0.0.1" not in json.dumps(offers)


def test_add_takes_the_feed_of_a_front_page_and_says_how_to_undo_it(
    configuration: Configuration, web: ScriptedServer
) -> None:
    told = told_by(configuration, "sources", "add", web.url("/"), "--trust", "trade")
    assert (told.code, told.err) == (0, "")
    added = kept(configuration)["127.0.0.1"]
    assert (added["url"], added["kind"], added["trust"], added["origin"]) == (web.url("/feed"), "feed", "trade", "user")
    assert "Undo: `season-watch sources remove 127.0.0.1`." in told.out
    again = told_by(configuration, "sources", "add", web.url("/"))
    assert (again.code, "it is the source 127.0.0.1" in again.err) == (1, True)
    assert told_by(configuration, "sources", "remove", "127.0.0.1").code == 0
    assert "127.0.0.1" not in kept(configuration)
    assert told_by(configuration, "sources", "add", web.url("/feed")).code == 0


def test_add_reads_a_page_as_a_list_where_it_has_no_feed(configuration: Configuration, web: ScriptedServer) -> None:
    web.answer("/feed", Reply(status=404))
    told = told_by(configuration, "sources", "add", web.url("/list"), "--name", "list")
    assert "entry: div.card" in told.out
    assert kept(configuration)["list"]["kind"] == "page"
    trial = document(configuration, "sources", "test", "list")
    assert [entry["title"] for entry in trial["entries"]] == [f"The story number {n}" for n in range(4)]
    assert trial["robots"] == "allows this page"


def test_a_show_of_tvmaze_is_a_fans_word(configuration: Configuration, web: ScriptedServer) -> None:
    show = {"id": 1, "name": WATCH.title, "_embedded": {"seasons": [{"number": 2, "premiereDate": "2099-10-31"}]}}
    web.answer("/shows/1", Reply(body=json.dumps(show).encode()))
    assert told_by(configuration, "sources", "add", web.url("/shows/1"), "--trust", "official").code == 2
    assert told_by(configuration, "sources", "add", web.url("/shows/1"), "--name", "maze").code == 0
    assert (kept(configuration)["maze"]["kind"], kept(configuration)["maze"]["trust"]) == ("tvmaze", "fan")
    assert "Rumoured: release on 31 October 2099\n" in told_by(configuration, "sources", "test", "maze").out


def test_add_takes_a_person_at_their_word(configuration: Configuration, web: ScriptedServer) -> None:
    asked = len(web.requests)
    assert told_by(configuration, "sources", "add", web.url("/later"), "--kind", "feed", "--name", "a").code == 0
    assert told_by(configuration, "sources", "add", web.url("/list"), "--entry", "div.card", "--name", "b").code == 0
    assert len(web.requests) == asked
    assert told_by(configuration, "sources", "add", web.url("/"), "--kind", "page", "--name", "c").code == 0
    assert kept(configuration)["c"]["kind"] == "page"


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("--every", "often"), id="no span"),
        pytest.param(("--watch", "nobody"), id="no watch"),
        pytest.param(("--kind", "feed", "--entry", "li"), id="a feed with a selector"),
        pytest.param(("--entry", "li[["), id="no selector"),
    ],
)
def test_add_complains_before_it_asks_the_network(
    arguments: tuple[str, ...], configuration: Configuration, web: ScriptedServer
) -> None:
    told = told_by(configuration, "sources", "add", web.url("/"), *arguments)
    assert (told.code, told.err.count("\n"), web.requests) == (2, 1, [])


def test_a_source_of_the_configuration_is_removed_there(configuration: Configuration) -> None:
    told_by(configuration, "poll")
    told = told_by(configuration, "sources", "remove", "filed")
    assert (told.code, "take it out there" in told.err) == (1, True)
    assert told_by(configuration, "sources", "remove", "nobody").code == 3


def test_test_shows_what_would_be_read_and_claimed(configuration: Configuration, web: ScriptedServer) -> None:
    told = told_by(configuration, "sources", "test", web.url("/"))
    assert (told.code, told.err) == (0, "")
    assert "aouad-s2: Confirmed: filming has wrapped\n" in told.out
    assert "aouad-s2: Rumoured: filming has wrapped (its article is read first)" in told.out
    assert "\x1b" not in told.out
    trial = document(configuration, "sources", "test", "filed")
    assert [entry["watches"] for entry in trial["entries"]] == [["aouad-s2"], ["aouad-s2"], []]
    (claim,) = trial["entries"][0]["claims"]
    assert (claim["facet"], claim["state"], claim["certainty"]) == ("filming", "wrapped", "confirmed")
    assert document(configuration, "list") == []


def test_test_tells_what_a_feed_asks_of_who_polls_it(configuration: Configuration, web: ScriptedServer) -> None:
    wish = b"<ttl>90</ttl><skipHours><hour>3</hour></skipHours><skipDays><day>Sunday</day></skipDays>"
    web.answer("/asking", Reply(body=b'<rss version="2.0"><channel><title>T</title>' + wish + b"</channel></rss>"))
    asking = document(configuration, "sources", "test", web.url("/asking"))
    assert asking["asks"] == {"rest_seconds": 5_400, "skip_hours": [3], "skip_days": ["Sunday"]}
    assert document(configuration, "sources", "test", web.url("/feed"))["asks"] is None


def test_test_fails_with_its_reason(configuration: Configuration, web: ScriptedServer) -> None:
    web.answer("/feed", Reply(status=503))
    told = told_by(configuration, "sources", "test", "filed")
    assert (told.code, "failed: http-503" in told.out) == (1, True)
    assert told_by(configuration, "sources", "test", "nobody").code == 3


def test_test_names_the_signs_of_blindness(configuration: Configuration, web: ScriptedServer) -> None:
    old = Published(title="Old news", text="", link="https://outlet.example/old", at=NOW - timedelta(days=200))
    web.answer("/feed", feed_reply((old,)))
    assert document(configuration, "sources", "test", "filed")["signs"] == ["its newest entry is older than 90 days"]
    web.answer("/feed", feed_reply(()))
    empty = told_by(configuration, "sources", "test", "filed")
    assert (empty.code, "signs of blindness: it lists nothing" in empty.out) == (1, True)


@pytest.mark.parametrize("is_named", [False, True], ids=["its database", "a database that is named"])
def test_a_watch_of_the_configuration_is_known_before_the_first_poll(
    configuration: Configuration, is_named: bool
) -> None:
    database = ("--db", str(configuration.database)) if is_named else ()
    adding = ("sources", "add", "https://outlet.example/rss", "--kind", "feed", "--watch", WATCH.name)

    told = told_by(configuration, *database, *adding)

    assert (told.code, told.err) == (0, "")
    assert f"for {WATCH.name}" in told.out
