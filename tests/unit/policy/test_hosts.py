from datetime import UTC, datetime, timedelta

import pytest

from season_watch.policy.hosts import is_resting, put_off, rest_until

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("wish", "before", "until"),
    [
        pytest.param(None, None, None, id="it asks for nothing"),
        pytest.param(timedelta(), None, None, id="it asks for no time"),
        pytest.param(HOUR, None, NOW + HOUR, id="it asks for an hour"),
        pytest.param(30 * DAY, None, NOW + DAY, id="one wrong header costs a day at most"),
        pytest.param(MINUTE, NOW + HOUR, NOW + HOUR, id="what it asked for before still holds"),
        pytest.param(HOUR, NOW + 30 * DAY, NOW + DAY, id="what it asked of a clock that was ahead"),
        pytest.param(2 * HOUR, NOW + HOUR, NOW + 2 * HOUR, id="it asks for more than before"),
        pytest.param(None, NOW + HOUR, NOW + HOUR, id="it says nothing of what it asked for before"),
        pytest.param(None, NOW - HOUR, None, id="what it asked for is over"),
    ],
)
def test_a_host_is_left_alone_for_as_long_as_it_asks(
    wish: timedelta | None, before: datetime | None, until: datetime | None
) -> None:
    assert rest_until(NOW, wish, before) == until


@pytest.mark.parametrize(
    ("until", "rests"),
    [
        pytest.param(None, False, id="it asked for nothing"),
        pytest.param(NOW + HOUR, True, id="it asked for an hour"),
        pytest.param(NOW, False, id="that is over"),
        pytest.param(NOW + 365 * DAY, False, id="it asked a clock that was ahead"),
    ],
)
def test_a_host_rests_until_its_time(until: datetime | None, rests: bool) -> None:
    assert is_resting(until, NOW) is rests


def test_a_check_is_put_off_to_the_end_of_the_rest() -> None:
    assert put_off(HOUR).length == HOUR
    assert put_off(HOUR).reason == "its host asks to be left alone"
