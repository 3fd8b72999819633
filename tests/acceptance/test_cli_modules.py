"""What a command may load: speed of start is a promise, and every import is paid for by every command."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.command import environment
from tests.unit.cli.kept import keep

HEAVY = {
    "aiohttp",
    "aiosmtplib",
    "alembic",
    "apscheduler",
    "asyncio",
    "bs4",
    "feedparser",
    "jinja2",
    "lxml",
    "rich",
    "sqlalchemy",
    "sqlmodel",
    "structlog",
    "trafilatura",
}
LOADED = """
import sys
from season_watch.cli.main import main
try:
    main({arguments!r})
except SystemExit:
    print(*sys.modules, file=sys.stderr)
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    keep(folder)
    return folder


@pytest.mark.parametrize(
    "command",
    ["--help", "--version", "list", "status", "show 1", "sources list", "alerts list --json", "healthcheck", "version"],
)
def test_a_command_that_only_reads_loads_nothing_heavy(command: str, world: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(arguments=command.split())],
        cwd=world,
        env=environment(world),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "season_watch" in loaded
    assert loaded & HEAVY == set()
    if command == "--help":
        assert "pydantic" not in loaded
