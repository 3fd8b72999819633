from dataclasses import replace
from datetime import timedelta

import pytest

from season_watch.model.source import FeedWish, Source, SourceName
from season_watch.policy.clock import furthest_check, happened_by
from season_watch.policy.hosts import put_off
from season_watch.policy.pace import limits_of
from season_watch.policy.schedule import Interval, backoff, next_check
from tests.vocabulary import day

NOW = day("2026-03-01")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WIRE = Source(name=SourceName("wire"), url="https://wire.example/feed")
SELDOM = replace(WIRE, every=3 * DAY)


@pytest.mark.parametrize("source", [WIRE, SELDOM, replace(WIRE, slowest=10 * DAY)], ids=["hourly", "seldom", "slow"])
@pytest.mark.parametrize("jitter", [0.0, 0.999])
def test_no_check_is_put_off_further_than_a_right_clock_may(source: Source, jitter: float) -> None:
    always = FeedWish(ttl=10**6, hours=tuple(range(24)))
    slowest = Interval(length=limits_of(source).slowest, reason="quiet")
    for interval in (slowest, backoff(source.every, 99), put_off(DAY)):
        for wish in (always, FeedWish()):
            planned = next_check(NOW, interval, every=source.every, server_wish=30 * DAY, feed_wish=wish, jitter=jitter)
            assert planned.at <= furthest_check(source, NOW)


def test_what_a_clock_a_year_ahead_put_off_is_further_than_it_may() -> None:
    assert all(furthest_check(source, NOW) < NOW + 365 * DAY for source in (WIRE, SELDOM))


def test_a_clock_that_is_set_right_by_a_moment_shows_nothing() -> None:
    assert happened_by(NOW) >= NOW + timedelta(seconds=30)
