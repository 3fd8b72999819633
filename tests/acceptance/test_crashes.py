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
from tests.acceptance import deaths
from tests.acceptance.invariants import Tally, expect_all_delivered, expect_no_leases, expect_no_traceback, expect_sound
from tests.acceptance.nursery import Nursery, nursery
from tests.acceptance.ordeal import Ordeal, ordeal
from tests.acceptance.small_disk import SmallDisk, small_disk
from tests.acceptance.waiting import wait_until

pytestmark = pytest.mark.slow
torture = (pytest.mark.torture, pytest.mark.timeout(1_800))

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
DISK = 4_000_000
"""Bytes of a disk that holds a small database with room to spare."""

LIVES = 21
"""How many databases are put through it, in orders of their own; a build has one. In one alone so much would happen
within minutes that it left as a storm."""

AT_RANDOM = 3
"""Kills at random in each, beside those at the named points."""

FULL_DISKS = 3
"""How often it is filled; each time takes the quarter of a minute after which the daemon tells of it."""

POINTS = ("made a table", "rebuilt a table", "moved the rows")

MIGRATING = "import sys; from pathlib import Path; from season_watch.storage.schema import migrate; \
migrate(Path(sys.argv[1]), Path(sys.argv[2]))"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Ordeal]:
    with ordeal(tmp_path) as found:
        yield found


@pytest.mark.parametrize(
    "seed", [pytest.param(0, id="short"), *(pytest.param(seed, marks=torture) for seed in range(1, LIVES))]
)
def test_nothing_is_lost_and_little_is_repeated_however_the_daemon_dies(world: Ordeal, seed: int) -> None:
    randomness = Random(seed)
    dying = [*deaths.NAMED, *[deaths.at_random] * AT_RANDOM]
    randomness.shuffle(dying)
    _begin(world)
    world.publish(2)
    started = time.monotonic()
    with nursery(world.configuration.path, "--backfill") as nest:
        for die in dying:
            die(world, nest, randomness)
            world.inspect()
    print(f"\n{world.kills} kills in {time.monotonic() - started:.0f} s")
    assert _tally_of_all(world).updates == len(world.published)


@pytest.mark.parametrize("times", [pytest.param(1, id="short"), pytest.param(3, id="full", marks=torture)])
def test_a_daemon_that_dies_while_it_makes_its_database_makes_it_at_the_next_start(world: Ordeal, times: int) -> None:
    database = world.configuration.database
    log = database.with_name(f"{database.name}-wal")
    for _ in range(times):
        with world.starting_daemon() as daemon:
            wait_until(log.exists)
            daemon.kill()
            world.kills += 1
        assert schema.current(database) == 0, "the point was missed"
    world.publish()
    assert _tally_of_all(world).updates == len(world.published)


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
    assert _tally_of_all(world).updates == len(world.published)


@pytest.mark.torture
@pytest.mark.timeout(300)
def test_a_daemon_that_dies_on_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    """A build fills a disk, too, and kills nobody: `test_own_voice.py`."""
    with small_disk(tmp_path / "disk", DISK) as disk, ordeal(disk.folder) as world:
        _begin(world)
        with nursery(world.configuration.path, "--backfill") as nest:
            for _ in range(FULL_DISKS):
                _die_on_a_full_disk(world, disk, nest)
        assert _tally_of_all(world).updates == len(world.published)


def _die_on_a_full_disk(world: Ordeal, disk: SmallDisk, nest: Nursery) -> None:
    """All but the notice that nothing can be written waits until there is room."""
    told, before, starts = _told_of_a_full_disk(world), world.updates(), nest.starts
    daemon = nest.start()
    wait_until(lambda: nest.starts > starts)
    disk.fill()
    world.publish()
    wait_until(lambda: _told_of_a_full_disk(world) > told)
    daemon.kill()
    world.kills += 1
    assert world.updates() == before
    disk.clear()
    world.inspect()


def _told_of_a_full_disk(world: Ordeal) -> int:
    return sum("the database can't be written" in mail.message["Subject"] for mail in tuple(world.mailbox.received))


def _begin(world: Ordeal) -> None:
    """A database with something in it."""
    world.publish(2)
    with world.daemon() as daemon:
        wait_until(world.is_done)
        assert daemon.stop() == 0


def _tally_of_all(world: Ordeal) -> Tally:
    """What there is once a last daemon has caught up, after a look at everything."""
    with world.daemon() as daemon:
        wait_until(world.is_done)
        assert daemon.stop() == 0
    world.inspect()
    expect_no_leases(world.configuration.database)
    expect_no_traceback(daemon.log)
    tally = expect_all_delivered(world.configuration.database, world.receipts(), excuses=world.excuses)
    print(
        f"\n{world.kills} kills, {tally.updates} updates, {tally.receipts} receipts, {tally.duplicates} of them repeats"
    )
    return tally


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
