from pathlib import Path

import pytest

from season_watch.config.finding import find, from_file, usual_database, usual_places
from season_watch.model.errors import ConfigError

NAME = "season-watch.toml"


def placed(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("", encoding="utf-8")
    return path


def test_the_places_are_looked_in_from_the_nearest_to_the_machine(tmp_path: Path) -> None:
    env = {"XDG_CONFIG_HOME": str(tmp_path / "xdg")}

    assert usual_places(env, tmp_path / "here") == (
        tmp_path / "here" / NAME,
        tmp_path / "here" / "config" / NAME,
        tmp_path / "xdg" / "season-watch" / NAME,
        Path("/etc/season-watch") / NAME,
    )


def test_each_place_gives_way_to_the_one_before_it(tmp_path: Path) -> None:
    env = {"XDG_CONFIG_HOME": str(tmp_path / "xdg")}
    cwd = tmp_path / "here"

    for place in reversed(usual_places(env, cwd)[:3]):
        placed(place)
        assert find(None, env, cwd) == place


def test_the_variable_gives_way_to_the_option_and_both_come_before_all_places(tmp_path: Path) -> None:
    placed(tmp_path / NAME)
    by_variable = placed(tmp_path / "variable.toml")
    by_option = placed(tmp_path / "option.toml")
    env = {"SEASON_WATCH_CONFIG": str(by_variable)}

    assert find(None, env, tmp_path) == by_variable
    assert find(by_option, env, tmp_path) == by_option


def test_a_named_file_that_is_missing_is_a_fault_though_another_exists(tmp_path: Path) -> None:
    placed(tmp_path / NAME)
    missing = tmp_path / "missing.toml"

    with pytest.raises(ConfigError) as by_option:
        find(missing, {}, tmp_path)
    with pytest.raises(ConfigError) as by_variable:
        find(None, {"SEASON_WATCH_CONFIG": str(missing)}, tmp_path)

    assert str(by_option.value) == f"{missing}: there is no such file, though -c names it"
    assert str(by_variable.value) == f"{missing}: there is no such file, though $SEASON_WATCH_CONFIG names it"


def test_a_folder_is_no_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        find(tmp_path, {}, tmp_path)

    assert str(caught.value) == f"{tmp_path} is a folder, though -c names it: name the file in it"


def test_no_file_at_all_names_the_places_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as failure:
        find(None, {"HOME": str(tmp_path)}, tmp_path / "here")

    assert str(failure.value) == (
        f"no {NAME} was found in {tmp_path}/here, {tmp_path}/here/config, {tmp_path}/.config/season-watch, "
        "/etc/season-watch: write one with `season-watch init`, or name yours with -c"
    )


@pytest.mark.parametrize(
    ("env", "database"),
    [
        pytest.param({"HOME": "/home/you"}, "/home/you/.local/share/season-watch/season-watch.db", id="at home"),
        pytest.param({"HOME": "/home/you", "XDG_DATA_HOME": "/data"}, "/data/season-watch/season-watch.db", id="xdg"),
        pytest.param(
            {"HOME": "/home/you", "XDG_DATA_HOME": ""},
            "/home/you/.local/share/season-watch/season-watch.db",
            id="empty",
        ),
    ],
)
def test_the_database_is_among_the_user_s_data(env: dict[str, str], database: str) -> None:
    assert usual_database(env) == Path(database)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        pytest.param("/srv/watch.db", "/srv/watch.db", id="absolute"),
        pytest.param("~/watch.db", "/home/you/watch.db", id="in the home folder"),
        pytest.param("data/watch.db", "/etc/season-watch/data/watch.db", id="beside the file"),
    ],
)
def test_a_path_is_meant_from_where_the_file_is(written: str, meant: str) -> None:
    assert from_file(Path(written), Path("/etc/season-watch") / NAME, {"HOME": "/home/you"}) == Path(meant)
