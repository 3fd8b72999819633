"""The owner's templates, read from the folders that channels name; whatever is wrong in them is told with its line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from season_watch.config.checking import Row
from season_watch.config.document import Faults
from season_watch.config.finding import from_file
from season_watch.notifying.accounts import OwnTemplates

NAMES = ("subject.txt", "text.txt", "page.html")

MOST_BYTES = 64 * 1024
"""Ten times the longest built-in template."""


@dataclass(frozen=True, slots=True)
class Wordings:
    """Reads templates; paths are meant as `config` means them."""

    config: Path
    env: Mapping[str, str]
    faults: Faults

    def of(self, row: Row) -> OwnTemplates | None:
        """The templates of a channel; None where it has none of its own."""
        named = row.values.get("templates")
        if named is None:
            return None
        folder = from_file(named, self.config, self.env)
        found = [folder / name for name in NAMES if (folder / name).exists()]
        if not found:
            wanted = ", ".join(NAMES)
            self._add(row, f"'templates' in {row.place} names {folder}, where none of {wanted} is")
        read = ((path.name, self._read(row, path)) for path in found)
        return OwnTemplates(texts=tuple((name, text) for name, text in read if text is not None))

    def _read(self, row: Row, path: Path) -> str | None:
        if not path.is_file():  # a pipe would be waited for, by a daemon too that reads its configuration anew
            self._add(row, f"{path}: is no file")
            return None
        try:
            with path.open("rb") as file:
                content = file.read(MOST_BYTES + 1)
            text = content.decode("utf-8-sig")
        except OSError as error:
            self._add(row, f"{path}: can't be read: {error.strerror}")
            return None
        except UnicodeDecodeError:
            self._add(row, f"{path}: can't be read: it is not UTF-8")
            return None
        if len(content) > MOST_BYTES:
            self._add(row, f"{path}: is longer than {MOST_BYTES} bytes")
            return None
        for line, fault in _faults_in(path.name, text):
            self._add(row, f"{path}:{line}: {fault}")
        return text

    def _add(self, row: Row, sentence: str) -> None:
        self.faults.add(row.place, "templates", sentence)


def _faults_in(name: str, text: str) -> Iterator[tuple[int, str]]:
    # Jinja takes 40 ms to import, and few have templates of their own.
    from season_watch.notifying.templating import faults_in

    return faults_in(text, is_page=name.endswith(".html"))
