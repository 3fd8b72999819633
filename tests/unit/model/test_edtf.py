from datetime import date

import pytest

from season_watch.model.edtf import covers, span


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-12-26", date(2024, 12, 26), date(2024, 12, 26)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-22", date(2024, 6, 1), date(2024, 8, 31)),
        ("2024-35", date(2024, 7, 1), date(2024, 9, 30)),
        ("2024-41", date(2024, 7, 1), date(2024, 12, 31)),
        ("2024/..", date(2024, 1, 1), date.max),
        ("../2024", date.min, date(2024, 12, 31)),
        ("2024-41/2025-40", date(2024, 7, 1), date(2025, 6, 30)),
    ],
)
def test_the_span_of_a_value(value: str, first: date, last: date) -> None:
    assert span(value) == (first, last)


@pytest.mark.parametrize("value", ["", "2024-13", "2024-02-30", "24", "2024-1", "next year", "2024-12-26T00:00"])
def test_what_is_no_date_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        span(value)


@pytest.mark.parametrize(
    ("coarse", "fine", "expected"),
    [("2024", "2024-12", True), ("2024-12", "2024", False), ("2024/..", "2026", True), ("2024-41", "2024-06", False)],
)
def test_a_coarser_value_covers_a_finer_one(coarse: str, fine: str, expected: bool) -> None:
    assert covers(coarse, fine) is expected
