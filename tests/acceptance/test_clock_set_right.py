"""A daemon that was started by a clock a year ahead, as of a board without a battery, and is told the time later."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from season_watch.storage.queries import reading, sources
from tests.acceptance.calendar_process import calendar_process
from tests.acceptance.configuring import Configuration, Feed
from tests.acceptance.feeds import feed_reply
from tests.acceptance.waiting import wait_until
from tests.servers.scripted_http import ScriptedServer
from tests.vocabulary import WATCH

pytestmark = pytest.mark.slow

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
AHEAD = NOW + timedelta(days=365)


def test_a_daemon_whose_clock_is_set_right_checks_again_at_once_and_only_once(tmp_path: Path) -> None:
    with ScriptedServer() as web:
        web.answer("/feed", feed_reply(()))
        feeds = (Feed(name="wire", url=web.url("/feed")),)
        configuration = Configuration(folder=tmp_path, watches=(WATCH,), feeds=feeds)

        def checked_at() -> datetime | None:
            with reading(configuration.database) as connection:
                return sources(connection)[0].last_checked_at

        with calendar_process(configuration.write(), AHEAD) as daemon:
            wait_until(lambda: checked_at() == AHEAD)
            daemon.move_to(NOW)
            web.wait_for(2)
            assert daemon.stop() == 0
        assert (checked_at(), len(web.requests)) == (NOW, 2)
