"""Where the configuration file and the database are, when nobody says."""

from collections.abc import Mapping
from pathlib import Path

from season_watch.model.errors import ConfigError

FILE_NAME = "season-watch.toml"
VARIABLE = "SEASON_WATCH_CONFIG"


def find(explicit: Path | None, env: Mapping[str, str], cwd: Path) -> Path:
    """The configuration file: `explicit` (from -c), else $SEASON_WATCH_CONFIG, else the first place that has one.

    Raises ConfigError where the named file, or any file at all, is missing.
    """
    if explicit is not None:
        return _named(explicit, "-c")
    if env.get(VARIABLE):
        return _named(Path(env[VARIABLE]), f"${VARIABLE}")
    places = usual_places(env, cwd)
    found = next((place for place in places if _is_there(place)), None)
    if found is None:
        raise ConfigError(
            f"no {FILE_NAME} was found in {', '.join(str(place.parent) for place in places)}: "
            "write one with `season-watch init`, or name yours with -c"
        )
    return found


def _named(path: Path, named_by: str) -> Path:
    if not _is_there(path):
        if _is_folder(path):
            raise ConfigError(f"{path} is a folder, though {named_by} names it: name the file in it")
        raise ConfigError(f"{path}: there is no such file, though {named_by} names it")
    return path


def _is_there(path: Path) -> bool:
    """Whether a file can be seen: in a folder that this user may not enter, there is none for them."""
    try:
        return path.is_file()
    except PermissionError:
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except PermissionError:
        return False


def usual_places(env: Mapping[str, str], cwd: Path) -> tuple[Path, ...]:
    """The places that are looked in, first to last."""
    return (
        cwd / FILE_NAME,
        cwd / "config" / FILE_NAME,
        _xdg(env, "XDG_CONFIG_HOME", ".config") / "season-watch" / FILE_NAME,
        Path("/etc/season-watch") / FILE_NAME,
    )


def usual_database(env: Mapping[str, str]) -> Path:
    """Where the database is when neither --db nor `[storage] path` says."""
    return _xdg(env, "XDG_DATA_HOME", ".local/share") / "season-watch" / "season-watch.db"


def from_file(path: Path, config: Path, env: Mapping[str, str]) -> Path:
    """A path as the configuration file means it: `~` is the home folder, and a relative path starts at the file's."""
    if path.parts[:1] == ("~",):
        return _home(env).joinpath(*path.parts[1:])
    return config.parent / path


def _xdg(env: Mapping[str, str], variable: str, in_home: str) -> Path:
    return Path(env[variable]) if env.get(variable) else _home(env) / in_home


def _home(env: Mapping[str, str]) -> Path:
    return Path(env["HOME"]) if env.get("HOME") else Path.home()
