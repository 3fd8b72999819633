"""What the world sends that it should not: told in one sentence where the owner looks, and nothing else suffers."""

import asyncio
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from season_watch.model.delivery import DeliveryState
from season_watch.model.source import Health
from season_watch.storage.views import Counts, SourceStatus
from tests.acceptance.configuring import RECIPIENT
from tests.acceptance.passes import World, world
from tests.servers.scripted_http import Asked, Reply, Script, ScriptedServer

SOUND = "sound"
LATER = "later"
"""Two sources that stay sound beside all the bad ones; the second has something to tell only then."""

A_LINE = re.compile(r"[^\n]{10,300}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftermath:
    """What there was after a pass over sound sources, and after one in which most had turned bad."""

    before: Counts
    after: Counts
    sources: dict[str, SourceStatus]
    mails: int
    posts: int


BAD_ANSWERS: dict[str, tuple[Reply, str]] = {
    "html": (Reply(body=b"<!doctype html><title>Log in</title><p>Please log in to read on."), "not-a-feed"),
    "path": (Reply(body=b"/etc/passwd"), "not-a-feed"),
    "address": (Reply(body=b"http://127.0.0.1/feed.xml"), "not-a-feed"),
    "broken": (Reply(status=500), "http-500"),
    "busy": (Reply(status=503), "http-503"),
    "cut": (Reply(body=b"<rss>", length=1000), "incomplete"),
}
"""By source: what it answers one day, and the class of fault that its row shall show."""

HANGING = "hanging"
FAULTS = {name: fault for name, (_, fault) in BAD_ANSWERS.items()} | {HANGING: "timeout(total)"}


@pytest.fixture(scope="module")
def aftermath(tmp_path_factory: pytest.TempPathFactory) -> Aftermath:
    with world(tmp_path_factory.mktemp("bad")) as around:
        for name in (*FAULTS, SOUND):
            around.publish(name)
        asyncio.run(around.make_a_pass())
        before = around.counts()
        around.publish(LATER)
        for name, script in (*_bad_scripts(), (HANGING, _silence(around.web))):
            around.web.answer(f"/{name}", script)
        asyncio.run(around.make_a_pass())
        return Aftermath(
            before=before,
            after=around.counts(),
            sources=around.sources(),
            mails=len(around.mailbox.received),
            posts=len(around.hook.posted),
        )


def _bad_scripts() -> Iterator[tuple[str, Script]]:
    yield from ((name, reply) for name, (reply, _) in BAD_ANSWERS.items())


def _silence(server: ScriptedServer) -> Script:
    def wait(_: Asked) -> Reply:
        server.stopping.wait()
        return Reply()

    return wait


@pytest.mark.parametrize(("source", "fault"), FAULTS.items(), ids=FAULTS)
def test_a_bad_answer_is_told_in_one_sentence_on_its_sources_row(aftermath: Aftermath, source: str, fault: str) -> None:
    status = aftermath.sources[source]
    assert status.health is Health.FAILING
    assert status.error is not None
    assert status.error.startswith(f"{fault}: ")
    assert A_LINE.fullmatch(status.error)
    assert status.next_check_at > (status.last_checked_at or status.next_check_at)


def test_a_bad_answer_loses_nothing_that_was_stored_and_goes_on_with_the_rest(aftermath: Aftermath) -> None:
    stored = aftermath.before
    assert (stored.items, stored.updates, stored.sent) == (len(FAULTS) + 1, len(FAULTS) + 1, 2 * (len(FAULTS) + 1))
    one_more = replace(
        stored,
        items=stored.items + 1,
        versions=stored.versions + 1,
        updates=stored.updates + 1,
        sent=stored.sent + 2,
    )
    assert aftermath.after == one_more
    assert (aftermath.mails, aftermath.posts) == (one_more.updates, one_more.updates)
    assert {aftermath.sources[name].health for name in (SOUND, LATER)} == {Health.OK}


@pytest.mark.parametrize(
    ("answer", "state"),
    [("452 4.2.2 Mailbox full", DeliveryState.PENDING), ("552 5.2.2 Mailbox full", DeliveryState.DEAD)],
)
@pytest.mark.parametrize("command", ["RCPT", "DATA"])
async def test_a_full_mailbox_is_told_on_the_alerts_row_and_the_post_goes_out(
    tmp_path: Path, command: str, answer: str, state: DeliveryState
) -> None:
    with world(tmp_path) as around:
        around.publish(SOUND)
        around.mailbox.answers.append((command, answer))
        await around.make_a_pass()
        mail, post = around.newest_deliveries()["mail"], around.newest_deliveries()["hook"]
        assert (mail.state, post.state) == (state, DeliveryState.SENT)
        assert mail.reason == f"smtp-{answer[:3]}: {answer[4:]}"
        given_up = post.message.kind == "notice.channel_failing"
        assert given_up is (state is DeliveryState.DEAD)
        assert given_up or mail.message.subject == post.message.subject
        await _expect_the_mail_later(around, state)


async def _expect_the_mail_later(around: World, state: DeliveryState) -> None:
    """What was refused for now comes with a later pass, what was refused for good doesn't."""
    await around.make_a_pass()
    assert len(around.mailbox.received) == (1 if state is DeliveryState.PENDING else 0)


async def test_a_dead_webhook_is_told_on_the_alerts_row_and_the_mail_goes_out(tmp_path: Path) -> None:
    with world(tmp_path) as around:
        with socket.create_server(("127.0.0.1", 0)) as closed_soon:
            around.hook.url = f"http://127.0.0.1:{closed_soon.getsockname()[1]}/"
        around.publish(SOUND)
        await around.make_a_pass()
        mail, post = around.newest_deliveries()["mail"], around.newest_deliveries()["hook"]
        assert (mail.state, post.state) == (DeliveryState.SENT, DeliveryState.PENDING)
        assert post.reason == "connect: no answer from the webhook's receiver"
        assert post.next_attempt_at is not None


async def test_a_title_with_an_encoded_line_break_adds_no_header(tmp_path: Path) -> None:
    with world(tmp_path) as around:
        around.publish(SOUND, headline="=?utf-8?q?a=0ABcc:_evil@x.example?= Sound Orchard season 2 wraps filming")
        await around.make_a_pass()
        (received,) = around.mailbox.received
        assert received.recipients == (RECIPIENT,)
        assert received.message["Bcc"] is None
        headers = received.raw.partition(b"\r\n\r\n")[0]
        assert b"evil" not in headers
        assert b"bcc" not in headers.lower()
        assert len(around.hook.posted) == 1
