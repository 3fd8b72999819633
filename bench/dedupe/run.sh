#!/usr/bin/env bash
# run.sh "N ..."   how well copies are told, then what it costs to add an item to N stored, beside datasketch's MinHashLSH.
# BENCH_VENVS holds the environment of that, which is made where it is missing.
set -euo pipefail
sizes=${1:-10000 100000 1000000}
here=$(cd "$(dirname "$0")" && pwd)
python=${SEASON_WATCH_BIN:-$here/../../.venv/bin}/python
peer=${BENCH_VENVS:-$HOME/.cache/season-bench/venvs}/datasketch
if [[ ! -e $peer/.ready ]]; then
    "$python" -m venv "$peer"
    "$peer/bin/python" -m pip install --quiet 'datasketch==2.0.0'
    touch "$peer/.ready"
fi
export PYTHONPATH=$here:$here/../../src
"$python" "$here/quality.py"
results=$(mktemp)
trap 'rm -f "$results"' EXIT
for n in $sizes; do
    "$python" "$here/speed.py" "$n" | sed 's/^/season-watch /' >>"$results"
    "$peer/bin/python" "$here/peer.py" "$n" | sed 's/^/datasketch /' >>"$results"
done
"$python" "$here/report.py" "$results"
