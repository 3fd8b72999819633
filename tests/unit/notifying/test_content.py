"""What a message says, before anyone renders it."""

from dataclasses import replace

import pytest

from season_watch.model.board import Change
from season_watch.notifying.content import NoticeContent, Statement, Step, UpdateContent, content_of
from tests.unit.notifying.samples import notice, update


def _update_content(**changes: object) -> UpdateContent:
    content = content_of(update("update.confirmed", None, **changes))
    assert isinstance(content, UpdateContent)
    return content


def test_an_update_tells_what_is_believed_now_and_was_before() -> None:
    content = _update_content()
    assert content.now == Statement(headline="filming has wrapped in December 2025", certainty="confirmed")
    assert content.before == Statement(headline="filming has wrapped", certainty="rumoured")


def test_a_first_report_has_nothing_before_it() -> None:
    assert _update_content(before=None).before is None


def _reports(outlets: int, outlet: str = "The Ledger", **more: str) -> str | None:
    message = update()
    first = {"outlet": outlet, "url": "https://ledger.example/", "published": "2025-12-16T23:00:00+00:00", **more}
    content = content_of(replace(message, data=message.data | {"story": {"outlets": outlets, "first": first}}))
    assert isinstance(content, UpdateContent)
    return content.reports


def test_where_more_than_one_outlet_reports_it_the_first_is_named() -> None:
    assert _reports(6) == "6 outlets, first at The Ledger on 16 December 2025"
    assert _reports(6, "The\r\nBcc: all") == "6 outlets, first at The Bcc: all on 16 December 2025"
    assert _reports(1) is None


def test_who_was_first_with_a_rumour_of_what_is_confirmed_is_not_told_to_have_confirmed_it() -> None:
    assert _reports(6, certainty="rumoured") == "6 outlets, first as a rumour at The Ledger on 16 December 2025"
    assert _reports(6, certainty="confirmed") == "6 outlets, first at The Ledger on 16 December 2025"


def _told(*standings: str) -> tuple[Step, ...]:
    step = {"since": "2025-05-01T09:00:00+00:00", "headline": "filming has\nwrapped", "certainty": "rumoured"}
    steps = [{**step, "standing": standing} for standing in standings]
    message = update()
    content = content_of(replace(message, data=message.data | {"timeline": steps}))
    assert isinstance(content, UpdateContent)
    return content.timeline


def test_a_timeline_tells_what_was_said_when_and_what_was_denied() -> None:
    said = Step(day="1 May 2025", headline="filming has wrapped", note="rumoured", stands=False, denied=False)
    assert _told("contradicted", "superseded", "stands") == (
        replace(said, note="rumoured, later denied", denied=True),
        said,
        replace(said, stands=True),
    )


def test_a_timeline_of_the_update_alone_is_none() -> None:
    assert _told("stands") == ()


def test_a_message_of_a_version_that_did_not_count_reports_is_readable() -> None:
    assert (_update_content().reports, _update_content().timeline) == (None, ())


@pytest.mark.parametrize("change", Change, ids=lambda change: change.value)
def test_each_change_has_its_words(change: Change) -> None:
    assert _update_content(change=change.value).change


@pytest.mark.parametrize("kind", ["update.confirmed", "update.rumoured", "update.contradicted"])
def test_the_kind_is_the_verdict(kind: str) -> None:
    content = content_of(update(kind))
    assert isinstance(content, UpdateContent)
    assert f"update.{content.verdict}" == kind


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://news.example/a?b=c", "https://news.example/a?b=c"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("", None),
    ],
    ids=["web", "script", "data", "none"],
)
def test_only_web_addresses_are_linked(url: str, kept: str | None) -> None:
    assert _update_content(url=url).proof.url == kept


def test_text_from_outside_is_one_clean_line() -> None:
    proof = _update_content(title="a\nb\x1b[2J", quote="c\r\n\td\ud800").proof
    assert (proof.title, proof.quote) == ("a b [2J", "c d\ufffd")


def test_a_notice_is_one_paragraph() -> None:
    content = content_of(notice(text="two\nlines", source=None))
    assert content == NoticeContent(text="two lines", source=None)
