"""When what waits for a recipient may leave."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from season_watch.model.delivery import ChannelName, Delivery, DeliveryId, Message
from season_watch.model.timing import AT_ONCE, QuietHours, Timing
from season_watch.policy.timing import STORM, STORM_SPAN, Release, Waiting, first_hold, not_in_quiet_hours, release
from tests.stopwatch import least_seconds
from tests.unit.policy.clock_changes import WINDOWS, days

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NIGHT = QuietHours(start=time(22), end=time(7))
GROUPED = Timing(group_wait=30 * MINUTE, group_interval=2 * HOUR)
CAPPED = Timing(a_day=3)
DAILY = Timing(digest="0 12 * * *")


def waiting(timing: Timing, *, fresh: int = 0, held: int = 0, **more: tuple[datetime, ...]) -> Waiting:
    """So many deliveries that were decided now, after so many that were held until now."""
    early = tuple(_delivery(f"held {number}", timing, NOW - HOUR) for number in range(held))
    late = tuple(_delivery(f"fresh {number}", timing, NOW) for number in range(fresh))
    return Waiting(timing=timing, deliveries=(*early, *late), **more)


def _delivery(name: str, timing: Timing, created_at: datetime) -> Delivery:
    return Delivery(
        id=DeliveryId(name),
        channel=ChannelName("mail"),
        recipient="fan@home.example",
        message=Message(kind="update.confirmed", at=created_at, subject=name, data={}),
        created_at=created_at,
        next_attempt_at=NOW,
        timing=timing,
    )


def summary(found: Release) -> tuple[int, int, int]:
    """How many leave alone, together, and not."""
    return len(found.alone), len(found.together), len(found.held)


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        pytest.param(waiting(AT_ONCE, fresh=3), (3, 0, 0), id="each-alone-where-nothing-is-held"),
        pytest.param(waiting(AT_ONCE, fresh=STORM), (STORM, 0, 0), id="as-many-as-no-storm-makes"),
        pytest.param(waiting(AT_ONCE, fresh=STORM + 1), (0, STORM + 1, 0), id="a-storm-is-one-message"),
        pytest.param(waiting(AT_ONCE, fresh=2, told=(NOW,) * (STORM - 1)), (0, 2, 0), id="a-storm-that-builds-up"),
        pytest.param(waiting(AT_ONCE, fresh=1, told=(NOW,) * STORM), (0, 0, 1), id="a-storm-that-goes-on"),
        pytest.param(waiting(Timing(quiet=NIGHT), held=3, fresh=1), (1, 3, 0), id="what-was-held-is-one"),
        pytest.param(waiting(GROUPED, fresh=3), (0, 3, 0), id="a-group-is-one"),
        pytest.param(waiting(GROUPED, fresh=1, left=(NOW - HOUR,)), (0, 0, 1), id="within-the-interval"),
        pytest.param(waiting(GROUPED, fresh=1, left=(NOW - 2 * HOUR,)), (0, 1, 0), id="after-the-interval"),
        pytest.param(waiting(GROUPED, fresh=1, left=(NOW + DAY,)), (0, 1, 0), id="a-clock-that-was-set-back"),
        pytest.param(waiting(CAPPED, fresh=5), (3, 0, 2), id="as-many-as-the-day-has-room-for"),
        pytest.param(waiting(CAPPED, fresh=5, left=(NOW - HOUR,)), (2, 0, 3), id="less-what-left-today"),
        pytest.param(waiting(CAPPED, fresh=5, held=4), (2, 4, 3), id="yesterdays-rest-is-one-message"),
        pytest.param(waiting(CAPPED, fresh=5, left=(NOW - DAY,) * 9), (3, 0, 2), id="yesterday-does-not-count"),
        pytest.param(waiting(CAPPED, held=5, left=(NOW - HOUR,) * 3), (0, 0, 5), id="a-day-that-is-full"),
        pytest.param(waiting(DAILY, held=5), (0, 5, 0), id="a-digest-is-one"),
        pytest.param(waiting(DAILY, held=5, left=(NOW,)), (0, 0, 5), id="a-digest-that-was-sent-already"),
        pytest.param(waiting(DAILY, held=5, left=(NOW + HOUR,)), (0, 0, 5), id="sent-before-the-clock-was-set-back"),
        pytest.param(waiting(DAILY, held=5, left=(NOW - DAY, NOW + 400 * DAY)), (0, 5, 0), id="other-days-digests"),
    ],
)
def test_what_waits_leaves_alone_together_or_not(group: Waiting, expected: tuple[int, int, int]) -> None:
    assert summary(release(group, NOW)) == expected


def test_a_storm_is_over_a_few_minutes_after_it_began() -> None:
    told = tuple(NOW - MINUTE + number * timedelta(seconds=1) for number in range(STORM))
    found = release(waiting(AT_ONCE, fresh=1, told=told), NOW)
    assert found.hold is not None
    assert found.hold.until == told[0] + STORM_SPAN


def test_what_is_over_the_cap_waits_for_the_next_day_there() -> None:
    seoul = Timing(a_day=1, zone="Asia/Seoul")
    found = release(waiting(seoul, fresh=2), NOW)
    assert found.hold is not None
    assert found.hold.until == datetime(2026, 5, 2, tzinfo=ZoneInfo("Asia/Seoul"))


@pytest.mark.parametrize(("zone", "change"), WINDOWS, ids=[f"{zone}-{day}" for zone, day in WINDOWS])
@pytest.mark.parametrize(
    "quiet",
    [
        pytest.param(NIGHT, id="22-07"),
        pytest.param(QuietHours(start=time(0), end=time(2, 30)), id="0-2.30"),
        pytest.param(QuietHours(start=time(1, 45), end=time(3)), id="1.45-3"),
        pytest.param(QuietHours(start=time(23, 30), end=time(0)), id="23.30-0"),
        pytest.param(QuietHours(start=time(9), end=time(17)), id="by-day"),
    ],
)
def test_quiet_hours_end_once_each_day_and_hold_nothing_beyond(zone: str, change: object, quiet: QuietHours) -> None:
    timing = Timing(zone=zone, quiet=quiet)
    first = days(change, 1)[0] - 2 * DAY  # type: ignore[arg-type]
    at = datetime(first.year, first.month, first.day, 12, tzinfo=UTC)
    ends = set()
    for moment in (at + number * 30 * MINUTE for number in range(2 * 24 * 4)):
        hold = first_hold(timing, moment)
        until = not_in_quiet_hours(timing, moment)
        assert until == (hold.until if hold else moment)
        assert first_hold(timing, until) is None
        assert until - moment < 15 * HOUR
        wall = moment.astimezone(ZoneInfo(zone)).time()
        if hold is None and wall.minute == 0 and _is_within(wall, quiet):
            assert moment.astimezone(ZoneInfo(zone)).date() in {change, change + DAY}  # type: ignore[operator]
        ends |= {hold.until} if hold else set()
    assert 3 <= len(ends) <= 5


def _is_within(wall: time, quiet: QuietHours) -> bool:
    if quiet.start < quiet.end:
        return quiet.start <= wall < quiet.end
    return wall >= quiet.start or wall < quiet.end


def test_a_further_attempt_waits_for_the_end_of_quiet_hours() -> None:
    timing = Timing(zone="Europe/Berlin", quiet=NIGHT)
    assert not_in_quiet_hours(timing, datetime(2026, 5, 1, 21, tzinfo=UTC)) == datetime(2026, 5, 2, 5, tzinfo=UTC)
    assert not_in_quiet_hours(None, NOW) == NOW


def test_how_many_digests_left_costs_nothing() -> None:
    timing = Timing(digest="*/5 * * * *", zone="Europe/Berlin")

    def taken(count: int) -> float:
        group = waiting(timing, fresh=1, left=tuple(NOW - number * timedelta(minutes=5) for number in range(1, count)))
        return least_seconds(lambda: release(group, NOW))

    assert taken(576) < 4 * taken(576 // 8)
