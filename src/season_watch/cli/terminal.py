"""Tables and paragraphs on a terminal: fitted to its width, in colour unless NO_COLOR is set. Texts come in safe."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from season_watch.cli.output import Line, Table


def print_table(table: Table) -> None:
    """Columns that may wrap share what the others leave."""
    grid = Grid(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in table.columns:
        grid.add_column(Text(column.title), no_wrap=not column.wraps, overflow="fold")
    for row in table.rows:
        cells = zip(table.columns, row, strict=True)
        grid.add_row(*(Text(cell, style=column.paint.get(cell, "")) for column, cell in cells))
    _console().print(grid)


def print_lines(lines: Sequence[Line]) -> None:
    """Each line wrapped behind its indent."""
    console = _console()
    for line in lines:
        console.print(Padding(Text(line.text, style=line.style, overflow="fold"), (0, 0, 0, line.indent)))


def _console() -> Console:
    return Console(highlight=False, markup=False, emoji=False)
