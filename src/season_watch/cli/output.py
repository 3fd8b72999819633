"""What goes to standard output: tables, lines and JSON.

A terminal gets tables that fit its width (rich, loaded then alone: it costs 60 ms); a file or a pipe gets the same
rows whole, one a line, in aligned columns. Every text is made safe here, so that no command can forget it.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from season_watch.cli.escaping import visible, visible_as_laid_out, visible_json
from season_watch.notifying.wrapping import columns as width_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

GAP = "  "


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `wraps`: it gives way where a terminal is narrow. `paint` is a style by what a cell says, up to a
    colon."""

    title: str
    wraps: bool = False
    paint: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows as wide as `columns`."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph, `indent` columns from the left. `style` is seen on a terminal alone. `laid_out`: its spaces stay."""

    text: str
    indent: int = 0
    style: str = ""
    laid_out: bool = False


BLANK = Line(text="")


def say(sentence: str) -> None:
    """One sentence on standard output."""
    show_lines((Line(text=sentence),))


def show_table(table: Table) -> None:
    """A table on standard output."""
    safe = Table(columns=table.columns, rows=tuple(tuple(map(visible, row)) for row in table.rows))
    if sys.stdout.isatty():
        from season_watch.cli import terminal

        terminal.print_table(safe, sys.stdout)
    else:
        sys.stdout.writelines(f"{line}\n" for line in aligned(safe))


def show_lines(lines: Sequence[Line]) -> None:
    """Paragraphs on standard output."""
    safe = tuple(map(_safe, lines))
    if sys.stdout.isatty():
        from season_watch.cli import terminal

        terminal.print_lines(safe, sys.stdout)
    else:
        sys.stdout.writelines(f"{' ' * line.indent if line.text else ''}{line.text}\n" for line in safe)


def _safe(line: Line) -> Line:
    return replace(line, text=visible_as_laid_out(line.text) if line.laid_out else visible(line.text))


def show_json(value: object, *, indent: int | None = 2) -> None:
    """A JSON document on standard output, and a line break."""
    sys.stdout.write(visible_json(json.dumps(value, ensure_ascii=False, indent=indent)) + "\n")


def show_xml(root: "Element") -> None:
    """An XML document on standard output, in letters that every terminal and file has: others are numbers in it."""
    from xml.etree.ElementTree import indent, tostring

    indent(root)
    sys.stdout.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, "us-ascii").decode()}\n')


def aligned(table: Table) -> tuple[str, ...]:
    """The rows below their titles, each as one line, in columns as wide as what they hold."""
    rows = (tuple(column.title for column in table.columns), *table.rows)
    widths = [max(map(width_of, cells)) for cells in zip(*rows, strict=True)]
    return tuple(_aligned(row, widths) for row in rows)


def _aligned(row: tuple[str, ...], widths: Sequence[int]) -> str:
    cells = (cell + " " * (width - width_of(cell)) for cell, width in zip(row, widths, strict=True))
    return GAP.join(cells).rstrip()
