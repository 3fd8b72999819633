import re
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from season_watch.model.errors import StorageError
from season_watch.storage import schema
from season_watch.storage.engine import open_engine
from season_watch.storage.header import APPLICATION_ID, SCHEMA
from season_watch.storage.rows import Row
from season_watch.storage.schema import MigrationResult, migrate
from tests.unit.storage.databases import integrity

NEXT = SCHEMA + 1

HEAVY = f"""
from alembic import op

revision = "{NEXT:04}"
down_revision = "{SCHEMA:04}"


def upgrade() -> None:
    op.execute("CREATE TABLE heavy (number INTEGER PRIMARY KEY, words TEXT)")
    for start in range(0, 200_000, 10_000):
        op.execute(
            "WITH RECURSIVE n(number) AS (SELECT %d UNION ALL SELECT number + 1 FROM n LIMIT 10000)"
            " INSERT INTO heavy SELECT number, hex(randomblob(40)) FROM n" % start
        )
    with op.batch_alter_table("watches") as watches:
        watches.drop_column("archived")
    op.execute("CREATE INDEX ix_heavy ON heavy (words)")
"""
"""A migration that takes long enough to be killed in its middle, and that rebuilds a table."""

MIGRATING = """
import sys
from pathlib import Path
from season_watch.storage import migrating, schema
print("starting", flush=True)
schema.migrate(Path(sys.argv[1]), Path(sys.argv[2]))
"""

SECONDS_TO_KILL_IN = 0.4
"""About as long as the heavy migration takes: the kills fall before, in and after it."""


@pytest.fixture
def next_versions(tmp_path: Path) -> Path:
    """The migrations of a program one schema ahead."""
    versions = tmp_path / "versions"
    versions.mkdir()
    for script in schema.VERSIONS.glob("v*.py"):
        shutil.copy(script, versions)
    (versions / f"v{NEXT:04}_heavy.py").write_text(HEAVY)
    return versions


def scalar(path: Path, statement: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchone()[0]


def test_a_missing_database_is_made(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "w.db"
    assert schema.current(path) == 0
    assert migrate(path) == MigrationResult(before=0, after=SCHEMA)
    assert schema.current(path) == SCHEMA
    assert scalar(path, "PRAGMA application_id") == APPLICATION_ID
    schema.check(path)


def test_a_current_database_is_left_alone(database: Path) -> None:
    before = database.read_bytes()
    assert migrate(database) == MigrationResult(before=SCHEMA, after=SCHEMA)
    assert database.read_bytes() == before


def test_the_migrations_make_the_tables_that_the_rows_describe(database: Path) -> None:
    engine = open_engine(database, checkpoints=True)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Row.metadata) == []
    engine.dispose()


def test_the_program_knows_its_newest_migration(tmp_path: Path) -> None:
    assert migrate(tmp_path / "w.db").after == SCHEMA


def test_a_database_with_data_is_copied_before_it_moves(database: Path, next_versions: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("INSERT INTO watches VALUES ('w', 'W', 1, '[]', NULL, 0, NULL, NULL)")
    result = migrate(database, next_versions)
    assert (result.before, result.after) == (SCHEMA, NEXT)
    assert result.backup is not None
    assert result.backup.stat().st_mode & 0o777 == 0o600
    assert schema.current(result.backup) == SCHEMA
    assert scalar(result.backup, "SELECT name FROM watches") == "w"
    assert list(database.parent.glob("*.part")) == []


def test_a_schema_newer_than_the_program_is_refused_with_the_way_back(database: Path, next_versions: Path) -> None:
    backup = migrate(database, next_versions).backup
    for use in (schema.check, migrate):
        with pytest.raises(StorageError, match=f"schema {NEXT}.*{re.escape(str(backup))}"):
            use(database)


def test_a_schema_older_than_the_program_asks_for_migrate(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="season-watch migrate"):
        schema.check(tmp_path / "missing.db")


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "theirs.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    before = path.read_bytes()
    with pytest.raises(StorageError, match="another program"):
        migrate(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear season-watch, " * 100)
    with pytest.raises(StorageError, match="not a database"):
        migrate(path)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="can't be used"):
        migrate(tmp_path / "file" / "w.db")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["watch.db", "new.db"], ids=["a database with a schema", "no database yet"])
@pytest.mark.parametrize("seed", range(3))
def test_a_migration_killed_at_any_moment_can_be_run_again(
    database: Path, next_versions: Path, name: str, seed: int
) -> None:
    path = database.with_name(name)
    _kill_while_migrating(path, next_versions, SECONDS_TO_KILL_IN * Random(f"{name} {seed}").random())
    assert integrity(path) == "ok"
    assert schema.current(path) in (0, SCHEMA, NEXT)
    assert migrate(path, next_versions).after == NEXT
    assert integrity(path) == "ok"
    assert scalar(path, "SELECT count(*) FROM heavy") == 200_000
    assert list(path.parent.glob("*.part")) == []


def _kill_while_migrating(path: Path, versions: Path, moment: float) -> None:
    command = [sys.executable, "-c", MIGRATING, str(path), str(versions)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as migrating:
        assert migrating.stdout is not None
        assert migrating.stdout.readline() == b"starting\n"
        time.sleep(moment)
        migrating.kill()


def test_alembic_is_not_imported_for_a_database_that_is_current(database: Path) -> None:
    code = "import sys; from pathlib import Path; from season_watch.storage.schema import migrate"
    code += "; migrate(Path(sys.argv[1])); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, str(database)], capture_output=True, text=True, check=True)
    assert {"alembic", "sqlalchemy"}.isdisjoint(done.stdout.split())
