"""Whatever a feed writes, it stays text at each exit: it adds no header, no line, no tag and no escape sequence."""

import io
import json
import logging
import re
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from email import message_from_bytes, policy
from email.headerregistry import Address
from xml.etree.ElementTree import Element

import pytest
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from season_watch.cli import logs
from season_watch.cli.output import Column, Line, Table, show_json, show_lines, show_table, show_xml
from season_watch.config.tables import LogFormat, LogLevel
from season_watch.model.delivery import Message
from season_watch.model.item import Entry
from season_watch.notifying.chat import chat_body
from season_watch.notifying.content import content_of
from season_watch.notifying.document import body_of, line_of
from season_watch.notifying.email import rendered
from season_watch.parsing.feeds import parse_feed
from tests.unit.notifying.samples import delivery, schema_validator, update

HERE, THERE = Address("", "watch", "home.example"), Address("", "reader", "home.example")

TRICKS = (
    "\r\nBcc: evil@x.example\r\n\r\n",
    "=?utf-8?q?a=0ABcc:_evil@x?=",
    "=?utf-8?b?YQ0KQmNjOiBldmlsQHg=?=",
    "\n.\r\n",
    "--=_d-1--",
    "<script>alert(1)</script>",
    "<!--",
    "]]>",
    "</title><svg onload=alert(1)>",
    '" onmouseover="alert(1)',
    "javascript:alert(1)",
    "&lt;b&gt;&#60;i&#62;&amp;lt;",
    "{{ 7 * 7 }}{% raw %}",
    "\x1b[31m",
    "\x1b]8;;https://evil.example\x07",
    "\x9b2J",
    "\x00\x08\x7f\x85",
    "\u202e\u2028\u2029\u200f\ufeff",
    "[red]markup[/red]",
    "=HYPERLINK(1)",
    "\ud800",
    "한국어 👩‍👩‍👧",
)
words = st.lists(st.one_of(st.sampled_from(TRICKS), st.text(max_size=30)), max_size=6).map("".join)
"""What a feed may write: JSON carries anything."""

_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What steers a terminal, a line or a reader's eye; a line break is a control that each exit counts itself."""


def entry_of(title: str, text: str, outlet: str, path: str) -> Entry:
    """What is read of a JSON Feed that says these; its own address where the feed's is none."""
    item = {"id": title, "url": f"https://outlet.example/{path}", "title": title, "content_text": text}
    for url in (item["url"], "https://outlet.example/"):
        document = {"version": "https://jsonfeed.org/version/1.1", "title": outlet, "items": [item | {"url": url}]}
        body = json.dumps(document | {"authors": [{"name": outlet}]}).encode()
        found = parse_feed(body, url="https://outlet.example/feed", content_type="application/json", lang=None)
        if found.entries:
            return found.entries[0]
    raise AssertionError("an address without a path is one")


def message_of(entry: Entry) -> Message:
    """An update that an entry proves."""
    return update(
        subject=f"[{entry.outlet}] Confirmed: {entry.title}",
        quote=entry.text,
        title=entry.title,
        outlet=entry.outlet,
        url=entry.url,
    )


SCHEMA = schema_validator()
PLAIN = message_of(entry_of("A title", "A text.", "An outlet", "a/path"))


def mail_of(message: Message) -> list[tuple[str, list[str]]]:
    """Of a mail and its parts, the content type and the names of its headers."""
    raw = rendered(delivery(message), HERE, THERE)
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    mail = message_from_bytes(raw, policy=policy.compat32)
    return [(part.get_content_type(), part.keys()) for part in mail.walk()]


def page_of(message: Message) -> Element:
    mail = message_from_bytes(rendered(delivery(message), HERE, THERE), policy=policy.default)
    page = mail.get_body(("html",))
    assert page is not None
    return html.fromstring(page.get_content())  # type: ignore[no-any-return]


def expect_mail_unharmed(entry: Entry) -> None:
    assert mail_of(message_of(entry)) == mail_of(PLAIN)


def expect_page_unharmed(entry: Entry) -> None:
    """No other tag, no other attribute, and no address but those of the web."""
    found, plain = page_of(message_of(entry)), page_of(PLAIN)
    assert {one.tag for one in found.iter()} <= {one.tag for one in plain.iter()}
    assert {name for one in found.iter() for name in one.attrib} <= {
        name for one in plain.iter() for name in one.attrib
    }
    links = [one.attrib["href"] for one in found.iter() if "href" in one.attrib]
    assert all(link.startswith(("https://", "http://")) for link in links)


def expect_text_unharmed(entry: Entry) -> None:
    """The text of a mail, a chat's message, and what a program reads."""
    message = message_of(entry)
    mail = message_from_bytes(rendered(delivery(message), HERE, THERE), policy=policy.default)
    text = mail.get_body(("plain",))
    assert text is not None
    assert not _CONTROL.search(text.get_content().replace("\r\n", "\n"))
    assert not _CONTROL.search(chat_body(content_of(message)))
    line = line_of(delivery(message))
    assert line.isascii()
    assert line.count(b"\n") == 1
    SCHEMA.validate(json.loads(body_of(message)))


def expect_output_unharmed(entry: Entry) -> None:
    """A row stays a row, a line a line, a document a document."""
    said = (entry.title, entry.text, entry.outlet or "", entry.url, entry.guid or "")
    table = Table(columns=(Column(title="a", wraps=True),) * len(said), rows=(said,))
    lines = tuple(Line(text=text) for text in said)
    assert _printed(lambda: show_table(table)).count("\n") == 2
    assert _printed(lambda: show_lines(lines)).count("\n") == len(said)
    assert json.loads(_printed(lambda: show_json(said))) == list(said)
    assert "<outline" in _printed(lambda: show_xml(Element("outline", text=entry.title)))


def expect_log_unharmed(entry: Entry) -> None:
    """One event is one line, in both formats."""
    for log_format in LogFormat:
        line = _logged(log_format, entry)
        assert line.count("\n") == 1
        assert not _CONTROL.search(line)


def _printed(show: Callable[[], None]) -> str:
    with redirect_stdout(io.StringIO()) as out:
        show()
    assert not _CONTROL.search(out.getvalue())
    return out.getvalue()


def _logged(log_format: LogFormat, entry: Entry) -> str:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        with redirect_stderr(io.StringIO()) as err:
            logs.set_up(log_format, LogLevel.INFO)
            structlog.get_logger("test").info("read", title=entry.title, guid=entry.guid, url=entry.url)
        return err.getvalue()
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        structlog.reset_defaults()


EXITS = (
    expect_mail_unharmed,
    expect_page_unharmed,
    expect_text_unharmed,
    expect_output_unharmed,
    expect_log_unharmed,
)


@pytest.mark.parametrize("expect_unharmed", EXITS, ids=lambda one: one.__name__)
@settings(max_examples=40, deadline=None)
@given(title=words, text=words, outlet=words, path=words)
def test_a_feed_writes_text_and_nothing_else(
    expect_unharmed: Callable[[Entry], None], title: str, text: str, outlet: str, path: str
) -> None:
    expect_unharmed(entry_of(title, text, outlet, path))


@pytest.mark.fuzz
@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("expect_unharmed", EXITS, ids=lambda one: one.__name__)
@settings(max_examples=5_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(title=words, text=words, outlet=words, path=words)
def test_a_feed_writes_text_and_nothing_else_however_often_it_tries(
    expect_unharmed: Callable[[Entry], None], title: str, text: str, outlet: str, path: str
) -> None:
    expect_unharmed(entry_of(title, text, outlet, path))
