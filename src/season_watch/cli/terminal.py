"""Tables and paragraphs on a terminal: fitted to its width, in colour unless NO_COLOR is set. Texts come in safe."""

from collections.abc import Sequence
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from season_watch.cli.output import Line, Table


def print_table(table: Table, terminal: TextIO) -> None:
    """Columns that may wrap share what the others leave."""
    grid = Grid(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in table.columns:
        grid.add_column(Text(column.title), no_wrap=not column.wraps, overflow="fold")
    for row in table.rows:
        cells = zip(table.columns, row, strict=True)
        grid.add_row(*(Text(cell, style=column.paint.get(cell.partition(":")[0], "")) for column, cell in cells))
    _console(terminal).print(grid)


def print_lines(lines: Sequence[Line], terminal: TextIO) -> None:
    """Each line wrapped behind its indent; an address stays whole, so that a click still opens it."""
    console = _console(terminal)
    for line in lines:
        text = Text(line.text, style=line.style, overflow="fold")
        if " " in line.text:
            console.print(Padding(text, (0, 0, 0, line.indent), expand=False))
        else:
            console.print(Text(" " * line.indent) + text, soft_wrap=True)


def _console(terminal: TextIO) -> Console:
    return Console(file=terminal, highlight=False, markup=False, emoji=False)
