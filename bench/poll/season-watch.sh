# shellcheck shell=bash
# season-watch as a daemon that runs already. A poll makes every source due, as `season-watch poll` beside a daemon
# does, and ends when the database says that all were checked since.
# SEASON_WATCH_BIN: the environment it is installed in. SEASON_WATCH_POLL: the folder of this file.
database=season-watch.db
# Only the daemon folds its log back: what writes beside it never does.
ask() { sqlite3 -cmd '.timeout 5000' -cmd 'PRAGMA wal_autocheckpoint = 0' "$database" "$1" | tail -n 1; }
tool_version() { "$SEASON_WATCH_BIN/season-watch" --version | awk '{ print $NF }'; }
tool_setup() { "$SEASON_WATCH_BIN/python" "$SEASON_WATCH_POLL/prepare.py" "$FEEDS"; }
tool_start() {
    "$SEASON_WATCH_BIN/season-watch" -c season-watch.toml run 2>daemon.log &
    echo $! >daemon.pid
    until grep -q running daemon.log; do kill -0 "$(<daemon.pid)"; sleep 0.1; done
    # shellcheck disable=SC2034  # poll.sh reads it
    DAEMON=(--daemon "$(<daemon.pid)")
}
tool_poll() {
    local since
    since=$(date -u +%Y-%m-%dT%H:%M:%S.%6N+00:00)
    ask "UPDATE sources SET next_check_at = '$since'" >/dev/null
    until [[ $(ask "SELECT EXISTS (SELECT 1 FROM sources WHERE last_checked_at IS NULL OR last_checked_at < '$since')") == 0 ]]; do
        sleep 0.1
    done
}
tool_stop() {
    [[ -s daemon.pid ]] || return 0
    kill "$(<daemon.pid)" 2>/dev/null || true
    while kill -0 "$(<daemon.pid)" 2>/dev/null; do sleep 0.05; done
    rm daemon.pid
}
tool_count() { ask 'SELECT count(*) FROM seen_digests'; }
