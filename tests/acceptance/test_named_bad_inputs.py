"""Each named bad input that concerns a source, by its number, and what its owner is told: its state, note and error.

All sources are sound in a first pass, and turn bad for a second one.
"""

import asyncio
import gzip
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from season_watch.bootstrap import open_runtime
from season_watch.config.loading import load
from season_watch.daemon.one_pass import one_pass
from season_watch.model.source import SourceName
from season_watch.model.watch import Watch, WatchName
from season_watch.parsing.parsed import MOST_OF_A_TITLE
from season_watch.policy.schedule import JITTER, LONGEST_WISH
from season_watch.storage.queries import reading, sources
from season_watch.storage.schema import migrate
from season_watch.storage.views import SourceStatus
from tests.acceptance.configuring import Configuration, Feed
from tests.packaging.checkout import ROOT
from tests.servers.scripted_http import Asked, Reply, Script, ScriptedServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

WATCH = Watch(name=WatchName("velvet"), title="Velvet Orchard", season=2)
START = datetime(2026, 3, 2, 8, tzinfo=UTC)
SECONDS = 2
MEGABYTE = 1_000_000
FILLER = "The crew thanked the town that put up with its lorries and its cables for the better part of a year. " * 5
TOLD_ANEW = "A new headline"
"""What a bad body lists beside what is bad about it: whether that is kept tells whether it was read."""

OF_SOURCES = {1, 3, 4, 5, 6, 8, 9, 10, 11, 14, 15, 16, 17, 19, 20, 21, 22, 23, 25, 27, 28, 30, 33}
"""The numbers of the promises' page that concern a source. 29 is of a CSV file, and there is none yet."""

SOUND_ETAG = '"sound"'


def item(title: str = TOLD_ANEW, *, guid: str = "new", link: str = "https://a.example/new", further: str = "") -> str:
    date = format_datetime(START)
    return (
        f"<item><title>{title}</title><link>{link}</link><guid>{guid}</guid><pubDate>{date}</pubDate>"
        f"<description>{FILLER}</description>{further}</item>"
    )


SOUND = item("A sound headline", guid="sound", link="https://a.example/sound")


def rss(*items: str, doctype: str = "", encoding: str = "utf-8") -> str:
    head = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}'
    return f'{head}<rss version="2.0"><channel><title>T</title>{"".join(items)}</channel></rss>'


def answer(body: str | bytes = b"", *, status: int = 200, length: int | None = None, **headers: str) -> Reply:
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    raw = body if isinstance(body, bytes) else body.encode()
    return Reply(status=status, body=raw, length=length, headers=(("Content-Type", "text/xml"), *named))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A bad input of that number; those of none are more of their kind.

    `error` is a pattern that the whole line fits, `titles` what of the source is kept in the end.
    """

    number: int = 0
    name: str
    script: Callable[[ScriptedServer], Script]
    state: str = "ok"
    note: str | None = None
    error: str = ""
    titles: frozenset[str] = frozenset({"A sound headline"})
    selects: str = ""

    def __str__(self) -> str:
        return f"{self.number or 'more'}-{self.name}"

    @property
    def is_read(self) -> bool:
        """Whether the bad body was read as a whole."""
        return not self.state.startswith("error:")


def always(reply: Reply) -> Callable[[ScriptedServer], Script]:
    return lambda _server: reply


def coded(coding: str, body: bytes = b"\x0b\x02\x80hello\x03") -> Callable[[ScriptedServer], Script]:
    return always(answer(body, Content_Encoding=coding))


def drip(server: ScriptedServer) -> Script:
    def pieces() -> Iterator[bytes]:
        while not server.stopping.wait(0.05):
            yield b"x"

    return lambda _asked: Reply(body=pieces())


def looped(server: ScriptedServer) -> Script:
    return answer(status=302, Location=server.url("/feed"))


def far(server: ScriptedServer) -> Script:
    """Twenty-one redirects, each to another address."""

    def on(asked: Asked) -> Reply:
        return answer(status=302, Location=server.url(f"/feed?{len(asked.target)}{'x' * len(asked.target)}"))

    return on


def login(server: ScriptedServer) -> Script:
    server.answer("/login", Reply(body=LOGIN.encode(), headers=(("Content-Type", "text/html"), ("ETag", '"login"'))))
    return answer(status=301, Location=server.url("/login"))


def churned(_server: ScriptedServer) -> Script:
    return answer(rss(item("A sound headline", guid="another", link="https://a.example/sound")))


LAUGHS = "<!DOCTYPE l [<!ENTITY a0 'lol'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)
) + "]>"  # fmt: skip
LONG_ENTITY = f"<!DOCTYPE l [<!ENTITY q '{'x' * 50_000}'>]>"
BOTH = frozenset({"A sound headline", TOLD_ANEW})
UNCHANGED = frozenset({"A sound headline"})
BOMB = gzip.compress(rss(item()).encode() + bytes(64 * 1024 * 1024), compresslevel=9)
AUTHOR = f"<author>{'a.' * (MEGABYTE // 2)}@</author>"
STYLE = escape(f'<p style="{"a" * MEGABYTE}">x</p>')
DEEP = f"{'<a>' * 50_000}{'</a>' * 50_000}"
LOGIN = "<!doctype html><html><title>Log in</title><form><input type=password></form></html>"
MANY = rss(*[item(link=f"https://a.example/{number}") for number in range(40_000)])

ROWS = (
    Row(number=1, name="feed-body-is-path", script=always(answer("/etc/passwd")), state="error:not-a-feed"),
    Row(number=1, name="feed-body-is-url", script=always(answer("http://127.0.0.1/")), state="error:not-a-feed"),
    Row(number=3, name="bomb-gzip", script=coded("gzip", BOMB), state="error:too-large"),
    Row(number=4, name="bomb-brotli", script=coded("br"), state="error:unexpected-encoding"),
    Row(number=4, name="bomb-zstd", script=coded("zstd"), state="error:unexpected-encoding"),
    Row(number=5, name="bomb-stacked", script=coded("gzip, gzip"), state="error:unexpected-encoding"),
    Row(number=6, name="drip", script=drip, state="error:timeout(total)"),
    Row(
        number=8,
        name="short-body",
        script=always(answer(rss(item()), length=9_000, ETag='"cut"')),
        state="error:incomplete",
    ),
    Row(number=9, name="redirect-loop", script=looped, state="error:redirects", error=r".*(→.*){5}"),
    Row(number=9, name="redirect-21", script=far, state="error:redirects", error=r".*(→.*){5}"),
    Row(
        number=10,
        name="redirect-to-loopback",
        script=lambda server: answer(status=302, Location=f"http://0.0.0.0:{server.port}/canary"),
        state="error:blocked-address(hop 2)",
    ),
    Row(number=14, name="author-redos", script=always(answer(rss(item(further=AUTHOR)))), titles=BOTH),
    Row(
        number=14,
        name="author-redos-with-what-only-feedparser-reads",
        script=always(answer(rss(item(further=f"{AUTHOR}<media:x>", guid="&nbsp;")))),
        state="error:parse-timeout",
    ),
    Row(
        number=15,
        name="style-redos",
        script=always(answer(rss(item(further=f"<content:encoded>{STYLE}</content:encoded>")))),
        note="malformed",
        titles=BOTH,
    ),
    Row(
        number=16,
        name="html-angle",
        script=always(Reply(body=b"<a " * 100_000, headers=(("Content-Type", "text/html"),))),
        state="error:nothing-matched",
        selects="li.story",
    ),
    Row(
        number=17,
        name="laughs",
        script=always(answer(rss(item(further="&a9;"), doctype=LAUGHS))),
        note="malformed",
        titles=BOTH,
    ),
    Row(
        number=17,
        name="quadratic-entity",
        script=always(answer(rss(item(further="&q;" * 10_000), doctype=LONG_ENTITY))),
        note="malformed",
        titles=BOTH,
    ),
    Row(number=19, name="deep-nest", script=always(answer(rss(item(further=DEEP)))), titles=BOTH),
    Row(
        number=20,
        name="wrong-charset",
        script=always(answer(rss(item("Café", link="https://a.example/1")).encode("cp1252"))),
        note="encoding",
        titles=UNCHANGED | {"Café"},
    ),
    Row(number=20, name="utf-16-as-utf-8", script=always(answer(rss(item()).encode("utf-16"))), titles=BOTH),
    Row(
        number=20,
        name="NULs and lone surrogates",
        script=always(answer(rss(item("a\x00b\ud800c", link="https://a.example/2")).encode("utf-8", "surrogatepass"))),
        note="encoding",
        titles=UNCHANGED | {"ab\ufffdc"},
    ),
    Row(number=21, name="captive-portal", script=always(answer(LOGIN)), state="error:not-a-feed"),
    Row(number=22, name="empty-200", script=always(answer()), note="0 items"),
    Row(number=22, name="zero-items", script=always(answer(rss())), note="0 items"),
    Row(number=23, name="guid-churn", script=churned, note="unstable-guid"),
    Row(number=25, name="10^5-items", script=always(answer(MANY)), state="error:too-large"),
)

XXE = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
PARAMETER_XXE = '<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]>'
SKIPS = "".join(f"<hour>{hour}</hour>" for hour in range(24))
NEVER = f"<ttl>{10**30}</ttl><skipHours>{SKIPS}</skipHours>"
TWO_MEMBERS = gzip.compress(rss(item()).encode()) + BOMB
MORE = (
    Row(
        name="external-entity",
        script=always(answer(rss(item("a&x;b", link="https://a.example/3"), doctype=XXE))),
        note="malformed",
        titles=UNCHANGED | {"a&x;b"},
    ),
    Row(name="external-dtd", script=always(answer(rss(item(), doctype=PARAMETER_XXE))), titles=BOTH),
    Row(
        name="two-gzip-members",
        script=coded("gzip", TWO_MEMBERS),
        state="error:too-large",
    ),
    Row(name="gzip-with-a-tail", script=coded("gzip", gzip.compress(rss(item()).encode()) + b"tail"), titles=BOTH),
    Row(name="no-content", script=always(answer(status=204)), state="error:http-204"),
    Row(name="part-of-it", script=always(answer(rss(item()), status=206)), state="error:http-206"),
    Row(name="304-unasked-for", script=always(answer(status=304)), state="ok"),
    Row(name="links-of-no-web", script=always(answer(rss(item(link="javascript:alert(1)")))), note="bad-link, 0 items"),
    Row(
        name="title-of-a-megabyte",
        script=always(answer(rss(item("x" * MEGABYTE, link="https://a.example/4")))),
        titles=UNCHANGED | {"x" * MOST_OF_A_TITLE},
    ),
    Row(name="dates-of-no-calendar", script=always(answer(rss(item()).replace("2026", "99999"))), titles=BOTH),
    Row(
        name="left-alone-for-ever",
        script=always(
            answer(rss(item()).replace("<item>", f"<ttl>{10**30}</ttl><skipHours>{SKIPS}</skipHours><item>"))
        ),
        titles=BOTH,
    ),
    Row(name="fresh-for-ever", script=always(answer(rss(item()), Cache_Control=f"max-age={10**40}")), titles=BOTH),
    Row(name="busy-for-ever", script=always(answer(status=503, Retry_After="9" * 5_000)), state="error:http-503"),
    Row(name="a-picture", script=always(answer(b"\x89PNG\r\n\x1a\n" + bytes(5_000))), state="error:not-a-feed"),
    Row(name="utf-7", script=always(answer(rss(item("+ADw-script+AD4-"), encoding="utf-7"))), titles=BOTH),
    Row(name="redirect-to-a-login", script=login, state="error:not-a-feed"),
)

ELSEWHERE = {
    11: "tests/unit/outbound/test_guard.py",
    27: "tests/acceptance/test_bad_input.py",
    28: "tests/unit/notifying/test_email.py",
    30: "tests/unit/cli/test_cli_escaping.py",
    33: "tests/acceptance/test_source_notices.py",
}
"""Rows that are tested where they are at home."""


@dataclass(slots=True)
class Aftermath:
    """What there was after the second pass, by source."""

    statuses: dict[str, SourceStatus] = field(default_factory=dict)
    titles: dict[str, frozenset[str]] = field(default_factory=dict)
    etags: dict[str, str] = field(default_factory=dict)
    updates: int = 0
    asked: dict[str, list[str]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def aftermath(tmp_path_factory: pytest.TempPathFactory) -> Aftermath:
    with ExitStack() as stack:
        hosts = {
            str(row): stack.enter_context(ScriptedServer(host=f"127.0.5.{number}"))
            for number, row in enumerate((*ROWS, *MORE), start=1)
        }
        configuration = _written(tmp_path_factory.mktemp("named"), hosts)
        return asyncio.run(_two_passes(configuration, hosts))


def _written(folder: Path, hosts: dict[str, ScriptedServer]) -> Configuration:
    feeds = tuple(Feed(name=name, url=host.url("/feed"), watches=(WATCH.name,)) for name, host in hosts.items())
    configuration = Configuration(folder=folder, watches=(WATCH,), feeds=feeds, timeout=f"{SECONDS}s")
    text = configuration.write().read_text("utf-8")
    for row in (*ROWS, *MORE):
        if row.selects:
            named = f'[[source]]\nname = "{row}"\n'
            text = text.replace(named, f'{named}kind = "page"\nselectors = {{ entry = "{row.selects}" }}\n')
    configuration.path.write_text(text, "utf-8")
    return configuration


async def _two_passes(configuration: Configuration, hosts: dict[str, ScriptedServer]) -> Aftermath:
    left, now = Aftermath(), START
    settings = load(configuration.path, {})
    migrate(settings.database)
    sound = (("Content-Type", "text/xml"), ("ETag", SOUND_ETAG))
    page = f'<ul><li class="story"><a href="https://a.example/sound">A sound headline</a><p>{FILLER}</p></ul>'
    for row in (*ROWS, *MORE):
        body = page if row.selects else rss(SOUND)
        hosts[str(row)].answer("/feed", Reply(body=body.encode(), headers=sound))
    async with open_runtime(settings, clock=lambda: now) as runtime:
        names = [SourceName(str(row)) for row in (*ROWS, *MORE)]
        await one_pass(runtime, names)
        now += timedelta(hours=1)
        for row in (*ROWS, *MORE):
            hosts[str(row)].answer("/feed", row.script(hosts[str(row)]))
        left.updates = (await one_pass(runtime, names)).updates
    left.asked = {name: host.paths() for name, host in hosts.items()}
    _look(configuration, left)
    return left


def _look(configuration: Configuration, left: Aftermath) -> None:
    with reading(configuration.database) as connection:
        left.statuses = {str(status.source.name): status for status in sources(connection)}
        for name in left.statuses:
            found = connection.execute(
                "SELECT i.title FROM items i JOIN sightings s ON s.item = i.id WHERE s.source = ?", (name,)
            )
            left.titles[name] = frozenset(title for (title,) in found)
        left.etags = dict(connection.execute("SELECT name, etag FROM sources").fetchall())


@pytest.mark.parametrize("row", [*ROWS, *MORE], ids=str)
def test_a_named_bad_input_gets_its_named_outcome(aftermath: Aftermath, row: Row) -> None:
    status = aftermath.statuses[str(row)]
    assert (status.state, status.note) == (row.state, row.note), status.error
    assert re.fullmatch(row.error or r"[^\n]*", status.error or "")


@pytest.mark.parametrize("row", [*ROWS, *MORE], ids=str)
def test_what_was_stored_stays_and_what_is_bad_adds_nothing_of_its_own(aftermath: Aftermath, row: Row) -> None:
    assert aftermath.titles[str(row)] == row.titles


@pytest.mark.parametrize("row", [*ROWS, *MORE], ids=str)
def test_validators_belong_to_the_last_body_that_was_read(aftermath: Aftermath, row: Row) -> None:
    assert row.is_read or aftermath.etags[str(row)] == SOUND_ETAG


def test_nobody_is_alerted_and_nothing_forbidden_is_asked(aftermath: Aftermath) -> None:
    assert aftermath.updates == 0
    assert not [path for paths in aftermath.asked.values() for path in paths if "canary" in path]


def test_every_source_is_asked_again_within_a_day(aftermath: Aftermath) -> None:
    latest = START + timedelta(hours=1) + LONGEST_WISH * (1 + JITTER)
    assert max(status.next_check_at for status in aftermath.statuses.values()) <= latest


def test_every_named_bad_input_of_a_source_has_its_test() -> None:
    assert {row.number for row in ROWS} | ELSEWHERE.keys() == OF_SOURCES
    assert all((ROOT / path).is_file() for path in ELSEWHERE.values())
