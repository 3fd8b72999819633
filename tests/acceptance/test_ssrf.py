"""No packet leaves for a forbidden address, however it is written, named, or led to."""

import json
import os
import shutil
import subprocess
import sys
from typing import Any

import pytest

# Every address there is leads to this machine itself: whatever is dialled is accepted, and seen.
ALL_ROADS_LEAD_HERE = (
    "ip link set lo up && ip route add local 0.0.0.0/0 dev lo && ip -6 route add local ::/0 dev lo && "
    f"exec {sys.executable} -W error -m tests.acceptance.ssrf_campaign"
)
FEWEST_CASES = 200
FEWEST_CONTROLS = 20
FEWEST_CANARIES = 25
"""Of the forbidden addresses so many can be dialled at all; multicast and broadcast can't over TCP."""


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    path = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    inside = [shutil.which("unshare", path=path) or "unshare", "--net", "--map-root-user"]
    if shutil.which("ip", path=path) is None or subprocess.run([*inside, "true"], capture_output=True).returncode:
        pytest.skip("a network namespace of one's own can't be had here: `ip` and `unshare --net` are needed")
    done = subprocess.run(
        [*inside, "sh", "-c", ALL_ROADS_LEAD_HERE], capture_output=True, text=True, env={**os.environ, "PATH": path}
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_no_forbidden_address_is_ever_dialled(report: dict[str, Any]) -> None:
    assert report["cases"] >= FEWEST_CASES
    assert report["reached"] == []


def test_nothing_comes_of_a_forbidden_address(report: dict[str, Any]) -> None:
    assert report["answered"] == []


def test_of_a_mixed_answer_only_the_permitted_addresses_are_dialled(report: dict[str, Any]) -> None:
    assert report["strayed"] == []


def test_public_addresses_pass(report: dict[str, Any]) -> None:
    assert report["controls"] >= FEWEST_CONTROLS
    assert report["refused"] == []


def test_the_canaries_hear_what_the_guard_would_let_through(report: dict[str, Any]) -> None:
    assert report["canaries"] >= FEWEST_CANARIES
