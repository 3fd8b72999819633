"""A TOML file with the lines its keys stand on, which tomllib does not tell, and the faults that were found in it."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from season_watch.model.errors import ConfigError

_STRINGS_AND_COMMENTS = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*', re.DOTALL
)
_HEADER = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?\s*$")
_KEY = re.compile(r"\s*([\w-]+)\s*[.=]")
_POSITION = re.compile(r" \(at line (\d+), column (\d+)\)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A table in the file: `[table]` if `number` is None, else the number-th `[[table]]`, or a table `within` that."""

    table: str
    number: int | None = None
    within: str | None = None

    def __str__(self) -> str:
        if self.within is not None:
            return f"the {self.table} of [[{self.within}]] #{self.number}"
        return f"[{self.table}]" if self.number is None else f"[[{self.table}]] #{self.number}"


TOP = Place(table="")

_Spot = tuple[str, int, str]
"""A dotted table name, which of them from 1 on, and a key of it; the key "" is the header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a file says, and where."""

    path: Path
    data: dict[str, Any]
    lines: Mapping[_Spot, int]

    def line(self, place: Place, key: str) -> int:
        """The line of a key, or the nearest line above it that is known (a key may hide in an inline table)."""
        return next((self.lines[spot] for spot in _spots(place, key) if spot in self.lines), 1)


def _spots(place: Place, key: str) -> Iterator[_Spot]:
    number = place.number or 1
    if place.within is not None:
        table = f"{place.within}.{place.table}"
        yield from ((table, number, key), (table, number, ""))
        yield from _spots(Place(table=place.within, number=number), place.table)
    else:
        yield from ((place.table, number, key), (place.table, number, ""), ("", 1, place.table))


def read(path: Path) -> Document:
    """Read a TOML file. Raises ConfigError, with line and column where the syntax is wrong."""
    text = _content(path)
    try:
        return Document(path=path, data=tomllib.loads(text), lines=_lines(text))
    except ValueError as error:  # TOMLDecodeError, or what `int` says of a number of thousands of digits
        raise ConfigError(_syntax_fault(path, text, str(error))) from error


def _content(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{path}: can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: can't be read: it is not UTF-8") from error


def _syntax_fault(path: Path, text: str, message: str) -> str:
    found = _POSITION.search(message)
    where = f"{found[1]}:{found[2]}" if found else f"{text.count(chr(10)) + 1}"
    return f"{path}:{where}: not TOML: {message.partition(' (at ')[0]}"


def _lines(text: str) -> dict[_Spot, int]:
    """Where each header and each key is. `text` is known to be right TOML."""
    lines: dict[_Spot, int] = {}
    tables: Counter[str] = Counter()
    table, depth = "", 0
    for number, line in enumerate(_bare(text).split("\n"), 1):
        if depth == 0 and (header := _HEADER.match(line)):
            table = header[1]
            tables[table] += 1
            lines.setdefault((table, _which(table, tables), ""), number)
            continue
        if depth == 0 and (key := _KEY.match(line)):
            lines.setdefault((table, _which(table, tables), key[1]), number)
        depth += len(re.findall(r"[\[{]", line)) - len(re.findall(r"[\]}]", line))
    return lines


def _which(table: str, tables: Counter[str]) -> int:
    """`[source.selectors]` belongs to the `[[source]]` last opened, however many have selectors."""
    return max(tables[table.partition(".")[0]], 1)


def _bare(text: str) -> str:
    """The text with strings and comments blanked, so that what they hold looks like nothing else; lines stay."""
    return _STRINGS_AND_COMMENTS.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


class Faults:
    """All that is wrong with one file."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._found: list[tuple[int, str]] = []

    def add(self, place: Place, key: str, sentence: str) -> None:
        """Note a fault of a key in a table; the key "" is the table itself."""
        line = self._document.line(place, key)
        self._found.append((line, f"{self._document.path}:{line}: {sentence}"))

    def add_outside(self, sentence: str) -> None:
        """Note a fault that is not in the file."""
        self._found.append((0, sentence))

    def complain(self) -> None:
        """Raise ConfigError with every fault, in the order of the file, if there is one."""
        if self._found:
            raise ConfigError(*(sentence for _, sentence in sorted(self._found, key=lambda found: found[0])))
