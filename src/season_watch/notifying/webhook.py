"""Posts a delivery by Standard Webhooks: signed, with an id that stays the same at every attempt.

Source: the Standard Webhooks specification, version 1. Every answer but 2xx is a failure that is tried again, except
410, by which a receiver says that it wants no more.
"""

import base64
import binascii
import hmac
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus

from season_watch.model.delivery import Delivery, NotSent, SendResult, Sent
from season_watch.model.errors import ConfigError
from season_watch.notifying.accounts import WebhookAccount
from season_watch.notifying.document import body_of
from season_watch.outbound.client import HttpClient
from season_watch.outbound.exchange import Answer, Failure, Headers, Request
from season_watch.outbound.tls_faults import is_of_tls
from season_watch.outbound.waiting import retry_after

ANSWER_BYTES = 64 * 1024
"""Only the status counts; so much is read that a connection can be kept."""

_PREFIX = "whsec_"


async def post(delivery: Delivery, account: WebhookAccount, now: datetime, client: HttpClient) -> SendResult:
    """Post one delivery to its recipient's address within `account.seconds`."""
    body = body_of(delivery.message)
    request = Request(
        method="POST",
        url=delivery.recipient,
        headers=signed_headers(delivery, body, account, now),
        body=body,
        seconds=account.seconds,
        body_bytes=ANSWER_BYTES,
        allow=account.allow,
    )
    match await client.exchange(request):
        case Answer() as answer:
            return result_of(answer, now)
        case Failure(reason="bad-url"):
            return NotSent(reason="bad-url: the webhook's address is no http or https address", retryable=False)
        case Failure(reason="blocked-address" as reason):
            return NotSent(
                reason=f"{reason}: the webhook's host is private, and `allow` doesn't have it", retryable=True
            )
        case Failure(reason=reason, detail=detail) if is_of_tls(reason):
            return NotSent(reason=f"{reason}: {detail}", retryable=True)
        case Failure(reason=reason):
            # The detail may quote the address, which is often a secret in itself.
            return NotSent(reason=f"{reason}: no answer from the webhook's receiver", retryable=True)


def signing_key(secret: str) -> bytes:
    """The key in a secret (`whsec_` and base64, or base64 alone). Raises `ConfigError`, which never quotes it."""
    try:
        key = base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not key:
        raise ConfigError("a webhook's secret must be `whsec_` followed by base64")
    return key


def signed_headers(delivery: Delivery, body: bytes, account: WebhookAccount, now: datetime) -> Headers:
    """The headers of an attempt made at `now`; one signature a secret, so that a receiver may know either."""
    timestamp = str(int(now.timestamp()))
    content = f"{delivery.id}.{timestamp}.".encode() + body
    return (
        ("Content-Type", "application/json"),
        ("webhook-id", delivery.id),
        ("webhook-timestamp", timestamp),
        ("webhook-signature", " ".join(_signature(secret, content) for secret in account.secrets)),
    )


def result_of(answer: Answer, now: datetime) -> SendResult:
    """What an answer means. Its status alone counts, even where the rest of it never came."""
    status = answer.status
    if 200 <= status < 300:
        return Sent()
    if status == HTTPStatus.GONE:
        return NotSent(reason="gone: the webhook's receiver wants no more (410)", retryable=False, closes=True)
    why = "has moved; redirects are not followed" if 300 <= status < 400 else "did not take the message"
    return NotSent(
        reason=f"http-{status}: the webhook's receiver {why}", retryable=True, retry_after=retry_after(answer, now)
    )


def _signature(secret: str, content: bytes) -> str:
    digest = hmac.new(signing_key(secret), content, sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"
