"""What every memory of sites promises: one suite, run on the fake and on SQLite."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from season_watch.model.site import HostRest, RobotsFile
from season_watch.model.source import Validators
from season_watch.pipeline.ports import SiteMemory

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
REST = HostRest(host="one.example", until=NOW + HOUR)
FILE = RobotsFile(
    place="https://one.example/robots.txt",
    checked_at=NOW,
    status=200,
    validators=Validators(etag='"1"', last_modified="then", given_by="https://two.example/robots.txt"),
    text="User-agent: *\nDisallow: /\x00\ufffd\n",
)


@pytest.fixture
def memory(empty: SiteMemory) -> SiteMemory:
    return empty


async def test_nothing_is_known_of_strangers(memory: SiteMemory) -> None:
    assert await memory.rests(NOW) == ()
    assert await memory.robots(FILE.place) is None


async def test_a_host_rests_until_its_time(memory: SiteMemory) -> None:
    await memory.keep_rest(REST, NOW)
    assert await memory.rests(REST.until - timedelta(seconds=1)) == (REST,)
    assert await memory.rests(REST.until) == ()


async def test_a_longer_rest_takes_the_place_of_the_one_before(memory: SiteMemory) -> None:
    longer = replace(REST, until=NOW + 2 * HOUR)
    await memory.keep_rest(REST, NOW)
    await memory.keep_rest(longer, NOW)
    assert await memory.rests(NOW) == (longer,)


async def test_a_file_is_kept_whole(memory: SiteMemory) -> None:
    await memory.keep_robots(FILE)
    assert await memory.robots(FILE.place) == FILE


async def test_the_last_answer_counts(memory: SiteMemory) -> None:
    missing = RobotsFile(place=FILE.place, checked_at=NOW + HOUR, status=404)
    await memory.keep_robots(FILE)
    await memory.keep_robots(missing)
    assert await memory.robots(FILE.place) == missing


async def test_a_site_that_is_not_read_for_a_month_is_forgotten(memory: SiteMemory) -> None:
    other = replace(FILE, place="https://two.example/robots.txt", checked_at=NOW + timedelta(days=31))
    await memory.keep_robots(FILE)
    await memory.keep_robots(other)
    assert await memory.robots(FILE.place) is None
    assert await memory.robots(other.place) == other
