"""The systemd unit: what it promises, and that systemd itself understands it where it is there."""

import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

from tests.packaging.checkout import text_of

UNIT = "packaging/season-watch.service"
PROGRAM = "/opt/season-watch/bin/season-watch"
EXPOSURE = 20
"""The most that `systemd-analyze security` may find, in tenths; it was 17 when the unit was written."""

systemd_analyze = shutil.which("systemd-analyze")
needs_systemd = pytest.mark.skipif(systemd_analyze is None, reason="systemd-analyze is not installed")


def settings() -> dict[str, list[str]]:
    """The unit's settings by `Section.Key`; a key may stand more than once."""
    found: dict[str, list[str]] = defaultdict(list)
    section = ""
    for line in text_of(UNIT).splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            key, _, value = line.partition("=")
            found[f"{section}.{key}"].append(value)
    return found


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("Type", "notify"),
        ("NotifyAccess", "main"),
        ("ExecStart", f"{PROGRAM} run"),
        ("ExecReload", "/bin/kill -HUP $MAINPID"),
        ("WatchdogSec", "60"),
        ("Restart", "on-failure"),
        ("RestartPreventExitStatus", "2"),
        ("TimeoutStopSec", "15"),
        ("User", "season-watch"),
        ("StateDirectory", "season-watch"),
        ("ProtectSystem", "strict"),
        ("ProtectHome", "yes"),
        ("PrivateTmp", "yes"),
        ("NoNewPrivileges", "yes"),
        ("CapabilityBoundingSet", ""),
        ("RestrictAddressFamilies", "AF_UNIX AF_INET AF_INET6"),
        ("MemoryMax", "1G"),
        ("OOMPolicy", "continue"),
        ("EnvironmentFile", "-/etc/season-watch/season-watch.env"),
    ],
)
def test_the_service_has(key: str, value: str) -> None:
    assert settings()[f"Service.{key}"] == [value]


def test_configuration_and_database_are_named() -> None:
    assert settings()["Service.Environment"] == [
        "SEASON_WATCH_CONFIG=/etc/season-watch/season-watch.toml",
        "SEASON_WATCH__STORAGE__PATH=%S/season-watch/season-watch.db",
    ]


def test_it_starts_with_the_machine() -> None:
    assert settings()["Install.WantedBy"] == ["multi-user.target"]


@needs_systemd
def test_systemd_finds_no_fault_in_it(tmp_path: Path) -> None:
    unit = tmp_path / "season-watch.service"
    unit.write_text(text_of(UNIT).replace(PROGRAM, "/bin/true"), encoding="utf-8")
    found = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True)
    assert (found.returncode, found.stderr) == (0, "")


@needs_systemd
def test_systemd_finds_little_that_is_left_open(tmp_path: Path) -> None:
    unit = tmp_path / "season-watch.service"
    unit.write_text(text_of(UNIT), encoding="utf-8")
    command: list[str | Path] = [
        "systemd-analyze",
        "security",
        "--offline=true",
        f"--threshold={EXPOSURE}",
        "--no-pager",
        unit,
    ]
    found = subprocess.run(command, capture_output=True, text=True)
    assert found.returncode == 0, found.stdout
