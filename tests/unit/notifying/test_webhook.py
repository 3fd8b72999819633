"""Signed webhooks: what a receiver that follows the specification sees, and what its answers lead to."""

import base64
import hmac
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from ipaddress import ip_network
from threading import Event

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from season_watch.model.delivery import ChannelName, Message, NotSent, SendResult, Sent
from season_watch.model.errors import ConfigError
from season_watch.notifying.accounts import WebhookAccount
from season_watch.notifying.document import BODY_BYTES, body_of
from season_watch.notifying.webhook import post, signing_key
from season_watch.outbound.client import HttpClient
from season_watch.outbound.limits import Limits
from tests.servers.webhooks import Posted, Reply, WebhookReceiver, webhook_receiver
from tests.unit.notifying.samples import AT, delivery, notice, schema_validator, update

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OLD_SECRET = "whsec_" + base64.b64encode(b"the key of last year, still known").decode()
ACCOUNT = WebhookAccount(channel=ChannelName("hook"), secrets=(SECRET,), seconds=5)
MESSAGES = [
    pytest.param(update(), id="confirmed"),
    pytest.param(update("update.rumoured", before=None, value=None, when=None), id="rumoured, nothing known before"),
    pytest.param(update("update.contradicted", change="contradicted"), id="contradicted"),
    pytest.param(notice(), id="notice"),
    pytest.param(notice(source=None), id="notice of no source"),
]


@pytest.fixture
async def client() -> AsyncIterator[HttpClient]:
    limits = Limits(contact="https://season-watch.example", allow=(ip_network("127.0.0.0/8"),))
    async with HttpClient(limits) as one:
        yield one


async def _post(
    client: HttpClient, url: str, *, account: WebhookAccount = ACCOUNT, now: datetime | None = None
) -> SendResult:
    return await post(delivery(update(), to=url, id="msg_1"), account, now or datetime.now(UTC), client)


async def _answered(client: HttpClient, reply: Reply) -> tuple[SendResult, WebhookReceiver]:
    with webhook_receiver() as receiver:
        receiver.replies.append(reply)
        return await _post(client, receiver.url, now=AT), receiver


async def _posted(client: HttpClient, account: WebhookAccount) -> Posted:
    with webhook_receiver() as receiver:
        assert await _post(client, receiver.url, account=account) == Sent()
        (posted,) = receiver.posted
        return posted


async def test_the_reference_library_verifies_what_arrives(client: HttpClient) -> None:
    posted = await _posted(client, ACCOUNT)
    document = Webhook(SECRET).verify(posted.body, dict(posted.headers))
    assert document["type"] == "update.confirmed"
    assert document["timestamp"] == "2025-12-17T09:30:00+00:00"
    assert document["data"] == update().data


async def test_a_stranger_s_key_does_not_verify(client: HttpClient) -> None:
    posted = await _posted(client, ACCOUNT)
    with pytest.raises(WebhookVerificationError):
        Webhook(OLD_SECRET).verify(posted.body, dict(posted.headers))


@pytest.mark.parametrize("secret", [SECRET, OLD_SECRET], ids=["new", "old"])
async def test_while_a_key_is_rotated_either_verifies(client: HttpClient, secret: str) -> None:
    account = WebhookAccount(channel=ChannelName("hook"), secrets=(SECRET, OLD_SECRET))
    posted = await _posted(client, account)
    assert Webhook(secret).verify(posted.body, dict(posted.headers))


async def test_the_signature_covers_id_time_and_body(client: HttpClient) -> None:
    with webhook_receiver() as receiver:
        await _post(client, receiver.url, now=AT)
        (posted,) = receiver.posted
    assert posted.headers["webhook-timestamp"] == "1765963800"
    digest = hmac.new(signing_key(SECRET), b"msg_1.1765963800." + posted.body, sha256).digest()
    assert posted.headers["webhook-signature"] == f"v1,{base64.b64encode(digest).decode()}"


async def test_a_repeat_changes_only_time_and_signature(client: HttpClient) -> None:
    with webhook_receiver() as receiver:
        for minutes in (0, 5):
            await _post(client, receiver.url, now=AT + timedelta(minutes=minutes))
        first, second = receiver.posted
    assert first.body == second.body
    changed = {name for name in first.headers if first.headers[name] != second.headers[name]}
    assert changed == {"webhook-timestamp", "webhook-signature"}


@pytest.mark.parametrize("message", MESSAGES)
def test_every_body_fits_the_schema(message: Message) -> None:
    assert list(schema_validator().iter_errors(json.loads(body_of(message)))) == []


@pytest.mark.parametrize("key", ["update", "before", "evidence"])
def test_the_schema_misses_what_is_missing(key: str) -> None:
    document = json.loads(body_of(update()))
    del document["data"][key]
    assert not schema_validator().is_valid(document)


def _with_lists(message: Message, length: int) -> Message:
    """A message with a list that some later version may make as long as it likes."""
    return replace(message, data=message.data | {"more": [message.data["evidence"]] * length})


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(update(quote="x" * 50_000), id="a long quote"),
        pytest.param(update(quote="학" * 50_000, title="교" * 50_000), id="long texts of three bytes a character"),
        pytest.param(update(quote='"\\' * 50_000), id="long texts that JSON doubles"),
        pytest.param(notice(text="word " * 10_000), id="a long notice"),
        pytest.param(_with_lists(update(), 5_000), id="a long list"),
    ],
)
def test_a_body_that_is_too_long_is_cut_and_still_fits_the_schema(message: Message) -> None:
    body = body_of(message)
    assert len(body) <= BODY_BYTES
    schema_validator().validate(json.loads(body))


def test_a_body_that_fits_is_whole() -> None:
    assert json.loads(body_of(update(quote="x" * 15_000)))["data"]["evidence"]["quote"] == "x" * 15_000


def test_half_a_character_does_not_break_the_body() -> None:
    assert json.loads(body_of(update(quote="half \ud83d")))["data"]["evidence"]["quote"] == "half \ufffd"


@pytest.mark.parametrize("status", [200, 201, 202, 204])
async def test_2xx_is_sent(client: HttpClient, status: int) -> None:
    result, _ = await _answered(client, Reply(status=status))
    assert result == Sent()


@pytest.mark.parametrize("status", [400, 401, 404, 422, 429, 500, 502, 503, 504])
async def test_any_other_answer_is_tried_again(client: HttpClient, status: int) -> None:
    result, _ = await _answered(client, Reply(status=status))
    assert result == NotSent(reason=f"http-{status}: the webhook's receiver did not take the message", retryable=True)


async def test_410_is_for_good(client: HttpClient) -> None:
    result, _ = await _answered(client, Reply(status=410))
    assert isinstance(result, NotSent)
    assert result.reason.startswith("gone")
    assert (result.retryable, result.closes) == (False, True)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_a_failure_and_not_followed(client: HttpClient, status: int) -> None:
    result, receiver = await _answered(client, Reply(status=status, headers=(("Location", "/elsewhere"),)))
    assert isinstance(result, NotSent)
    assert result.reason.startswith(f"http-{status}:")
    assert result.retryable
    assert [one.path for one in receiver.posted] == ["/hook"]


@pytest.mark.parametrize(
    "wish",
    [pytest.param("120", id="seconds"), pytest.param("Wed, 17 Dec 2025 09:32:00 GMT", id="a date")],
)
@pytest.mark.parametrize("status", [429, 503])
async def test_the_receiver_s_wish_is_heard(client: HttpClient, status: int, wish: str) -> None:
    result, _ = await _answered(client, Reply(status=status, headers=(("Retry-After", wish),)))
    assert isinstance(result, NotSent)
    assert result.retry_after == timedelta(minutes=2)


def test_an_attempt_takes_fifteen_seconds_at_most() -> None:
    assert WebhookAccount(channel=ChannelName("hook"), secrets=(SECRET,)).seconds == 15


async def test_a_receiver_that_keeps_silent_is_left_at_the_deadline(client: HttpClient) -> None:
    released = Event()
    account = WebhookAccount(channel=ChannelName("hook"), secrets=(SECRET,), seconds=0.3)
    with webhook_receiver() as receiver:
        receiver.replies.append(Reply(hold=released))
        result = await _post(client, receiver.url, account=account)
        released.set()
    assert result == NotSent(reason="timeout(total): no answer from the webhook's receiver", retryable=True)


async def test_a_large_answer_is_not_read_to_its_end(client: HttpClient) -> None:
    result, _ = await _answered(client, Reply(status=200, body=b"x" * 5_000_000))
    assert result == Sent()


@pytest.mark.parametrize(
    ("url", "reason", "retryable"),
    [
        ("http://10.0.0.1/hook?token=secret-in-the-address", "blocked-address: the webhook's host is private", True),
        ("ftp://hooks.example/secret-in-the-address", "bad-url:", False),
    ],
)
async def test_a_failure_never_tells_the_address(client: HttpClient, url: str, reason: str, retryable: bool) -> None:
    result = await _post(client, url)
    assert isinstance(result, NotSent)
    assert result.reason.startswith(reason)
    assert "secret-in-the-address" not in result.reason
    assert result.retryable is retryable


def test_a_secret_may_come_without_its_prefix() -> None:
    assert signing_key(SECRET.removeprefix("whsec_")) == signing_key(SECRET)


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_not base64!", "whsec_abc"])
def test_a_secret_that_is_none_is_refused_and_not_quoted(secret: str) -> None:
    with pytest.raises(ConfigError) as caught:
        signing_key(secret)
    assert not secret.removeprefix("whsec_") or secret.removeprefix("whsec_") not in str(caught.value)


def test_accounts_do_not_show_their_secrets() -> None:
    assert "MfKQ9r8" not in repr(ACCOUNT)
