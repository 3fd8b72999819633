"""The secrets of the channels: each from the one key that gives it, or from the file that such a key names."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from season_watch.config.checking import Row
from season_watch.config.document import Faults
from season_watch.config.finding import from_file
from season_watch.config.kinds import APPRISE_URL, PASSWORD, SIGNING_SECRET, Kind
from season_watch.model.delivery import ChannelKind

_KEYS = {
    ChannelKind.EMAIL: ("password", "password_file"),
    ChannelKind.WEBHOOK: ("secret", "secret_file", "secrets"),
    ChannelKind.APPRISE: ("url", "url_file"),
}
_IN_FILES = {"password_file": PASSWORD, "secret_file": SIGNING_SECRET, "url_file": APPRISE_URL}


@dataclass(frozen=True, slots=True)
class Credentials:
    """Takes the secrets out of rows; paths are meant as `config` means them."""

    config: Path
    env: Mapping[str, str]
    faults: Faults

    def of(self, row: Row) -> tuple[str, ...]:
        """The secrets of a channel, newest first; none where it has no use for one."""
        keys = _KEYS.get(row.values["kind"], ())
        given = [key for key in keys if key in row.written]
        self._check(row, given, keys)
        return tuple(secret for key in given for secret in self._under(row, key))

    def _check(self, row: Row, given: list[str], keys: tuple[str, ...]) -> None:
        if len(given) > 1:
            self.faults.add(row.place, given[1], f"{row.place} has both '{given[0]}' and '{given[1]}': keep one")
        if row.values["kind"] is not ChannelKind.EMAIL:
            if keys and not given:
                self.faults.add(row.place, "", f"{row.place} needs one of {_quoted(keys)}")
        elif given and "username" not in row.written:
            self.faults.add(row.place, given[0], f"{row.place} needs 'username', because it has '{given[0]}'")
        elif not given and "username" in row.written:
            self.faults.add(
                row.place, "username", f"{row.place} needs one of {_quoted(keys)}, because it has 'username'"
            )

    def _under(self, row: Row, key: str) -> tuple[str, ...]:
        value = row.values[key]
        if value is None:
            return ()
        if isinstance(value, Path):
            return self._in_file(row, key, from_file(value, self.config, self.env), _IN_FILES[key])
        return value if isinstance(value, tuple) else (value,)

    def _in_file(self, row: Row, key: str, path: Path, kind: Kind) -> tuple[str, ...]:
        name = f"'{key}' in {row.place} names {path}, which"
        try:
            return (kind.read(path.read_text(encoding="utf-8").rstrip("\r\n")),)
        except OSError as error:
            self.faults.add(row.place, key, f"{name} can't be read: {error.strerror}")
        except ValueError:
            self.faults.add(row.place, key, f"{name} must hold {kind.wanted}")
        return ()


def _quoted(keys: tuple[str, ...]) -> str:
    return ", ".join(f"'{key}'" for key in keys)
