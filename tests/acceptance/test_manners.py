"""Hundreds of polls of sources with every habit, by a daemon that is stopped and killed in between: no bad manners."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random

import pytest

from season_watch.model.watch import Watch, WatchName
from season_watch.storage.instants import to_text
from season_watch.storage.queries import reading
from tests.acceptance.calendar_process import CalendarProcess, calendar_process
from tests.acceptance.configuring import Configuration, Feed
from tests.acceptance.feed_habits import SINCE, Source, sources
from tests.acceptance.waiting import wait_until
from tests.servers.manners import Manners
from tests.servers.scripted_http import Asked, Reply, ScriptedServer

pytestmark = pytest.mark.slow
manners = (pytest.mark.manners, pytest.mark.timeout(900))

EVERY = timedelta(hours=1)
OWNER = timedelta(minutes=15)
"""Where the owner says that a source is checked hourly, no rhythm makes it be asked more often."""

WATCH = Watch(name=WatchName("velvet"), title="Velvet Orchard", season=2)
STEP = timedelta(minutes=20)
LATEST = 0.4
"""Seconds after the calendar moved before which a random kill falls: by then all is fetched, read and kept."""

RESTLESS = "SELECT count(*) FROM sources WHERE NOT paused AND (next_check_at <= :now OR next_check_at = :leased)"
"""A source that is claimed has its bare interval before it; a check that is kept leaves one with jitter."""


@dataclass(slots=True, kw_only=True)
class Neighbourhood:
    """The hosts with their sources, and the one clock of all. `doomed` dies as soon as it has asked for something."""

    configuration: Configuration
    hosts: Mapping[int, ScriptedServer]
    manners: Manners = field(default_factory=lambda: Manners(now=SINCE + STEP, owner=OWNER))
    doomed: CalendarProcess | None = None
    kills: int = 0

    def open(self, source: Source) -> None:
        """Let a source answer."""
        places = tuple((self.hosts[source.host_of(path)], path) for path in source.habits)
        urls = (host.url(path) for host, path in places)
        scripts = self.manners.watch(dict(zip(urls, source.habits.values(), strict=True)))
        for (host, path), script in zip(places, scripts.values(), strict=True):
            host.answer(path, partial(self._answer, script))

    def _answer(self, script: Callable[[Asked], Reply], asked: Asked) -> Reply:
        reply = script(asked)
        if self.doomed:
            self.doomed.process.kill()
        return reply

    def is_at_rest(self) -> bool:
        """Whether no source is due or under way."""
        now = self.manners.now
        with reading(self.configuration.database) as connection:
            return not connection.execute(RESTLESS, {"now": to_text(now), "leased": to_text(now + EVERY)}).fetchone()[0]

    def live(self, steps: int) -> None:
        """A daemon runs for so many steps, and is then stopped."""
        with calendar_process(self.configuration.path, self.manners.now) as daemon:
            for _ in range(steps):
                daemon.move_to(self.manners.now)
                wait_until(self.is_at_rest)
                self.manners.now += STEP
            assert daemon.stop() == 0

    def die_at_random(self, randomness: Random) -> None:
        """A daemon is killed at any moment of a step."""
        with calendar_process(self.configuration.path, self.manners.now) as daemon:
            daemon.move_to(self.manners.now)
            time.sleep(randomness.uniform(0, LATEST))
            self._kill(daemon)

    def die_when_asked(self) -> None:
        """A daemon is killed when it waits for an answer."""
        with calendar_process(self.configuration.path, self.manners.now) as daemon:
            self.doomed = daemon
            while daemon.process.poll() is None:
                self.manners.now += STEP
                daemon.move_to(self.manners.now)
                wait_until(lambda: daemon.process.poll() is not None or self.is_at_rest())
            self._kill(daemon)

    def _kill(self, daemon: CalendarProcess) -> None:
        daemon.kill()
        self.doomed = None
        self.kills += 1
        self.manners.killed()
        self.manners.now += STEP


@pytest.fixture
def neighbourhood(tmp_path: Path) -> Iterator[Neighbourhood]:
    """All the sources there are; no daemon runs yet."""
    with ExitStack() as stack:
        hosts: dict[int, ScriptedServer] = {}

        def host(number: int) -> ScriptedServer:
            if number not in hosts:
                hosts[number] = stack.enter_context(ScriptedServer(host=f"127.0.2.{number + 1}"))
            return hosts[number]

        habits = sources(lambda number, path: host(number).url(path))
        feeds = tuple(Feed(name=one.name, url=host(one.host).url(one.path)) for one in habits)
        configuration = Configuration(folder=tmp_path, watches=(WATCH,), feeds=feeds)
        configuration.write()
        world = Neighbourhood(configuration=configuration, hosts=hosts)
        for one in habits:
            world.open(one)
        yield world


@pytest.mark.parametrize(
    ("lives", "steps", "polls"),
    [pytest.param(1, 9, 100, id="short"), pytest.param(10, 8, 500, id="full", marks=manners)],
)
def test_no_request_is_unmannerly_whatever_the_servers_say_and_however_the_daemon_ends(
    neighbourhood: Neighbourhood, lives: int, steps: int, polls: int
) -> None:
    judge, randomness = neighbourhood.manners, Random(lives)
    for _ in range(lives):
        neighbourhood.live(steps)
        neighbourhood.die_when_asked()
        neighbourhood.die_at_random(randomness)
    neighbourhood.live(steps)
    print(f"\n{judge.score()}; {neighbourhood.kills} kills, {lives} stops")
    assert judge.faults == []
    assert judge.polls >= polls
    assert {host.busiest for host in neighbourhood.hosts.values()} == {1}
