"""The mail itself: headers that nobody else writes, two bodies that say the same."""

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from season_watch.model.delivery import Delivery, Message
from season_watch.notifying.cleaning import header_text
from season_watch.notifying.email import mailbox, rendered
from season_watch.notifying.wrapping import WIDTH, columns
from tests.unit.notifying.samples import delivery, notice, update

SENDER = Address("season-watch", "watch", "home.example")
RECIPIENT = Address("", "reader", "home.example")
HEADERS = {
    *("from", "to", "subject", "date", "message-id", "list-id", "auto-submitted", "in-reply-to", "references"),
    *("mime-version", "content-type"),
}
HOSTILE = [
    pytest.param("=?utf-8?q?a=0ABcc:_evil@x.example?=", id="an encoded word with a line break"),
    pytest.param("=?utf-8?b?YQpCY2M6IGV2aWxAeC5leGFtcGxl?=", id="the same in base64"),
    pytest.param("한국어 =?utf-8?q?a=0ABcc:_evil@x.example?= 한국어 " * 5, id="inside a long subject that is encoded"),
    pytest.param("x\r\nBcc: evil@x.example", id="a bare line break"),
    pytest.param("x\x85Bcc: evil@x.example\u2028Bcc: evil@x.example", id="line breaks of other kinds"),
    pytest.param("x\r\n\r\n<script>alert(1)</script>", id="an end of the headers"),
    pytest.param("half a smile \ud83d", id="a lone surrogate"),
    pytest.param("a\x00b\x1b[2Jc\u202ed", id="controls"),
]


class _Text(HTMLParser):
    """The text of a page, its style sheet left out, and the elements and links in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self.links: list[str | None] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] != ["style"]:
            self.words += data.split()


def _sent(message: Message) -> EmailMessage:
    """The mail as a receiver parses it."""
    return message_from_bytes(rendered(delivery(message), SENDER, RECIPIENT), policy=policy.default)


def _bodies(message: Message) -> tuple[str, str]:
    text, html = _sent(message).iter_parts()
    assert isinstance(text, EmailMessage)
    assert isinstance(html, EmailMessage)
    return text.get_content(), html.get_content()


def test_the_headers_say_who_what_and_when() -> None:
    mail = _sent(update())
    assert mail["Subject"] == "[All of Us Are Dead S2] Confirmed: filming has wrapped in December 2025"
    assert mail["From"] == "season-watch <watch@home.example>"
    assert mail["To"] == "reader@home.example"
    assert mail["Date"] == "Wed, 17 Dec 2025 09:30:00 +0000"
    assert mail["Message-ID"] == "<d-1@home.example>"
    assert mail["List-ID"] == "<season-watch.home.example>"
    assert mail["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("length", range(50, 120, 7))
def test_no_header_is_broken_right_after_its_name(length: int) -> None:
    raw = rendered(delivery(update(subject=("word " * 40)[:length].strip())), SENDER, RECIPIENT)
    assert not re.search(rb"^[A-Za-z-]+:\s*$", raw.partition(b"\r\n\r\n")[0], re.MULTILINE)


def test_there_are_no_other_headers() -> None:
    assert {name.lower() for name in _sent(update())} == HEADERS


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_adds_no_header(title: str) -> None:
    mail = _sent(update(subject=f"[{title}] Confirmed: {title}", title=title, label=title, quote=title, outlet=title))
    assert sorted(name.lower() for name, _ in mail.items()) == sorted(HEADERS)
    assert str(mail["To"]) == "reader@home.example"
    assert mail["Subject"] == header_text(f"[{title}] Confirmed: {title}")


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=())) | st.text("ab =?-[]학교é", max_size=300))
def test_any_subject_arrives_as_it_was_cleaned_and_alone(subject: str) -> None:
    mail = _sent(replace(update(), subject=subject))
    assert sorted(name.lower() for name, _ in mail.items()) == sorted(HEADERS)
    assert mail["Subject"] == header_text(subject)


def test_a_repeat_is_the_same_mail_byte_for_byte() -> None:
    one, other = (rendered(delivery(update()), SENDER, RECIPIENT) for _ in range(2))
    assert one == other


def test_two_deliveries_are_two_mails() -> None:
    one, other = (rendered(delivery(update(), id=name), SENDER, RECIPIENT) for name in ("msg_1", "msg_2"))
    assert b"Message-ID: <msg_1@home.example>" in one
    assert b"Message-ID: <msg_2@home.example>" in other


@pytest.mark.parametrize(
    ("other", "together"),
    [
        pytest.param(update(headline="filming has started", key="other"), True, id="the same facet"),
        pytest.param(update(facet="release"), False, id="another facet"),
        pytest.param(update(watch="hellbound-s3"), False, id="another watch"),
        pytest.param(notice(), False, id="a notice"),
    ],
)
def test_a_thread_is_a_facet_of_a_watch(other: Message, together: bool) -> None:
    assert (_sent(update())["References"] == _sent(other)["References"]) is together


def test_a_reply_points_to_the_thread_s_root_by_both_headers() -> None:
    mail = _sent(update())
    assert mail["In-Reply-To"] == mail["References"]
    assert re.fullmatch(r"<thread_[0-9a-f]{24}@home\.example>", mail["References"])


def test_a_notice_of_no_source_stands_alone() -> None:
    mail = _sent(notice(source=None))
    assert mail["References"] is None
    assert mail["In-Reply-To"] is None


def _headers_with(unsubscribe: str) -> dict[str, str]:
    mail = message_from_bytes(rendered(delivery(update()), SENDER, RECIPIENT, unsubscribe=unsubscribe))
    return {name: value for name, value in mail.items() if name.startswith("List-Unsub")}


def test_recipients_may_leave_with_one_click_where_there_is_a_page_for_it() -> None:
    assert _headers_with("https://home.example/leave?who={recipient}&list=1") == {
        "List-Unsubscribe": "<https://home.example/leave?who=reader%40home.example&list=1>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def test_a_page_without_tls_takes_no_click() -> None:
    assert _headers_with("http://home.example/leave") == {"List-Unsubscribe": "<http://home.example/leave>"}


def test_no_page_ends_the_header() -> None:
    headers = _headers_with("https://home.example/<a>\r\nBcc: e@x.example é")
    assert headers["List-Unsubscribe"] == "<https://home.example/%3Ca%3E%0D%0ABcc:%20e@x.example%20%C3%A9>"


TIMELINE = [
    {"since": "2025-01-15T00:00:00+00:00", "headline": "filming has started", "certainty": "confirmed", "standing": one}
    for one in ("contradicted", "stands")
]


def test_both_bodies_tell_how_it_went() -> None:
    message = update()
    text, html = _bodies(replace(message, data=message.data | {"timeline": TIMELINE}))
    assert "How it went:\r\n  15 Jan 2025  filming has started (confirmed, later denied)\r\n" in text
    assert "<s>filming has started</s>" in html
    assert "15 Jan 2025 filming has started (confirmed, later denied)" in " ".join(_Text(html).words)


def test_the_text_comes_first() -> None:
    mail = _sent(update())
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_lines_of_the_mail_are_short_and_ascii() -> None:
    raw = rendered(delivery(update(quote="학교 " * 90, title="字" * 300)), SENDER, RECIPIENT)
    assert raw.isascii()
    assert max(len(line) for line in raw.splitlines()) <= WIDTH


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("All of Us Are Dead S2", id="which season"),
        pytest.param("Confirmed", id="how sure"),
        pytest.param("filming has wrapped in December 2025 (confirmed)", id="what is believed now"),
        pytest.param("filming has wrapped (rumoured)", id="what was believed before"),
        pytest.param("no longer a rumour", id="what changed"),
        pytest.param("Cameras stopped rolling on the second season on Tuesday", id="the quoted words"),
        pytest.param("‘All of Us Are Dead’ Season 2 Wraps Production", id="the title"),
        pytest.param("Netflix Newsroom, 17 December 2025", id="where and when"),
        pytest.param("Netflix Newsroom is an official source.", id="why"),
        pytest.param("season-watch explain upd_5f0c1b7a9d3e", id="how to ask further"),
    ],
)
def test_both_bodies_say_it_all(words: str) -> None:
    text, html = _bodies(update())
    assert words in " ".join(text.split()).replace("> ", "")
    assert words in " ".join(_Text(html).words)


def test_the_source_is_linked_in_both_bodies() -> None:
    url = "https://newsroom.example/en/2025/12/all-of-us-are-dead-season-2-wraps"
    text, html = _bodies(update())
    assert url in text.splitlines()
    assert _Text(html).links == [url]


def test_the_text_keeps_to_its_columns() -> None:
    text, _ = _bodies(update(quote="학교가 다시 문을 연다 " * 20, title="Title " * 40, reason="Because " * 30))
    assert max(columns(line) for line in text.splitlines()) <= WIDTH


def test_markup_in_a_story_is_shown_not_run() -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'>"
    _, plain = _bodies(update())
    _, html = _bodies(update(quote=evil, title=evil, outlet=evil, label=evil, headline=evil, reason=evil))
    assert _Text(html).tags == _Text(plain).tags
    assert "<script>" in "".join(_Text(html).words)


@pytest.mark.parametrize("kind", ["update.confirmed", "update.rumoured", "update.contradicted"])
def test_the_page_has_a_dark_face_for_each_verdict(kind: str) -> None:
    _, html = _bodies(update(kind))
    verdict = kind.removeprefix("update.")
    assert "prefers-color-scheme: dark" in html
    assert f'class="{verdict}"' in html
    assert f".{verdict} " in html


def test_what_was_denied_is_struck_out_and_said_to_be() -> None:
    text, html = _bodies(update("update.contradicted", change="contradicted"))
    assert "<s>filming has wrapped</s>" in html
    assert "Before: filming has wrapped (rumoured, now denied)" in text


def test_a_first_report_says_that_nothing_was_known() -> None:
    for body in _bodies(update(before=None)):
        assert "nothing was known" in body


def test_what_was_taken_back_is_not_said_to_be_denied() -> None:
    text, page = _bodies(update("update.contradicted", change="retracted"))
    for body in (text, page):
        assert "rumoured, now taken back" in body
        assert "now denied" not in body


def test_the_address_in_a_notice_is_whole_in_the_text_and_a_short_link_on_the_page() -> None:
    url = "https://news.example/" + "a" * 280
    text, page = _bodies(notice(text=f"Today is the day, as <Outlet> told: {url}", url=url))
    assert url in text
    assert f'href="{url}"' in page
    assert page.count(url) == 2  # with the preview, which nobody sees whole
    assert "as &lt;Outlet&gt; told: <a" in page


def test_a_notice_says_its_text_in_both_bodies() -> None:
    for body in _bodies(notice(text="It answered 410 twice.")):
        assert "Variety" in body
        assert "It answered 410 twice." in body


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a@b.example", Address("", "a", "b.example")),
        ("Season Watch <a@b.example>", Address("Season Watch", "a", "b.example")),
        ("=?utf-8?q?x=0ABcc:_e@x?= <a@b.example>", Address("= ?utf-8?q?x=0ABcc:_e@x?=", "a", "b.example")),
        ('"Watch, Season" <a@b.example>', Address("Watch, Season", "a", "b.example")),
        ("a@b.example\r\nBcc: e@x.example", None),
        ("x\r\nBcc: y <a@b.example>", None),
        ("a@b.example>", None),
        ("a@지우학.example", None),
        ("a b@c.example", None),
        ("nobody", None),
        ("", None),
    ],
)
def test_an_address_is_one_mailbox_or_none(text: str, found: Address | None) -> None:
    assert mailbox(text) == found


def test_no_delivery_is_changed_by_rendering() -> None:
    one: Delivery = delivery(update())
    rendered(one, SENDER, RECIPIENT)
    assert one == delivery(update())
