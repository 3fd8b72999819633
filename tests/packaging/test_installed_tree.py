"""The installed program as the image and the systemd unit run it: another user, who may write to the data alone."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.packaging.checkout import ROOT, version

NOBODY = 65534
SECONDS_TO_START = 30.0
SECONDS_TO_DRAIN = 10.0

pytestmark = [
    pytest.mark.skipif(os.getuid() != 0, reason="only root can run the program as another user"),
    pytest.mark.slow,
]


class Ended(NamedTuple):
    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """The program in a tree that nobody may write to, and the one folder that its user may."""

    python: Path
    tree: Path
    libraries: Path
    data: Path

    @contextmanager
    def started(self, *command: str | Path) -> Iterator[subprocess.Popen[str]]:
        """A process of the program's user, ended on the way out."""
        with subprocess.Popen(
            command,
            cwd=self.data,
            env=self._environment(),
            user=NOBODY,
            group=NOBODY,
            extra_groups=[],
            umask=0o077,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            try:
                yield process
            finally:
                process.kill()

    def run(self, *arguments: str) -> Ended:
        """Run one command of the program to its end."""
        return self.ended(self.python, "-m", "season_watch", *arguments)

    def ended(self, *command: str | Path) -> Ended:
        with self.started(*command) as process:
            out, err = process.communicate()
        return Ended(process.returncode, out, err)

    def _environment(self) -> dict[str, str]:
        return {
            "HOME": str(self.data),
            "TMPDIR": str(self.data),
            "LANG": "C.UTF-8",
            "PATH": "/usr/bin:/bin",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": f"{self.tree}{os.pathsep}{self.libraries}",
            "SEASON_WATCH_CONFIG": str(self.data / "season-watch.toml"),
            "SEASON_WATCH__STORAGE__PATH": str(self.data / "season-watch.db"),
        }

    def files(self) -> set[tuple[str, int]]:
        """Every file of the tree with the time of its last change."""
        return {(str(path), path.lstat().st_mtime_ns) for path in self.tree.rglob("*")}


def _python_for_nobody() -> Path | None:
    """This interpreter, or one of the same version that stands where its user may reach it."""
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    candidates = (Path(sys.executable), Path("/usr/bin") / name, Path("/usr/local/bin") / name)
    return next((python for python in candidates if python.exists() and _runs(python)), None)


def _runs(python: Path) -> bool:
    try:
        return subprocess.run([python, "-c", ""], user=NOBODY, group=NOBODY, extra_groups=[]).returncode == 0
    except PermissionError:
        return False


def _readable_libraries(into: Path) -> Path:
    """What the program needs, where its user may read it: copied where the environment is shut off."""
    libraries = Path(sysconfig.get_path("purelib"))
    shut_off = any(not folder.stat().st_mode & stat.S_IXOTH for folder in (libraries, *libraries.parents))
    if not shut_off:
        return libraries
    shutil.copytree(libraries, into, ignore=shutil.ignore_patterns("__pycache__", "mypy*", "ruff*", "uv*"))
    return into


def _wheel(into: Path) -> Path:
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", into], cwd=ROOT, check=True)
    (wheel,) = into.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def program() -> Iterator[Installed]:
    python = _python_for_nobody()
    if python is None:
        pytest.skip("no interpreter of this version stands where another user may run it")
    # Not below pytest's own folder, which is shut to other users.
    with tempfile.TemporaryDirectory(prefix="season-watch-installed-") as name:
        home = Path(name)
        tree, data = home / "tree", home / "data"
        wheel = _wheel(home / "dist")
        uv = Path(sys.executable).with_name("uv")
        offline = ("--offline", "--no-deps", "--no-config", "--quiet")
        subprocess.run([uv, "pip", "install", *offline, "--python", python, "--target", tree, wheel], check=True)
        data.mkdir()
        os.chown(data, NOBODY, NOBODY)
        home.chmod(0o755)
        subprocess.run(["chmod", "-R", "a+rX,a-w", tree], check=True)
        yield Installed(python=python, tree=tree, libraries=_readable_libraries(home / "libraries"), data=data)


@pytest.fixture
def ready(program: Installed) -> Installed:
    """The program with a configuration that asks nothing of the network, and its database."""
    for path in program.data.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    config = program.data / "season-watch.toml"
    config.write_text('[[watch]]\nname = "w"\ntitle = "All of Us Are Dead"\nseason = 2\n', encoding="utf-8")
    config.chmod(0o644)
    migrated = program.run("migrate")
    assert migrated.code == 0, migrated.err
    return program


def test_it_tells_its_version(program: Installed) -> None:
    told = program.run("version")
    assert (told.code, told.err) == (0, "")
    assert version() in told.out


def test_it_runs_from_the_installed_tree_and_not_from_the_checkout(program: Installed) -> None:
    where = program.ended(program.python, "-c", "import season_watch; print(season_watch.__file__)")
    assert Path(where.out.strip()).is_relative_to(program.tree)


def test_nobody_but_its_owner_may_write_to_the_tree(program: Installed) -> None:
    assert program.ended("touch", program.tree / "new").code != 0
    assert program.ended("touch", program.tree / "season_watch" / "__init__.py").code != 0


def test_a_first_configuration_is_written_into_the_data_folder(program: Installed) -> None:
    (program.data / "season-watch.toml").unlink(missing_ok=True)
    written = program.run("init")
    assert written.code == 0, written.err
    assert "[[watch]]" in (program.data / "season-watch.toml").read_text(encoding="utf-8")


def test_the_database_is_made_for_its_user_alone(ready: Installed) -> None:
    made = (ready.data / "season-watch.db").stat()
    assert made.st_uid == NOBODY
    assert stat.S_IMODE(made.st_mode) == 0o600


def test_without_a_daemon_it_is_not_healthy_and_says_so_in_one_sentence(ready: Installed) -> None:
    asked = ready.run("healthcheck")
    assert asked.code == 1
    assert len((asked.out + asked.err).strip().splitlines()) == 1


def test_the_daemon_becomes_healthy_stops_in_time_and_leaves_the_tree_alone(ready: Installed) -> None:
    before = ready.files()
    with ready.started(ready.python, "-m", "season_watch", "run") as daemon:
        deadline = time.monotonic() + SECONDS_TO_START
        while (asked := ready.run("healthcheck")).code != 0:
            assert daemon.poll() is None, daemon.communicate()
            assert time.monotonic() < deadline, asked
        daemon.send_signal(signal.SIGTERM)
        log = daemon.communicate(timeout=SECONDS_TO_DRAIN)
        assert daemon.returncode == 0, log
    assert ready.files() == before
