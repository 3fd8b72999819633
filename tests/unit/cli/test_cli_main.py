"""The whole command line within this process: help, exit codes, errors of one sentence."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from season_watch.cli.main import main
from tests.unit.cli.kept import keep

COMMANDS = tuple(
    tuple(command.split())
    for command in (
        "init",
        "check",
        "run",
        "poll",
        "list",
        "status",
        "stories",
        "show",
        "explain",
        "reject",
        "mute",
        "unmute",
        "corrections list",
        "corrections remove",
        "rebuild",
        "replay",
        "demo",
        "sources list",
        "sources add",
        "sources pause",
        "sources resume",
        "alerts list",
        "alerts test",
        "alerts retry",
        "migrate",
        "healthcheck",
        "version",
    )
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    keep(folder)
    return folder


@pytest.fixture(autouse=True)
def _at_home(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(world)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("SEASON_WATCH_CONFIG", raising=False)


def ran(*arguments: str) -> int | str | None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    return caught.value.code or 0


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_with_an_example(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran(*command, "--help") == 0
    told = capsys.readouterr().out
    assert told.startswith(f"Usage: season-watch {' '.join(command)}")
    assert re.search(rf"Example: season-watch (-c \S+ )?{' '.join(command)}", " ".join(told.split()))
    assert max(map(len, told.splitlines())) <= 80


@pytest.mark.parametrize("group", [(), ("sources",), ("alerts",), ("corrections",)], ids=str)
def test_no_summary_is_cut(group: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert ran(*group, "--help") == 0
    assert "..." not in capsys.readouterr().out.replace("[ARGS]...", "")


def test_without_a_command_there_is_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert ran() == 0
    assert "season-watch init" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param(("sources",), 2, "Missing command", id="half a command"),
        pytest.param(("frobnicate",), 2, "No such command 'frobnicate'", id="unknown command"),
        pytest.param(("list", "--frob"), 2, "No such option: --frob", id="unknown option"),
        pytest.param(("list", "--facet", "weather"), 2, "weather", id="unknown facet"),
        pytest.param(("list", "--since", "soon"), 2, "soon", id="no date"),
        pytest.param(("show", "x"), 2, "valid integer", id="no number"),
        pytest.param(("alerts", "retry"), 2, "Name the alerts to retry, or say --all", id="neither ids nor all"),
        pytest.param(("-c", "none.toml", "list"), 2, "none.toml", id="no such configuration"),
        pytest.param(("--db", "none.db", "list"), 1, "There is no database at none.db", id="no such database"),
        pytest.param(("replay", "none.jsonl"), 1, "none.jsonl: No such file", id="no such items"),
        pytest.param(("show", "99"), 3, "There is no update 99", id="no such update"),
        pytest.param(("status", "nope"), 3, "There is no watch called nope", id="no such watch"),
        pytest.param(("list", "--watch", "silo"), 3, "No update matches", id="nothing listed"),
        pytest.param(("explain", "https://x.example/"), 3, "https://x.example/ is no update", id="no such item"),
        pytest.param(("alerts", "list", "--state", "dead"), 3, "No alert is dead", id="no such alert"),
        pytest.param(("alerts", "retry", "--all"), 3, "nothing to retry", id="nothing is dead"),
        pytest.param(("alerts", "test", "nope"), 3, "There is no channel called nope: there is hook", id="no channel"),
        pytest.param(("sources", "pause", "nope"), 3, "There is no source called nope", id="no such source"),
        pytest.param(("sources", "add", "ftp://x"), 2, "URL must be an http or https address", id="no web address"),
        pytest.param(
            ("sources", "add", "https://x.example", "--kind", "feed", "--entry", "li"),
            2,
            "--entry",
            id="feed, selector",
        ),
    ],
)
def test_a_failure_is_an_exit_code_and_one_sentence(
    arguments: tuple[str, ...], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran(*arguments) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert told.err.startswith("season-watch: ")
    assert said in told.err


def test_a_full_disk_is_told_and_is_no_fault_of_the_program() -> None:
    program = "from season_watch.cli.main import main; main(['version'])"
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-c", program], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )

    assert ended.returncode == 1
    assert ended.stderr == (
        "season-watch: Not all could be written, for no room is left on the disk: make some, and run it again.\n"
    )
