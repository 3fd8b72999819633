"""What the build server runs."""

import os
import subprocess

from tests.packaging.checkout import ROOT, text_of

SCRIPT = ROOT / ".ci" / "run"


def test_it_is_a_script_that_bash_understands() -> None:
    assert os.access(SCRIPT, os.X_OK)
    assert subprocess.run(["bash", "-n", SCRIPT]).returncode == 0


def test_it_stops_at_the_first_failure() -> None:
    assert "\nset -euo pipefail\n" in text_of(".ci/run")


def test_it_runs_what_a_contributor_runs_and_nothing_after_it() -> None:
    assert text_of(".ci/run").splitlines()[-1] == "make check"


def test_it_fetches_what_else_would_be_skipped_before_it_runs_the_tests() -> None:
    lines = text_of(".ci/run").splitlines()
    assert lines.index("make feeds") < lines.index("make check")
