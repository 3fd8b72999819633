from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from season_watch.outbound.exchange import Answer
from season_watch.outbound.waiting import http_date, retry_after

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        pytest.param("120", 120, id="seconds"),
        pytest.param(" 120 ", 120, id="blanks"),
        pytest.param("0", 0, id="now"),
        pytest.param("9" * 5000, 2**31, id="absurd"),
        pytest.param("Sun, 01 Mar 2026 12:02:00 GMT", 120, id="date"),
        pytest.param("Sunday, 01-Mar-26 12:02:00 GMT", 120, id="old-date"),
        pytest.param("Sun Mar  1 12:02:00 2026", 120, id="asctime"),
        pytest.param("Sun, 01 Mar 2026 11:00:00 GMT", 0, id="past"),
        pytest.param("Sun, 01 Mar 2026 12:02:00 -0000", 120, id="a-date-of-no-zone-is-in-gmt"),
        pytest.param("Fri, 31 Dec 9999 23:59:59 -0500", None, id="beyond-the-calendar"),
        pytest.param("-5", None, id="negative"),
        pytest.param("²", None, id="superscript"),
        pytest.param("later", None, id="word"),
        pytest.param("", None, id="empty"),
    ],
)
def test_a_wish_is_seconds_or_a_date(value: str, seconds: int | None) -> None:
    answer = Answer(status=503, headers=(("Retry-After", value),), body=b"", version="HTTP/1.1")
    assert retry_after(answer, NOW) == (None if seconds is None else timedelta(seconds=seconds))


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_a_date(text: str) -> None:
    date = http_date(text)
    assert date is None or date.utcoffset() == timedelta(0)


@given(st.integers(min_value=0, max_value=2**32))
def test_a_date_as_http_writes_it_is_read_back(seconds: int) -> None:
    date = datetime.fromtimestamp(seconds, UTC)
    assert http_date(date.strftime("%a, %d %b %Y %H:%M:%S GMT")) == date
