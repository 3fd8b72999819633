#!/usr/bin/env bash
# run.sh "N ..." [ROUNDS] [TOOL ...]   poll N feeds by season-watch and, in turn, by what it is compared with.
# Prints the medians as tables, then the ratios. BENCH_SHARED is the folder with the farm and the others' drivers;
# BENCH_VENVS holds their environments, which are made where they are missing; BENCH_RESULTS keeps each run's figures.
set -euo pipefail
sizes=${1:-1000} rounds=${2:-3}
tools=("${@:3}")
[[ ${#tools[@]} -gt 0 ]] || tools=(bare-httpx season-watch reader)
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
shared=$(cd "${BENCH_SHARED:-$root/../shared/bench}" && pwd)
export SEASON_WATCH_BIN=${SEASON_WATCH_BIN:-$root/.venv/bin} SEASON_WATCH_POLL=$here
export BENCH_VENVS=${BENCH_VENVS:-$HOME/.cache/season-bench/venvs}

environment() { # NAME PACKAGE ...
    local name=$1
    shift
    [[ -e $BENCH_VENVS/$name/.ready ]] && return
    "$SEASON_WATCH_BIN/python" -m venv "$BENCH_VENVS/$name"
    "$BENCH_VENVS/$name/bin/python" -m pip install --quiet "$@"
    touch "$BENCH_VENVS/$name/.ready"
}
environment lab httpx aiohttp
environment reader 'reader[cli]' sgmllib3k # its feedparser needs what it no longer brings

work=$(mktemp -d)
chmod 755 "$work" # the farm's server may run as another user
export FARM_DIR=$work/farm BENCH_STATE=$work/state BENCH_RESULTS=${BENCH_RESULTS:-$work/results.jsonl}
trap '"$shared/farm/farm.sh" down; rm -rf "$work"' EXIT
mkdir -p "$work/bench/poll/tools" "$FARM_DIR"
ln -s "$shared/farm" "$work/bench/farm"
ln -s "$shared/poll/"{poll.sh,run.sh,measure.py,floors} "$work/bench/poll/"
ln -s "$shared/poll/tools/"*.sh "$here/season-watch.sh" "$work/bench/poll/tools/"
for n in $sizes; do
    "$shared/farm/farm.sh" up "$n" >/dev/null
    "$work/bench/poll/run.sh" "$n" "$rounds" -- "${tools[@]}" >/dev/null
done
python3 "$shared/poll/report.py" "$BENCH_RESULTS"
python3 "$here/ratios.py" "$BENCH_RESULTS"
