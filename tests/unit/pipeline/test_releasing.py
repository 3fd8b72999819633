"""What reaches a recipient of a rule that holds, as the hours go by and clocks are set."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from season_watch.model.board import UpdateKey
from season_watch.model.delivery import Delivery, DeliveryId, DeliveryState, Message
from season_watch.model.timing import AT_ONCE, QuietHours, Timing
from season_watch.notifying.document import body_of
from season_watch.pipeline.plan import Plan, Wanted
from season_watch.pipeline.releasing import LISTED, digest_message, released, timed
from season_watch.policy.timing import STORM
from tests.fakes.store import FakeStore
from tests.unit.pipeline.world import MAIL
from tests.unit.policy.clock_changes import WINDOWS, days

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
START = datetime(2026, 5, 1, 12, tzinfo=UTC)
LEASE = 10 * MINUTE


def message(name: str, at: datetime, label: str = "Moving S2", kind: str = "update.confirmed") -> Message:
    said = {
        "key": name,
        "watch": "moving",
        "label": label,
        "facet": "release",
        "change": "opened",
        "at": at.isoformat(),
    }
    data = {"update": said, "evidence": {"outlet": "The Outlet", "url": "https://outlet.example/story"}}
    return Message(kind=kind, at=at, subject=f"[{label}] Confirmed: {name}", data=data)


class Recipient:
    """One recipient under one timing, who takes all that leaves; `taken` has when, and how many updates it told."""

    def __init__(self, timing: Timing) -> None:
        self.timing = timing
        self.store = FakeStore()
        self.taken: list[tuple[datetime, int]] = []
        self._decided = 0

    async def decide(self, at: datetime, count: int = 1) -> None:
        """So many updates are decided."""
        for _ in range(count):
            self._decided += 1
            name = f"u{self._decided}"
            delivery = Delivery(
                id=DeliveryId(name),
                channel=MAIL.name,
                recipient=MAIL.recipients[0],
                message=message(name, at),
                created_at=at,
                update=UpdateKey(name),
                next_attempt_at=at,
            )
            plan = Plan(at=at, deliveries=timed((delivery,), self.timing))
            await self.store.write(Wanted(), lambda _known, plan=plan: plan)  # type: ignore[misc]

    async def tick(self, at: datetime) -> None:
        """What may leave does, and is taken."""
        await self.store.release(at, partial(released, now=at))
        while leased := await self.store.lease_deliveries(at, 100, LEASE):
            for one in leased:
                count = one.message.data["digest"]["count"] if "digest" in one.message.data else 1
                self.taken.append((at, count))
                await self.store.record_attempt(_sent(one))

    @property
    def told(self) -> int:
        return sum(count for _, count in self.taken)


def _sent(one: Delivery) -> Delivery:
    return replace(one, state=DeliveryState.SENT, attempts=1, next_attempt_at=None)


def half_hours(first: date, count: int, zone: str) -> Iterable[datetime]:
    start = datetime(first.year, first.month, first.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return (start + number * 30 * MINUTE for number in range(count * 48))


@pytest.mark.parametrize(("zone", "change"), WINDOWS, ids=[f"{zone}-{day}" for zone, day in WINDOWS])
@pytest.mark.parametrize("digest", ["0 0 * * *", "30 1 * * *", "15 2 * * *", "0 8 * * *"])
async def test_a_daily_digest_comes_once_a_local_day_whatever_the_clocks_do(
    digest: str, zone: str, change: date
) -> None:
    recipient, first = Recipient(Timing(zone=zone, digest=digest)), change - 2 * DAY
    for number, at in enumerate(half_hours(first, 5, zone)):
        await recipient.tick(at)
        if number % 6 == 0:
            await recipient.decide(at)
    came = tuple(at.astimezone(ZoneInfo(zone)).date() for at, _ in recipient.taken)
    # On the first day, what is due before anything was decided is not sent.
    assert came in {days(first, 5), days(first, 5)[1:], (*days(first, 5)[1:], days(first, 6)[5])}


@pytest.mark.parametrize(
    "jump", [HOUR, -HOUR, DAY, -DAY, 400 * DAY, -400 * DAY], ids=["+1h", "-1h", "+1d", "-1d", "+400d", "-400d"]
)
@pytest.mark.parametrize(
    "timing",
    [
        pytest.param(AT_ONCE, id="at-once"),
        pytest.param(Timing(digest="0 8 * * *", zone="Europe/Berlin"), id="digest"),
        pytest.param(Timing(quiet=QuietHours(start=time(22), end=time(7)), zone="Asia/Seoul"), id="quiet"),
        pytest.param(Timing(group_wait=HOUR, group_interval=4 * HOUR), id="group"),
        pytest.param(Timing(a_day=2, zone="America/Santiago"), id="cap"),
    ],
)
async def test_a_clock_that_jumps_makes_no_storm_and_no_stall(timing: Timing, jump: timedelta) -> None:
    recipient, at = Recipient(timing), START
    for number in range(2 * 48):
        at += 30 * MINUTE
        if number == 48:
            at += jump
        if number % 4 == 0:
            await recipient.decide(at)
        await recipient.tick(at)
    before = len(recipient.taken)
    assert before <= 25
    for _ in range(3 * 48):
        at += 30 * MINUTE
        await recipient.tick(at)
    assert recipient.told == 24
    assert len(recipient.taken) - before <= 4


async def test_what_quiet_hours_held_is_one_message_when_they_end() -> None:
    recipient = Recipient(Timing(quiet=QuietHours(start=time(22), end=time(7)), zone="Europe/Berlin"))
    night = datetime(2026, 5, 1, 23, tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)
    for hour in range(9):
        await recipient.decide(night + hour * HOUR)
        await recipient.tick(night + hour * HOUR)
    assert recipient.taken == [(night + 8 * HOUR, 1), (night + 8 * HOUR, 8)]


async def test_nothing_over_the_cap_is_lost_and_the_next_day_tells_it_as_one() -> None:
    recipient = Recipient(Timing(a_day=2, zone="UTC"))
    for hour in range(10):
        await recipient.decide(START + hour * HOUR)
        await recipient.tick(START + hour * HOUR)
    assert [count for _, count in recipient.taken] == [1, 1]
    await recipient.tick(START + 12 * HOUR)
    assert recipient.taken[2:] == [(START + 12 * HOUR, 8)]


async def test_a_storm_of_thousands_in_a_minute_becomes_a_few_messages() -> None:
    recipient = Recipient(AT_ONCE)
    for second in range(60):
        await recipient.decide(START + timedelta(seconds=second), 8)
        await recipient.tick(START + timedelta(seconds=second))
    await recipient.tick(START + 10 * MINUTE)
    assert recipient.told == 480
    assert len(recipient.taken) <= STORM + 2


async def test_a_digest_never_changes_once_it_is_made_and_names_what_it_tells() -> None:
    recipient = Recipient(Timing(group_wait=MINUTE))
    await recipient.decide(START, 3)
    await recipient.store.release(START + MINUTE, partial(released, now=START + MINUTE))
    (digest,) = await recipient.store.lease_deliveries(START + MINUTE, 10, LEASE)
    await recipient.decide(START + MINUTE)
    await recipient.store.release(START + 2 * MINUTE, partial(released, now=START + 2 * MINUTE))
    (again,) = await recipient.store.lease_deliveries(START + HOUR, 10, LEASE)
    assert (again.id, again.message) == (digest.id, digest.message)
    told = [one for one in recipient.store.deliveries.values() if one.digested_in == digest.id]
    assert [(one.state, one.reason) for one in told] == [
        (DeliveryState.SUPPRESSED, "told in one message with 2 others")
    ] * 3


def test_a_digest_lists_so_many_and_counts_the_rest_by_watch() -> None:
    rumours = tuple(message(f"r{number}", START, "Moving S2", "update.rumoured") for number in range(60))
    facts = tuple(message(f"f{number}", START + HOUR, "Silo S2") for number in range(10))
    made = digest_message((*rumours, *facts), START + DAY)
    assert made.subject == "[season-watch] 70 updates"
    assert made.data["digest"] == {
        "count": 70,
        "unlisted": 70 - LISTED,
        "since": START.isoformat(),
        "watches": [{"label": "Moving S2", "count": 60}, {"label": "Silo S2", "count": 10}],
    }
    keys = [entry["key"] for entry in made.data["updates"]]
    assert keys == [f"f{number}" for number in range(10)] + [f"r{number}" for number in range(LISTED - 10)]


def test_a_digest_of_long_addresses_lists_those_that_fit_whole_and_counts_the_rest() -> None:
    messages = []
    for number in range(LISTED):
        told = message(f"u{number}", START, label=f"지금 우리 학교는 S{number}")
        told.data["evidence"]["url"] = f"https://outlet.example/{number}/" + "a" * (30_000 if number == 3 else 900)
        messages.append(told)
    digest = digest_message(tuple(messages), START)
    document = json.loads(body_of(digest))["data"]

    listed = document["updates"]
    assert document == digest.data
    assert {one["url"] for one in listed} < {told.data["evidence"]["url"] for told in messages}
    assert len(listed) > 8
    assert len(listed) + document["digest"]["unlisted"] == document["digest"]["count"] == LISTED
