import json

import pytest

from season_watch.cli.output import Column, Line, Table, aligned, show_json, show_lines, show_table

COLUMNS = (Column(title="#"), Column(title="what", wraps=True), Column(title="outlet"))


def test_columns_are_as_wide_as_what_they_hold_counting_wide_letters_twice() -> None:
    rows = (("1", "지우학", "A"), ("12", "wrapped", "B"))
    assert aligned(Table(columns=COLUMNS, rows=rows)) == (
        "#   what     outlet",
        "1   지우학   A",
        "12  wrapped  B",
    )


def test_a_table_without_rows_is_its_titles() -> None:
    assert aligned(Table(columns=COLUMNS, rows=())) == ("#  what  outlet",)


def test_a_cell_never_starts_a_row(capsys: pytest.CaptureFixture[str]) -> None:
    show_table(Table(columns=COLUMNS, rows=(("1", "wrapped\n2  forged", "\x1b[31mred"),)))
    assert capsys.readouterr().out.splitlines()[1:] == [r"1  wrapped 2 forged  \x1b[31mred"]


def test_a_line_stays_one_line_behind_its_indent(capsys: pytest.CaptureFixture[str]) -> None:
    show_lines((Line(text="status", style="bold"), Line(text="a\nb", indent=2), Line(text="", indent=4)))
    assert capsys.readouterr().out == "status\n  a b\n\n"


def test_json_is_one_document_and_ends_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    show_json({"title": "지우학\u202e"}, indent=None)
    printed = capsys.readouterr().out
    assert printed == '{"title": "지우학\\u202e"}\n'
    assert json.loads(printed) == {"title": "지우학\u202e"}
