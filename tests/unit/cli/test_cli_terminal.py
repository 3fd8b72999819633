import io
import re

import pytest
from rich.cells import cell_len

from season_watch.cli import terminal
from season_watch.cli.output import Column, Line, Table

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
TABLE = Table(
    columns=(
        Column(title=""),
        Column(title="when"),
        Column(title="what", wraps=True),
        Column(title="note", wraps=True),
    ),
    rows=(("✗", "2025-07-23", "Confirmed: filming has wrapped " * 3, "지금 우리 학교는 " * 9),),
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return Terminal()


def shown(screen: Terminal) -> list[str]:
    return ESCAPES.sub("", screen.getvalue()).splitlines()


def test_a_table_fits_80_columns_and_loses_nothing(screen: Terminal) -> None:
    terminal.print_table(TABLE, screen)
    lines = shown(screen)
    assert max(map(cell_len, lines)) <= 80
    assert " ".join(lines).count("wrapped") == 3
    assert lines[1].startswith("✗  2025-07-23  ")


def test_square_brackets_of_strangers_are_no_markup(screen: Terminal) -> None:
    terminal.print_lines((Line(text="[red]not[/red] :smile: markup"),), screen)
    assert shown(screen) == ["[red]not[/red] :smile: markup"]


def test_an_address_stays_whole(screen: Terminal) -> None:
    address = "https://example.org/" + "long-" * 30
    terminal.print_lines((Line(text=address, indent=2),), screen)
    assert shown(screen) == [f"  {address}"]


def test_a_paragraph_wraps_behind_its_indent(screen: Terminal) -> None:
    terminal.print_lines((Line(text="word " * 30, indent=6),), screen)
    lines = shown(screen)
    assert len(lines) > 1
    assert all(line.startswith("      word") and len(line) <= 80 for line in lines)


def test_no_color_is_obeyed(screen: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    painted = Table(columns=(Column(title="state", paint={"dead": "red"}),), rows=(("dead",),))
    terminal.print_table(painted, screen)
    assert "\x1b[31m" in screen.getvalue()
    screen.truncate(0)
    monkeypatch.setenv("NO_COLOR", "1")
    terminal.print_table(painted, screen)
    assert "\x1b[31m" not in screen.getvalue()
