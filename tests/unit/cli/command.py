"""Runs the command line as a process."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How a process ended, and what it said."""

    code: int
    out: str
    err: str


def environment(at: Path) -> dict[str, str]:
    """An environment of its own: a home in `at`, English, UTC, and no settings of the developer's."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "PYTHONPYCACHEPREFIX") if name in os.environ}
    return {**kept, "HOME": str(at), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def season_watch(*arguments: str, at: Path, env: Mapping[str, str] = {}) -> Told:
    """Run one command in a folder, without a terminal."""
    done = subprocess.run(
        [sys.executable, "-m", "season_watch", *arguments],
        cwd=at,
        env={**environment(at), **env},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    return Told(code=done.returncode, out=done.stdout, err=done.stderr)
