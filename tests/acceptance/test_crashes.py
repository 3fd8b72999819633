"""Kill -9 at named points and at random: nothing is lost, and no more is repeated than the kills explain."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from season_watch.storage import schema
from season_watch.storage.header import SCHEMA
from tests.acceptance.invariants import expect_all_delivered, expect_sound
from tests.acceptance.ordeal import Ordeal, ordeal
from tests.acceptance.waiting import wait_until

pytestmark = pytest.mark.slow
torture = (pytest.mark.torture, pytest.mark.timeout(900))

EARLIEST, LATEST = 0.5, 3.0
"""Seconds after the start of a process between which a random kill falls: it imports for the first second, and has
checked, decided and sent by the third."""

NEXT_MIGRATION = f"""
import sys
from alembic import op
from sqlalchemy import Column, String

revision = "{SCHEMA + 1:04}"
down_revision = "{SCHEMA:04}"


def pause(point):
    print(point, flush=True)
    sys.stdin.readline()


def upgrade():
    op.execute("CREATE TABLE notes (number INTEGER PRIMARY KEY, words TEXT)")
    pause("made a table")
    with op.batch_alter_table("deliveries", recreate="always") as deliveries:
        deliveries.add_column(Column("flavour", String))
    pause("rebuilt a table")
    op.execute("INSERT INTO notes (words) SELECT title FROM items")
    op.execute("DELETE FROM items WHERE id NOT IN (SELECT item FROM updates)")
    pause("moved the rows")
"""
POINTS = ("made a table", "rebuilt a table", "moved the rows")

MIGRATING = "import sys; from pathlib import Path; from season_watch.storage.schema import migrate; \
migrate(Path(sys.argv[1]), Path(sys.argv[2]))"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Ordeal]:
    with ordeal(tmp_path) as found:
        yield found


def die_when_fetched_and_not_applied(world: Ordeal) -> None:
    """The child that reads is started once a body is there, and loads for longer than the kill takes."""
    before = world.updates()
    with world.daemon() as daemon:
        wait_until(lambda: bool(daemon.children))
        world.kill(daemon)
    assert world.updates() == before, "the point was missed"


def die_when_applied_and_not_sent(world: Ordeal) -> None:
    """The tick that delivers comes up to a second after the commit."""
    before, waiting = world.updates(), world.unsent()
    with world.daemon() as daemon:
        wait_until(lambda: world.updates() > before)
        world.kill(daemon)
    new = world.unsent() - waiting
    assert new
    assert new.isdisjoint(world.receipts().by_id()), "the point was missed"


def die_when_mailed_and_not_recorded(world: Ordeal) -> None:
    """The mail server has the mail, and the daemon waits for its answer."""
    answer = world.hold_mails()
    received = len(world.mailbox.received)
    with world.daemon() as daemon:
        mail = world.mailbox.wait_for(received + 1)[-1]
        world.kill(daemon)
    world.speed_up()
    answer.set()
    assert mail.message["Message-ID"].strip("<>").partition("@")[0] in world.unsent(), "the point was missed"


def die_when_posted_and_not_recorded(world: Ordeal) -> None:
    """The webhook's receiver has the post, and the daemon waits for its answer."""
    answer = world.hold_a_post()
    received = len(world.hook.posted)
    with world.daemon() as daemon:
        post = world.hook.wait_for(received + 1)[-1]
        world.kill(daemon)
    answer.set()
    assert post.headers["webhook-id"] in world.unsent(), "the point was missed"


NAMED_POINTS = (
    die_when_fetched_and_not_applied,
    die_when_applied_and_not_sent,
    die_when_mailed_and_not_recorded,
    die_when_posted_and_not_recorded,
)


def die_at_random(world: Ordeal, randomness: Random) -> None:
    """Anywhere from the imports to the rest after the work."""
    with world.starting_daemon() as daemon:
        time.sleep(randomness.uniform(EARLIEST, LATEST))
        world.kill(daemon)


@pytest.mark.parametrize(
    ("at_each_point", "at_random"),
    [pytest.param(1, 3, id="short"), pytest.param(3, 20, id="full", marks=torture)],
)
def test_nothing_is_lost_and_little_is_repeated_however_the_daemon_dies(
    world: Ordeal, at_each_point: int, at_random: int
) -> None:
    _begin(world)
    for die in NAMED_POINTS * at_each_point:
        world.publish()
        die(world)
        expect_sound(world.configuration.database)
    world.slow_down()
    randomness = Random(world.kills)
    for _ in range(at_random):
        world.publish(3)
        die_at_random(world, randomness)
        expect_sound(world.configuration.database)
    world.speed_up()
    _expect_all_went_well(world)


@pytest.mark.parametrize("times", [pytest.param(1, id="short"), pytest.param(3, id="full", marks=torture)])
def test_a_daemon_that_dies_while_it_makes_its_database_makes_it_at_the_next_start(world: Ordeal, times: int) -> None:
    database = world.configuration.database
    log = database.with_name(f"{database.name}-wal")
    for _ in range(times):
        with world.starting_daemon() as daemon:
            wait_until(log.exists)
            world.kill(daemon)
        assert schema.current(database) == 0, "the point was missed"
    world.publish()
    _expect_all_went_well(world)


@pytest.mark.parametrize(
    "points", [pytest.param(POINTS[1:2], id="short"), pytest.param(POINTS, id="full", marks=torture)]
)
def test_a_migration_that_dies_in_the_middle_leaves_the_database_as_it_was(
    world: Ordeal, tmp_path: Path, points: tuple[str, ...]
) -> None:
    _begin(world)
    versions = _next_versions(tmp_path / "versions")
    for point in points:
        _die_while_migrating(world, versions, point)
        expect_sound(world.configuration.database, schema=SCHEMA)
        world.publish()
    _expect_all_went_well(world)


def _begin(world: Ordeal) -> None:
    """A database with something in it."""
    world.publish(2)
    with world.daemon() as daemon:
        wait_until(world.is_done)
        assert daemon.stop() == 0


def _expect_all_went_well(world: Ordeal) -> None:
    """Let a last daemon catch up, and look at everything."""
    with world.daemon() as daemon:
        wait_until(world.is_done)
        assert daemon.stop() == 0
    expect_sound(world.configuration.database)
    tally = expect_all_delivered(world.configuration.database, world.receipts(), excuses=world.kills)
    assert tally.updates == len(world.published)
    print(
        f"\n{world.kills} kills, {tally.updates} updates, {tally.receipts} receipts, {tally.duplicates} of them repeats"
    )


def _next_versions(folder: Path) -> Path:
    """The migrations of a program one schema ahead, whose newest waits at each of its points."""
    shutil.copytree(schema.VERSIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / f"v{SCHEMA + 1:04}_next.py").write_text(NEXT_MIGRATION, "utf-8")
    return folder


def _die_while_migrating(world: Ordeal, versions: Path, last: str) -> None:
    command = [sys.executable, "-c", MIGRATING, str(world.configuration.database), str(versions)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as migrating:
        assert migrating.stdin is not None
        assert migrating.stdout is not None
        for point in POINTS[: POINTS.index(last) + 1]:
            assert migrating.stdout.readline().strip() == point
            if point == last:
                break
            print(file=migrating.stdin, flush=True)
        migrating.kill()
        world.kills += 1
