"""Apprise in its child, against a real receiver; and what it knows never comes out."""

import json
import logging
from importlib.util import find_spec
from ipaddress import ip_network
from threading import Event

import pytest

from season_watch.model.delivery import ChannelName, NotSent, SendResult, Sent
from season_watch.notifying.accounts import AppriseAccount
from season_watch.notifying.apprise import Apprise
from season_watch.outbound.addresses import Allowed
from tests.servers.webhooks import Reply, WebhookReceiver, webhook_receiver
from tests.unit.notifying.samples import delivery, notice, update

pytestmark = [
    pytest.mark.skipif(find_spec("apprise") is None, reason="Apprise is an extra"),
    pytest.mark.slow,
]

LOOPBACK = (ip_network("127.0.0.0/8"),)
CANARY = "canary"


def account(url: str, *, allow: tuple[Allowed, ...] = LOOPBACK, seconds: float = 60) -> AppriseAccount:
    return AppriseAccount(channel=ChannelName("phone"), url=url, allow=allow, seconds=seconds)


def ntfy(receiver: WebhookReceiver) -> str:
    """A service's address that is secret in its user, password and topic."""
    host = receiver.url.removeprefix("http://").partition("/")[0]
    return f"ntfy://{CANARY}-user:{CANARY}-password@{host}/{CANARY}-topic"


async def send(to: AppriseAccount) -> SendResult:
    return await Apprise().send(delivery(update()), to)


async def test_a_service_gets_subject_and_text() -> None:
    with webhook_receiver() as receiver:
        receiver.replies.append(Reply(status=200, body=b"{}"))
        assert await send(account(ntfy(receiver))) == Sent()
        (posted,) = receiver.posted
    document = json.loads(posted.body)
    assert document["topic"] == f"{CANARY}-topic"
    assert document["title"] == "[All of Us Are Dead S2] Confirmed: filming has wrapped in December 2025"
    assert "“Cameras stopped rolling on the second season" in document["message"]


async def test_a_notice_is_sent_too() -> None:
    with webhook_receiver() as receiver:
        receiver.replies.append(Reply(status=200, body=b"{}"))
        assert await Apprise().send(delivery(notice(text="It is gone.")), account(ntfy(receiver))) == Sent()
        assert b"It is gone." in receiver.posted[0].body


@pytest.mark.parametrize("status", [403, 429, 500])
async def test_a_refusal_is_tried_again_and_tells_the_status_alone(
    status: int, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    with webhook_receiver() as receiver:
        receiver.replies.append(Reply(status=status, body=json.dumps({"error": CANARY}).encode()))
        result = await send(account(ntfy(receiver)))
    assert result == NotSent(reason=f"http-{status}: the service did not take it", retryable=True)
    assert CANARY not in caplog.text
    assert CANARY not in "".join(capfd.readouterr())


async def test_a_private_address_is_refused_unless_it_is_opened() -> None:
    with webhook_receiver() as receiver:
        result = await send(account(ntfy(receiver), allow=()))
        assert receiver.posted == []
    reason = "blocked-address: the service is not to be reached: loopback"
    assert result == NotSent(reason=reason, retryable=True)


async def test_a_redirect_is_not_followed() -> None:
    with webhook_receiver() as elsewhere, webhook_receiver() as receiver:
        receiver.replies.append(Reply(status=307, headers=(("Location", elsewhere.url),)))
        assert isinstance(await send(account(ntfy(receiver))), NotSent)
        assert elsewhere.posted == []


async def test_no_proxy_of_the_environment_gets_the_message(monkeypatch: pytest.MonkeyPatch) -> None:
    with webhook_receiver() as proxy, webhook_receiver() as receiver:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("http_proxy", proxy.url)
        receiver.replies.append(Reply(status=200, body=b"{}"))
        assert await send(account(ntfy(receiver))) == Sent()
        assert proxy.posted == []


async def test_a_service_that_keeps_silent_is_left_at_the_deadline() -> None:
    released = Event()
    with webhook_receiver() as receiver:
        receiver.replies.append(Reply(hold=released))
        result = await send(account(ntfy(receiver), seconds=1))
        released.set()
    assert result == NotSent(reason="timeout: the service took longer than 1 s", retryable=True)


@pytest.mark.parametrize("url", [f"nosuchservice://{CANARY}", f"discord://{CANARY}"])
async def test_an_address_that_apprise_does_not_understand_is_told_and_not_shown(url: str) -> None:
    told = NotSent(reason="bad-url: Apprise does not understand the channel's address", retryable=True)
    assert await send(account(url)) == told
    assert await Apprise().look(account(url)) == told


async def test_a_look_sends_nothing() -> None:
    with webhook_receiver() as receiver:
        assert await Apprise().look(account(ntfy(receiver))) == Sent()
        assert receiver.posted == []
