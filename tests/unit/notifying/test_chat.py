"""The short text for chats."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from season_watch.notifying.chat import chat_body
from season_watch.notifying.content import content_of
from season_watch.pipeline.releasing import digest_message
from tests.unit.notifying.samples import AT, notice, update


def body(**changes: object) -> str:
    return chat_body(content_of(update("update.confirmed", None, **changes)))


def test_it_says_what_is_believed_what_was_and_what_proves_it() -> None:
    assert body().splitlines() == [
        "Now: filming has wrapped in December 2025 (confirmed)",
        "Before: filming has wrapped (rumoured)",
        "",
        "“Cameras stopped rolling on the second season on Tuesday, eleven months after the first day.”",
        "Netflix Newsroom, 17 December 2025: ‘All of Us Are Dead’ Season 2 Wraps Production",
        "https://newsroom.example/en/2025/12/all-of-us-are-dead-season-2-wraps",
    ]


def test_a_notice_is_its_text() -> None:
    assert chat_body(content_of(notice(text="It answered 410 twice."))) == "It answered 410 twice."


def test_a_digest_is_a_line_an_update_and_says_how_many_more_there_are() -> None:
    lines = chat_body(content_of(digest_message((update(),) * 12, AT))).splitlines()
    assert lines[:10] == [f"All of Us Are Dead S2: Confirmed: {update().data['update']['headline']}"] * 10
    assert lines[10:] == ["and 2 more"]


def test_a_long_quote_is_cut() -> None:
    assert len(body(quote="word " * 5_000, title="title " * 5_000)) < 1_200


@pytest.mark.parametrize("call", ["@everyone", "@here", "<!channel>", "<@U024BE7LH>", "<#C024BE7LR>", "#general"])
def test_no_text_of_a_feed_calls_anybody(call: str) -> None:
    said = body(quote=f"a {call} b", title=call, headline=call, outlet=call)
    assert call not in said
    assert call in said.replace("\u2060", "")


@given(st.text())
def test_no_text_of_a_feed_adds_a_line(text: str) -> None:
    assert len(body(quote=text, outlet=text, headline=text).splitlines()) == len(body().splitlines())
