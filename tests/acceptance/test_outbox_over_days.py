"""A message that nobody takes, over days: it is tried as often as was promised, and holds up no other."""

from datetime import timedelta
from itertools import accumulate
from pathlib import Path

from season_watch.model.delivery import Channel, ChannelKind, ChannelName, DeliveryState
from season_watch.notifying.accounts import WebhookAccount
from season_watch.policy.schedule import ATTEMPT_DELAYS
from season_watch.storage.schema import migrate
from tests.acceptance.outbox import START, Outbox, outbox
from tests.servers.webhooks import Posted, webhook_receiver
from tests.unit.notifying.samples import update

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
POISON = "poison"
QUOTES = ("one", POISON, "two", "three")
MOMENT = timedelta(seconds=1)


async def test_a_poison_message_is_tried_for_days_and_given_up_and_the_others_leave_in_order(tmp_path: Path) -> None:
    database = tmp_path / "season-watch.db"
    migrate(database)
    with webhook_receiver() as receiver:
        receiver.drops = lambda post: POISON.encode() in post.body
        channel = Channel(name=ChannelName("hook"), kind=ChannelKind.WEBHOOK, recipients=(receiver.url,))
        async with outbox(database, channel, WebhookAccount(channel=channel.name, secrets=(SECRET,))) as sending:
            await sending.queue(update(quote=quote) for quote in QUOTES)
            await sending.attempt()
            first, poison, *rest = sending.kept()
            assert [one.state for one in (first, *rest)] == [DeliveryState.SENT] * 3
            assert [one.headers["webhook-id"] for one in receiver.posted] == [one.id for one in sending.kept()]
            assert await _attempts(sending, receiver.posted, poison.id) == [START, *_promised()]
            assert _repeats_of(receiver.posted, poison.id) == 1
            assert sending.kept()[1].state is DeliveryState.DEAD
            receiver.drops = lambda _: False
            await sending.store.retry_dead((poison.id,), sending.now)
            await sending.attempt()
            assert sending.kept()[1].state is DeliveryState.SENT


def _promised() -> list[object]:
    """When an attempt is made each time that the one before failed."""
    return list(accumulate(ATTEMPT_DELAYS, initial=START))[1:]


async def _attempts(sending: Outbox, posted: list[Posted], id: str) -> list[object]:  # noqa: A002
    """When a delivery was attempted, by a clock that is moved to each attempt, and just before it in vain."""
    times: list[object] = [sending.now]
    while (due := next(one for one in sending.kept() if one.id == id).next_attempt_at) is not None:
        before = len(posted)
        sending.now = due - MOMENT
        await sending.attempt()
        assert len(posted) == before, "it was tried too early"
        sending.now = due
        await sending.attempt()
        assert len(posted) == before + 1
        times.append(due)
    return times


def _repeats_of(posted: list[Posted], id: str) -> int:  # noqa: A002
    """How many different bodies came under an id."""
    return len({one.body for one in posted if one.headers["webhook-id"] == id})
