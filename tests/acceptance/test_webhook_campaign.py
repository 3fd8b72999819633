"""Thousands of posts, repeats among them, each verified by two libraries that others wrote."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from standardwebhooks.webhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError as Refused

from season_watch.model.delivery import Channel, ChannelKind, ChannelName, DeliveryState, Message
from season_watch.notifying.accounts import WebhookAccount
from season_watch.notifying.document import BODY_BYTES
from season_watch.storage.schema import migrate
from tests.acceptance.invariants import CHANGES_AT_EACH_ATTEMPT
from tests.acceptance.outbox import outbox
from tests.servers.webhooks import Posted, Reply, webhook_receiver
from tests.unit.notifying.samples import notice, schema_validator, update

svix = pytest.importorskip("svix.webhooks", reason="svix comes with the development requirements (`make test`)")

OLD, NEW = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
STRANGE = "whsec_d3JvbmcgZG9vcg=="

REFUSED_ONCE = 0.05
"""Share of the posts that the receiver puts off once, so that they come again under their ids."""

ALPHABETS = (
    "aeiou nrst",
    "가나다라 마바사",
    "quotes \" \\ and 'these'",
    "<b>&amp;</b>",
    "\r\n\t\x00\x1b[31m",
    "👩‍👩‍👧‍👦 🏳️‍🌈",
    "\u202eesrever\u2028\u2029",
)
LENGTHS = (0, 1, 40, 300, 9_000)


@pytest.mark.slow
@pytest.mark.parametrize(
    "count",
    [
        pytest.param(100, id="short"),
        pytest.param(2_000, id="full", marks=(pytest.mark.torture, pytest.mark.timeout(600))),
    ],
)
async def test_every_post_is_verified_by_the_libraries_of_others(tmp_path: Path, count: int) -> None:
    database, randomness = tmp_path / "season-watch.db", Random(count)
    migrate(database)
    with webhook_receiver() as receiver:
        receiver.replies.extend(Reply(status=503 if randomness.random() < REFUSED_ONCE else 204) for _ in range(count))
        channel = Channel(name=ChannelName("hook"), kind=ChannelKind.WEBHOOK, recipients=(receiver.url,))
        async with outbox(database, channel, WebhookAccount(channel=channel.name, secrets=(NEW, OLD))) as sending:
            await sending.queue(_message(randomness) for _ in range(count))
            for wait in (timedelta(), timedelta(seconds=10)):
                sending.now = datetime.now(UTC) + wait
                await sending.attempt()
            kept = sending.kept()
    assert {one.state for one in kept} == {DeliveryState.SENT}
    assert {one.id for one in kept} == {one.headers["webhook-id"] for one in receiver.posted}
    assert len(receiver.posted) == sum(one.attempts for one in kept) > count
    _expect_verified(receiver.posted)
    _expect_repeats_to_be_the_same(receiver.posted)


def _message(randomness: Random) -> Message:
    """An update or a notice whose words are as strange as a feed can make them."""
    words = "".join(randomness.choices(randomness.choice(ALPHABETS), k=randomness.choice(LENGTHS)))
    if randomness.random() < 0.1:
        return notice(text=words)
    return update(quote=words, title=words[::-1], outlet=words[:200])


def _expect_verified(posted: list[Posted]) -> None:
    """By either secret, by both libraries; not by another secret, nor with another byte. The body is as described."""
    described = schema_validator()
    for place, one in enumerate(posted):
        headers = dict(one.headers)
        for secret in (NEW, OLD):
            assert Webhook(secret).verify(one.body, headers) == json.loads(one.body)
            svix.Webhook(secret).verify(one.body, headers)
        assert len(one.body) <= BODY_BYTES
        described.validate(json.loads(one.body))
        if place % 50 == 0:
            _expect_refused(one)


def _expect_refused(one: Posted) -> None:
    for secret, body in ((STRANGE, one.body), (NEW, one.body.replace(b'"', b"'", 1))):
        with pytest.raises(Refused):
            Webhook(secret).verify(body, dict(one.headers))
        with pytest.raises(svix.WebhookVerificationError):
            svix.Webhook(secret).verify(body, dict(one.headers))


def _expect_repeats_to_be_the_same(posted: list[Posted]) -> None:
    first: dict[str, tuple[dict[str, str], bytes]] = {}
    for one in posted:
        lasting = {name: value for name, value in one.headers.items() if name not in CHANGES_AT_EACH_ATTEMPT}
        assert first.setdefault(one.headers["webhook-id"], (lasting, one.body)) == (lasting, one.body)
